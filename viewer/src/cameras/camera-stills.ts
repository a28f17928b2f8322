import type { CityPointFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { apiClient } from '../api/client.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { StillStudio } from '../globe/still-studio.ts';
import { useApp } from '../state/store.ts';
import type { Theme } from '../state/view-state.ts';
import { type NoStillWhy, type StillView, stillView } from './still-view.ts';

/** A still as the address of a picture, or why there is none. */
export type CameraStill =
  | { readonly url: string; readonly why: null }
  | { readonly url: null; readonly why: NoStillWhy | 'failed' };

export interface StillAsked {
  readonly scene: PublicScene;
  readonly ground: GroundSurface;
  readonly theme: Theme;
  /** The hour the sun is drawn for; null as it comes. */
  readonly sunTimeMs: number | null;
  readonly sceneId: string;
  readonly cameraId: string;
}

/** Stills kept, the last asked ones: 30 kB each. */
const MOST_KEPT = 60;

/** The studio takes a graphics context and tiles of its own: it is given up when nobody asked for so long, milliseconds. */
const IDLE_MS = 20_000;

/** A view that streets and units move in may never come to rest: after so long the still is drawn beside it, milliseconds. */
const MOST_WAIT_MS = 30_000;
const LOOK_MS = 200;

const kept = new Map<string, CameraStill>();
const api = apiClient();

let studio: { readonly of: PublicScene; readonly made: StillStudio } | null = null;
let turn: Promise<unknown> = Promise.resolve();
let waiting = 0;
let closing: ReturnType<typeof setTimeout> | undefined;

/** Draws the scene from a camera's place: one after the other, and each once. */
export async function takeStill(asked: StillAsked, signal: AbortSignal): Promise<CameraStill> {
  const { scene, ground, theme, sunTimeMs, cameraId } = asked;
  const key = [scene.id, scene.revision, cameraId, theme, sunTimeMs ?? ''].join(' ');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const feature = await api.feature(scene.id, cameraId, signal);
  const view = feature.family === 'cityPoint' ? viewOf(feature, ground) : 'headingUnknown';
  if (typeof view === 'string') return keep(key, { url: null, why: view });
  waiting++;
  clearTimeout(closing);
  const taken = turn.then(() => draw(asked, view, signal));
  turn = taken.catch(() => undefined);
  try {
    return keep(key, { url: await taken, why: null });
  } finally {
    waiting--;
    if (waiting === 0) closing = setTimeout(closeStudio, IDLE_MS);
  }
}

function viewOf(point: CityPointFeature, ground: GroundSurface): StillView | NoStillWhy {
  return stillView(point, ground.levelAt(...point.position));
}

/** The view that people look at comes first: a second one would take the tiles and the frames it waits for. */
async function untilViewIsThere(signal: AbortSignal): Promise<void> {
  const isThere = (): boolean => {
    const { tiles, layerTiles, groundReady } = useApp.getState();
    return tiles.state !== 'pending' && layerTiles.state !== 'pending' && groundReady;
  };
  for (let waitedMs = 0; !isThere() && waitedMs < MOST_WAIT_MS; waitedMs += LOOK_MS) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

async function draw({ scene, ground, theme, sunTimeMs }: StillAsked, view: StillView, signal: AbortSignal) {
  await untilViewIsThere(signal);
  signal.throwIfAborted();
  if (studio?.of !== scene) {
    closeStudio();
    // Who looks at no still pays for no second view.
    const { stillStudio } = await import('../globe/still-studio.ts');
    studio = { of: scene, made: stillStudio(scene, ground) };
  }
  return await studio.made.take(view, { theme, sunTimeMs }, signal);
}

function closeStudio(): void {
  studio?.made.destroy();
  studio = null;
}

function keep(key: string, still: CameraStill): CameraStill {
  kept.set(key, still);
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return still;
}
