import type { PublicScene } from '@undercroft/core/protocol/answers';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { StillError } from '../globe/still-error.ts';
import type { StillStudio } from '../globe/still-studio.ts';
import { useApp } from '../state/store.ts';

/** The studio takes a graphics context and tiles of its own: it is given up when nobody asked for so long, milliseconds. */
const IDLE_MS = 20_000;

/** A view that streets and units move in may never come to rest: after so long pictures are drawn beside it, milliseconds. */
const MOST_WAIT_MS = 30_000;
const LOOK_MS = 200;

/** A studio draws one scene on one ground. */
export interface StudioOf {
  readonly scene: PublicScene;
  readonly ground: GroundSurface;
}

let studio: { readonly of: PublicScene; readonly made: StillStudio } | null = null;
let turn: Promise<unknown> = Promise.resolve();
let wanting = 0;
let closing: ReturnType<typeof setTimeout> | undefined;

/**
 * Work in the one studio of the page, one after the other. A studio that the graphics card let go of, or that broke, is
 * given up, and the next who comes gets a new one.
 */
export async function inStudio<T>(of: StudioOf, work: (studio: StillStudio) => Promise<T>): Promise<T> {
  const release = keepStudio();
  const done = turn.then(() => workIn(of, work));
  turn = done.catch(() => undefined);
  try {
    return await done;
  } finally {
    release();
  }
}

/** The studio stands ready as long as somebody keeps it: to make one takes seconds. Returns how to let it go. */
export function keepStudio(): () => void {
  wanting++;
  clearTimeout(closing);
  let isKept = true;
  return () => {
    if (!isKept) return;
    isKept = false;
    wanting--;
    if (wanting === 0) closing = setTimeout(closeStudio, IDLE_MS);
  };
}

/** The view that people look at comes first: a second one would take the tiles and the frames it waits for. */
export async function untilViewIsThere(signal: AbortSignal): Promise<void> {
  for (let waitedMs = 0; !isViewThere() && waitedMs < MOST_WAIT_MS; waitedMs += LOOK_MS) {
    signal.throwIfAborted();
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** Whether nothing more comes of the view that people look at. */
export function isViewThere(): boolean {
  const { tiles, layerTiles, groundReady } = useApp.getState();
  return tiles.state !== 'pending' && layerTiles.state !== 'pending' && groundReady;
}

async function workIn<T>({ scene, ground }: StudioOf, work: (studio: StillStudio) => Promise<T>): Promise<T> {
  if (studio?.of !== scene) {
    closeStudio();
    // Who looks at no picture pays for no second view.
    const { stillStudio } = await import('../globe/still-studio.ts');
    studio = { of: scene, made: stillStudio(scene, ground) };
  }
  try {
    return await work(studio.made);
  } catch (error) {
    if (error instanceof StillError && error.code !== 'tilesMissing') closeStudio();
    throw error;
  }
}

function closeStudio(): void {
  studio?.made.destroy();
  studio = null;
}
