import { Matrix4, type Scene } from '@cesium/engine';
import type { LinkFeature } from '@undercroft/core/protocol/answers';
import { pickVisibleConduits } from './pick-visible.ts';

/** Answers what is known of conduits; those that cannot be had are left out. */
export type ConduitsById = (ids: readonly string[], signal: AbortSignal) => Promise<readonly LinkFeature[]>;

/** The camera has come to rest when it has not moved for so long, milliseconds. */
const REST_MS = 260;

/** While tiles still come, a camera at rest looks again after so long, milliseconds. */
const AGAIN_MS = 900;

/** Things looked through in the picture, nearest to its middle first. */
const MOST_IN_SIGHT = 48;

/** In place of ids: whatever is in sight is asked for. */
const NOT_SEEN = '?';

/** Learns which conduits are in sight whenever the picture comes to rest. Returns what ends it. */
export function watchInSight(
  scene: Scene,
  conduits: ConduitsById,
  isWanted: () => boolean,
  onSeen: (links: readonly LinkFeature[]) => void,
): { readonly look: () => void; readonly renew: () => void; readonly destroy: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking: AbortController | null = null;
  let seen = '';

  const look = (): void => {
    if (!isWanted()) {
      if (seen !== '') onSeen([]);
      seen = '';
      return;
    }
    const ids = pickVisibleConduits(scene, MOST_IN_SIGHT);
    const key = ids.join('\n');
    if (key === seen) return;
    seen = key;
    asking?.abort();
    asking = new AbortController();
    const { signal } = asking;
    conduits(ids, signal).then(
      (links) => {
        if (signal.aborted) return;
        onSeen(links);
        scene.requestRender();
      },
      // Labels are an aid: without an answer there are none, and the panel says what is wrong when something is chosen.
      () => {
        seen = '';
      },
    );
  };
  const wait = (ms: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      look();
    }, ms);
  };
  const stood = new Matrix4();
  const drawn = (): void => {
    const { viewMatrix } = scene.camera;
    if (!Matrix4.equalsEpsilon(stood, viewMatrix, 1e-6)) {
      Matrix4.clone(viewMatrix, stood);
      wait(REST_MS);
    } else if (timer === undefined) {
      wait(AGAIN_MS);
    }
  };
  const remove = scene.postRender.addEventListener(drawn);
  return {
    look: () => wait(0),
    renew() {
      seen = NOT_SEEN;
      wait(0);
    },
    destroy() {
      clearTimeout(timer);
      asking?.abort();
      remove();
    },
  };
}
