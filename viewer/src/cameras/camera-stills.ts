import type { CityPointFeature, PublicScene } from '@undercroft/core/protocol/answers';
import { apiClient } from '../api/client.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Theme } from '../state/view-state.ts';
import { type NoStillWhy, type StillView, stillView } from './still-view.ts';
import { inStudio, untilViewIsThere } from './studio-turns.ts';

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

const kept = new Map<string, CameraStill>();
const api = apiClient();

/** Draws the scene from a camera's place: one after the other, and each once. */
export async function takeStill(asked: StillAsked, signal: AbortSignal): Promise<CameraStill> {
  const { scene, ground, theme, sunTimeMs, cameraId } = asked;
  const key = [scene.id, scene.revision, cameraId, theme, sunTimeMs ?? ''].join(' ');
  const known = kept.get(key);
  if (known !== undefined) return known;
  const feature = await api.feature(scene.id, cameraId, signal);
  const view = feature.family === 'cityPoint' ? viewOf(feature, ground) : 'headingUnknown';
  if (typeof view === 'string') return keep(key, { url: null, why: view });
  const url = await inStudio({ scene, ground }, async (studio) => {
    await untilViewIsThere(signal);
    signal.throwIfAborted();
    return await studio.take(view, { theme, sunTimeMs }, signal);
  });
  return keep(key, { url, why: null });
}

function viewOf(point: CityPointFeature, ground: GroundSurface): StillView | NoStillWhy {
  return stillView(point, ground.levelAt(...point.position));
}

function keep(key: string, still: CameraStill): CameraStill {
  kept.set(key, still);
  for (const [oldest] of kept) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return still;
}
