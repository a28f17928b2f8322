import {
  Cesium3DTileStyle,
  type Cesium3DTileset,
  type ClippingPolygon,
  ClippingPolygonCollection,
  type Scene,
  ShadowMode,
} from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import { UNCERTAINTY_TILESET } from '@undercroft/core/protocol/tilesets';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';
import { drawnTiles, hideFeatures } from './tile-inside.ts';
import { uncertaintyShader } from './uncertainty-shader.ts';

/** The bodies in which outer walls of conduits lie; nothing of them is asked for while they are not shown. */
export interface UncertaintyTileset {
  setShown(shown: boolean): void;
  hide(utilities: readonly Utility[]): void;
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  /** Takes away what is no longer so, at once; what is now comes with the revision. */
  forget(ids: readonly string[]): void;
  /** Shows another revision as soon as its tiles are there. */
  reload(revision: string): void;
  destroy(): void;
}

export interface UncertaintyOptions {
  readonly sceneId: string;
  readonly revision: string;
  readonly onProgress: (progress: TilesProgress) => void;
}

/**
 * A tile above without content stands for an error of 1000 m: with this error on screen, pixels, tiles are asked for from
 * some 400 m, where a band of half a metre is a pixel wide.
 */
const SCREEN_ERROR_PX = 1700;

/** How long another revision may take before it is shown as it is, milliseconds. */
const LONGEST_RELOAD_MS = 8000;

const COMING: TilesProgress = { state: 'pending', waiting: 0, failing: 0 };
const NOTHING: TilesProgress = { state: 'idle', waiting: 0, failing: 0 };

/** The part of a tile's content that the engine keeps to itself: a click goes through to the pipe within. */
interface ContentInside {
  readonly _model?: { _allowPicking: boolean };
}

/** A revision of it, there or on its way. */
interface Opened {
  readonly end: () => void;
  tileset: Cesium3DTileset | null;
}

export function uncertaintyTileset(scene: Scene, options: UncertaintyOptions): UncertaintyTileset {
  let { revision } = options;
  let drawn: Opened | null = null;
  let coming: Opened | null = null;
  let late: ReturnType<typeof setTimeout> | undefined;
  let hidden: readonly Utility[] = [];
  let cut: readonly ClippingPolygon[] = [];

  const dress = (tileset: Cesium3DTileset): void => {
    const conditions: [string, string][] = hidden.map((utility) => [`\${utility} === '${utility}'`, 'false']);
    tileset.style = new Cesium3DTileStyle({ show: { conditions: [...conditions, ['true', 'true']] } });
    scene.requestRender();
  };
  const cutAway = (tileset: Cesium3DTileset): void => {
    tileset.clippingPolygons = new ClippingPolygonCollection({ polygons: [...cut], enabled: cut.length > 0 });
    scene.requestRender();
  };
  const all = (act: (tileset: Cesium3DTileset) => void): void => {
    for (const tileset of [drawn?.tileset, coming?.tileset]) if (tileset) act(tileset);
  };
  const open = (isHidden: boolean, onReady: (loaded: Cesium3DTileset) => void): Opened => {
    const end = retryingTileset(scene, {
      sceneId: options.sceneId,
      tileset: UNCERTAINTY_TILESET,
      revision,
      settings: () => ({
        show: !isHidden,
        preloadWhenHidden: isHidden,
        maximumScreenSpaceError: SCREEN_ERROR_PX,
        shadows: ShadowMode.DISABLED,
        cullRequestsWhileMoving: false,
      }),
      onReady(loaded) {
        opened.tileset = loaded;
        loaded.customShader = uncertaintyShader();
        loaded.tileLoad.addEventListener(({ content }: { readonly content?: ContentInside }) => {
          if (content?._model !== undefined) content._model._allowPicking = false;
        });
        dress(loaded);
        if (cut.length > 0) cutAway(loaded);
        onReady(loaded);
      },
      onProgress: options.onProgress,
    });
    const opened: Opened = { end, tileset: null };
    return opened;
  };
  const endComing = (): void => {
    clearTimeout(late);
    coming?.end();
    coming = null;
  };
  const swap = (): void => {
    if (coming === null) return;
    clearTimeout(late);
    drawn?.end();
    drawn = coming;
    coming = null;
    if (drawn.tileset !== null) drawn.tileset.show = true;
    scene.requestRender();
  };
  const close = (): void => {
    endComing();
    drawn?.end();
    drawn = null;
  };
  return {
    setShown(shown) {
      if (shown === (drawn !== null)) return;
      if (shown) {
        options.onProgress(COMING);
        drawn = open(false, () => undefined);
      } else {
        close();
        options.onProgress(NOTHING);
      }
      scene.requestRender();
    },
    hide(utilities) {
      hidden = utilities;
      all(dress);
    },
    setCutAway(polygons) {
      if (polygons.length === 0 && cut.length === 0) return;
      cut = polygons;
      all(cutAway);
    },
    forget(ids) {
      const gone = ids.map((id) => ({ id, family: 'link' as const }));
      all((tileset) => {
        for (const tile of drawnTiles(tileset)) hideFeatures(tile, gone);
      });
    },
    reload(next) {
      revision = next;
      if (drawn === null) return;
      endComing();
      coming = open(true, (loaded) => loaded.initialTilesLoaded.addEventListener(swap));
      late = setTimeout(swap, LONGEST_RELOAD_MS);
    },
    destroy: close,
  };
}
