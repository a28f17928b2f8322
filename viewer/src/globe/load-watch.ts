import type { TilesProgress } from './retrying-tileset.ts';
import { tilesTogether } from './tiles-together.ts';

/** What of a view is still to come: tiles of the ground, of network, map and buildings, and a whole frame after drafts. */
export interface LoadWatch {
  setGround(waiting: number): void;
  /** Whether the ground is drawn at all: of one that is not the engine tells nothing, and nothing of it is waited for. */
  setGroundShown(shown: boolean): void;
  /** Listens to the progress of the network's tiles, and of the others, on its way to `then`. */
  network(then: (progress: TilesProgress) => void): (progress: TilesProgress) => void;
  layers(then: (progress: TilesProgress) => void): (progress: TilesProgress) => void;
  setDraft(isDraft: boolean): void;
  /** Whether tiles come; those that fail do not. */
  readonly isComing: boolean;
}

const COMING: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };

/** `onGround` is told whether the ground in view is drawn as finely as it will be, whenever that changes. */
export function loadWatch(onGround: (isReady: boolean) => void): LoadWatch {
  let ground: number | null = null;
  let isGroundShown = true;
  let network = COMING;
  let layers = COMING;
  let isDraft = false;
  let told = false;
  const isGroundThere = (): boolean => !isGroundShown || ground === 0;
  const tell = (): void => {
    const isReady = isGroundThere() && !isDraft;
    if (isReady === told) return;
    told = isReady;
    onGround(isReady);
  };
  return {
    setGround(waiting) {
      ground = waiting;
      tell();
    },
    setGroundShown(shown) {
      isGroundShown = shown;
      tell();
    },
    network: (then) => (progress) => {
      network = progress;
      then(progress);
    },
    layers: (then) => (progress) => {
      layers = progress;
      then(progress);
    },
    setDraft(next) {
      isDraft = next;
      tell();
    },
    get isComing() {
      const { state } = tilesTogether([network, layers]);
      if (state !== 'idle') return state === 'pending';
      return !isGroundThere();
    },
  };
}
