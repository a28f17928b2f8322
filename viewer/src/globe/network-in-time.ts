import type { Scene } from '@cesium/engine';
import { type NetworkOptions, type NetworkPart, type NetworkTileset, showNetwork } from './network-tileset.ts';
import type { TilesProgress } from './retrying-tileset.ts';
import { tilesTogether } from './tiles-together.ts';
import { uncertaintyTileset } from './uncertainty-tileset.ts';

/** Which network is drawn: that of today, a published state of the past, or none. */
export type NetworkState = 'today' | 'none' | { readonly revision: string };

/** How it goes with a state that is to be drawn; after `failing` it may still be `shown`. */
export type NetworkStateProgress = 'coming' | 'failing' | 'shown';

export interface NetworkInTime extends NetworkTileset {
  /** Draws a state instead of the one that is drawn, which stays until all tiles of the view are there. */
  show(state: NetworkState, onProgress: (progress: NetworkStateProgress) => void): void;
  /** Draws about each conduit how far off it may lie. It is known of the network of today alone, and drawn with no other. */
  setUncertainty(on: boolean): void;
}

/** Frames after which the engine's word on hidden tiles is about the view of now. */
const FRAMES_TO_LOOK = 2;

/** The present is waited for no longer than this, milliseconds: the past must not be taken for it. */
const TODAY_WITHIN_MS = 3000;

const COMING: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };
const IDLE: TilesProgress = { state: 'idle', waiting: 0, failing: 0 };

interface Part {
  readonly key: string;
  readonly network: NetworkPart;
  readonly progress: () => TilesProgress;
}

/**
 * The network of a scene in time. That of today is kept while another is drawn: the way back is short. Whatever is done
 * to the network is done to all states of it that are held, and to those that come.
 */
export function networkInTime(scene: Scene, options: Omit<NetworkOptions, 'past'>): NetworkInTime {
  const looks = new Map<string, (network: NetworkTileset) => void>();
  const partOf = (key: string, past?: { readonly revision: string }): Part => {
    let progress = COMING;
    const listen = (next: TilesProgress): void => {
      progress = next;
      report();
    };
    const network = showNetwork(scene, { ...options, onProgress: listen, ...(past !== undefined && { past }) });
    for (const look of looks.values()) look(network);
    return { key, network, progress: () => progress };
  };
  const held = (): readonly Part[] => [...new Set([today, drawn, wanted].filter((part) => part !== null))];
  const report = (): void => {
    const seen = held().filter((part) => part === drawn || part === wanted);
    options.onProgress(tilesTogether([...seen.map((part) => part.progress()), bandsProgress]));
  };
  const dropUnless = (part: Part | null): void => {
    if (part === null || part === today || part === drawn || part === wanted) return;
    part.network.destroy();
  };
  const all = (name: string, look: (network: NetworkTileset) => void): void => {
    looks.set(name, look);
    for (const { network } of held()) look(network);
  };

  let bandsProgress = IDLE;
  let isUncertaintyAsked = false;
  const { sceneId, revision } = options;
  const bands = uncertaintyTileset(scene, {
    sceneId,
    revision,
    onProgress(next) {
      bandsProgress = next;
      report();
    },
  });
  const layBands = (): void => bands.setShown(isUncertaintyAsked && drawn === today);

  let drawn: Part | null = null;
  /** The one that is to be drawn: `drawn` itself once it is. */
  let wanted: Part | null = null;
  const today = partOf('today');
  drawn = today;
  wanted = today;
  let frames = 0;
  let sinceMs = 0;
  let isFailing = false;
  let tell: (progress: NetworkStateProgress) => void = () => undefined;

  const put = (): void => {
    const before = drawn;
    drawn = wanted;
    drawn?.network.setShown('drawn');
    if (before !== drawn) before?.network.setShown('hidden');
    dropUnless(before);
    layBands();
    scene.requestRender();
    report();
    tell('shown');
  };
  const removeWatch = scene.preUpdate.addEventListener(() => {
    if (wanted === drawn || wanted === null) return;
    frames += 1;
    if (frames < FRAMES_TO_LOOK) return;
    const isNowFailing = wanted.progress().failing > 0;
    const isOverdue = wanted === today && (isNowFailing || performance.now() - sinceMs > TODAY_WITHIN_MS);
    if (wanted.network.isThere || isOverdue) {
      put();
      return;
    }
    if (isNowFailing === isFailing) return;
    isFailing = isNowFailing;
    tell(isFailing ? 'failing' : 'coming');
  });

  return {
    show(state, next) {
      tell = next;
      frames = 0;
      sinceMs = performance.now();
      isFailing = false;
      const before = wanted;
      const key = typeof state === 'string' ? state : state.revision;
      const known = held().find((part) => part.key === key) ?? null;
      wanted = state === 'none' ? null : (known ?? partOf(key, typeof state === 'string' ? undefined : state));
      if (before !== wanted && before !== drawn) before?.network.setShown('hidden');
      dropUnless(before);
      if (wanted === drawn || wanted === null) {
        put();
        return;
      }
      wanted.network.setShown('ahead');
      report();
      tell('coming');
    },
    // What is edited is the present; a state of the past stays what it was.
    showEdit(note) {
      today.network.showEdit(note);
      bands.forget(note.features.map(({ id }) => id));
      bands.reload(note.revision);
    },
    reload(next) {
      today.network.reload(next);
      bands.reload(next);
    },
    setUncertainty(on) {
      isUncertaintyAsked = on;
      layBands();
    },
    hide(utilities) {
      all('hide', (network) => network.hide(utilities));
      bands.hide(utilities);
    },
    setTints: (tints) => all('tints', (network) => network.setTints(tints)),
    setFog: (top, deep, share) => all('fog', (network) => network.setFog(top, deep, share)),
    setTileError: (errorPx) => all('error', (network) => network.setTileError(errorPx)),
    setObscured: (obscured) => all('obscured', (network) => network.setObscured(obscured)),
    setCutAway(polygons) {
      all('cut', (network) => network.setCutAway(polygons));
      bands.setCutAway(polygons);
    },
    destroy() {
      removeWatch();
      bands.destroy();
      for (const { network } of held()) network.destroy();
    },
  };
}
