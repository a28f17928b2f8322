import { Cartesian2, Cartesian3, Cesium3DTileset, type Scene } from '@cesium/engine';
import { routePath } from '@undercroft/core/protocol/routes';
import { waitMs } from './back-off.ts';
import { failingRequests } from './failing-requests.ts';
import { addressOf, RetryingResource } from './retrying-resource.ts';

export type TilesState = 'pending' | 'idle' | 'failed';

export interface TilesProgress {
  readonly state: TilesState;
  /** Tiles asked for or being unpacked. */
  readonly waiting: number;
  /** Addresses that are failing right now. */
  readonly failing: number;
}

/** One of the scene's own tilesets, or that of others at an address. */
type TilesetPlace =
  | {
      readonly sceneId: string;
      readonly tileset: string;
      /** Changes whenever a tile would. */
      readonly revision: string;
      /** Address of its document where it is not the tileset's own of today. */
      readonly url?: string;
    }
  | { readonly url: string };

export type RetryingTilesetOptions = TilesetPlace & {
  readonly settings: () => Cesium3DTileset.ConstructorOptions;
  /** Called once, before the tileset is first drawn. */
  readonly onReady: (tileset: Cesium3DTileset) => void;
  /** Told each time that what came cannot be read as a tileset, in the engine's words. */
  readonly onUnreadable?: (words: string) => void;
  readonly onProgress: (progress: TilesProgress) => void;
};

/** The parts of a tile that the engine keeps to itself and that a broken one is healed through. */
interface TileInside {
  readonly contentFailed: boolean;
  readonly children: readonly TileInside[];
  _contentState: number;
}

/** `Cesium3DTileContentState.UNLOADED` of the engine: the tile is asked for again when it is next seen. */
const UNLOADED = 0;

/** Time for the engine to ask anew for a tile in view, milliseconds. */
const LEFT_VIEW_MS = 1500;

/** A soft light from everywhere, a little more from above: constants of spherical harmonics of orders 0 and 1. */
const AMBIENT = [
  new Cartesian3(0.62, 0.63, 0.66),
  new Cartesian3(0, 0, 0),
  new Cartesian3(0.12, 0.12, 0.12),
  ...Array.from({ length: 6 }, () => new Cartesian3(0, 0, 0)),
];

/**
 * Shows a tileset of a scene and reports how its tiles fare. What fails is asked for again for ever: requests by
 * `RetryingResource`, contents that came but could not be unpacked by making their tile ask anew. Returns what ends it.
 */
export function retryingTileset(scene: Scene, options: RetryingTilesetOptions): () => void {
  let destroyed = false;
  let tileset: Cesium3DTileset | null = null;
  let waiting = 0;
  let reported = '';
  const timers = new Set<ReturnType<typeof setTimeout>>();

  const report = (): void => {
    if (destroyed) return;
    const state =
      failing.size > 0 ? 'failed' : tileset !== null && waiting === 0 && tileset.tilesLoaded ? 'idle' : 'pending';
    const key = `${state} ${waiting} ${failing.size}`;
    if (key === reported) return;
    reported = key;
    options.onProgress({ state, waiting, failing: failing.size });
  };
  const failing = failingRequests(report);
  const removePostRender = scene.postRender.addEventListener(report);

  const after = (ms: number, act: () => void): void => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      if (!destroyed) act();
    }, ms);
    timers.add(timer);
  };
  const heal = (url: string): void => {
    const key = contentKey(url);
    after(waitMs(failing.failed(key), Math.random()), () => {
      if (tileset === null) return;
      resetFailed((tileset as unknown as { readonly root: TileInside }).root);
      scene.requestRender();
      // A tile that has left the view is not asked for again, and so fails no longer.
      after(LEFT_VIEW_MS, () => {
        if (waiting === 0 && tileset?.tilesLoaded === true) failing.settled(key);
      });
    });
  };

  const resource = new RetryingResource(
    'sceneId' in options
      ? {
          url: options.url ?? routePath('tileset', { scene: options.sceneId, tileset: options.tileset }),
          queryParameters: { revision: options.revision },
        }
      : { url: options.url },
    { failing, isWanted: () => !destroyed },
  );
  const load = async (): Promise<void> => {
    const loaded = await Cesium3DTileset.fromUrl(resource, options.settings());
    if (destroyed) {
      loaded.destroy();
      return;
    }
    light(loaded);
    options.onReady(loaded);
    loaded.tileFailed.addEventListener(({ url }: { readonly url?: string }) => heal(url ?? 'tile'));
    loaded.tileLoad.addEventListener((tile: { readonly content?: { readonly url?: string } }) => {
      failing.settled(contentKey(tile.content?.url ?? ''));
    });
    loaded.loadProgress.addEventListener((pending: number, processing: number) => {
      waiting = pending + processing;
      report();
    });
    tileset = loaded;
    scene.primitives.add(loaded);
    scene.requestRender();
  };
  const keepLoading = (attempt: number): void => {
    load().catch((error: unknown) => {
      if (destroyed) return;
      options.onUnreadable?.(error instanceof Error ? error.message : String(error));
      failing.failed(resource.url);
      after(waitMs(attempt, Math.random()), () => {
        failing.settled(resource.url);
        keepLoading(attempt + 1);
      });
    });
  };
  keepLoading(1);

  return () => {
    destroyed = true;
    removePostRender();
    for (const timer of timers) clearTimeout(timer);
    if (tileset !== null) scene.primitives.remove(tileset);
  };
}

/** A content that came but is broken is counted apart from its request, which succeeds each time it is asked for. */
function contentKey(url: string): string {
  return `content of ${addressOf(url)}`;
}

function light(tileset: Cesium3DTileset): void {
  tileset.environmentMapManager.enabled = false;
  tileset.imageBasedLighting.imageBasedLightingFactor = new Cartesian2(1, 0);
  tileset.imageBasedLighting.sphericalHarmonicCoefficients = AMBIENT;
}

function resetFailed(tile: TileInside): void {
  if (tile.contentFailed) tile._contentState = UNLOADED;
  for (const child of tile.children) resetFailed(child);
}
