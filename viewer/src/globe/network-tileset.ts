import { Cesium3DTileStyle, type Cesium3DTileset, type ClippingPolygon, type Scene, ShadowMode } from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import { routePath } from '@undercroft/core/protocol/routes';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { blendTints, type NetworkTints, tintExpression } from './analysis-tints.ts';
import { tilesetCut } from './cut-tileset.ts';
import { networkEdits } from './network-edits.ts';
import { networkShader } from './network-shader.ts';
import type { Rgb } from './palette.ts';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';

/** The network as it is edited while it is shown. */
export interface EditedNetwork {
  /** Shows in the next frame what rows are now; only the tiles that changed are asked for anew. */
  showEdit(note: EditNote): void;
  /** Shows the tileset of another revision as soon as it is there, and the old one until then. */
  reload(revision: string): void;
}

export interface NetworkOptions {
  readonly sceneId: string;
  readonly revision: string;
  /** The coarse ground, for what has no level. */
  readonly ground: GroundSurface;
  readonly geoidOffsetM: number;
  readonly onProgress: (progress: TilesProgress) => void;
  /** The state of the past that is shown; absent for that of today. */
  readonly past?: { readonly revision: string };
}

export interface NetworkTileset extends EditedNetwork {
  hide(utilities: readonly Utility[]): void;
  /** Colours features by their ids; null gives each the colour of its utility. */
  setTints(tints: NetworkTints | null): void;
  /** The tones that far things fade to below ground, and how far under the camera is (0 to 1). */
  setFog(top: Rgb, deep: Rgb, share: number): void;
  /** Greatest error of tiles on screen, pixels. */
  setTileError(errorPx: number): void;
  /** Whether little of it can be seen from afar: under closed ground, or in the earth, whose haze hides the far. */
  setObscured(obscured: boolean): void;
  /** Leaves out what lies within these polygons of the ground, at any depth; none leaves nothing out. */
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  destroy(): void;
}

/** `ahead`: its tiles are fetched as if it were drawn. */
export type NetworkShown = 'drawn' | 'ahead' | 'hidden';

/** One state of the network. */
export interface NetworkPart extends NetworkTileset {
  setShown(shown: NetworkShown): void;
  /** All tiles of the view are there, as of the last frame in which it was drawn or fetched ahead. */
  readonly isThere: boolean;
}

/** By how much coarser tiles may be where little is seen from afar: shafts and pipes in full from about 100 m. */
const OBSCURED_COARSER = 2.5;

/** How long another revision may take to come before it is shown as it is, milliseconds. */
const LONGEST_RELOAD_MS = 8000;

/** Shows the tileset `network` of a scene, or a state of the past, and reports how its tiles fare. */
export function showNetwork(scene: Scene, options: NetworkOptions): NetworkPart {
  const look = networkShader();
  const edits = networkEdits(scene, options.ground, options.geoidOffsetM);
  let tileset: Cesium3DTileset | null = null;
  let hidden: readonly Utility[] = [];
  let tints: NetworkTints | null = null;
  let errorPx = 8;
  let obscured = false;
  const cut = tilesetCut(scene);
  let shown: NetworkShown = 'drawn';
  let failing = 0;
  const allowedPx = (): number => errorPx * (obscured ? OBSCURED_COARSER : 1);
  const allow = (): void => {
    if (tileset !== null) tileset.maximumScreenSpaceError = allowedPx();
    scene.requestRender();
  };
  const dress = (): void => {
    if (tileset === null) return;
    blendTints(tileset, tints !== null);
    tileset.style = styleOf(hidden, tints);
    scene.requestRender();
  };
  const lay = (): void => {
    if (tileset === null) return;
    tileset.show = shown === 'drawn';
    tileset.preloadWhenHidden = shown === 'ahead';
    scene.requestRender();
  };
  /** Ends what is shown, and what is on its way to take its place. */
  let endShown = (): void => undefined;
  let endNext: (() => void) | null = null;
  const { past } = options;
  const open = (revision: string, isHidden: boolean, onReady: (loaded: Cesium3DTileset) => void) =>
    retryingTileset(scene, {
      sceneId: options.sceneId,
      tileset: 'network',
      revision,
      ...(past !== undefined && {
        url: routePath('pastTileset', { scene: options.sceneId, revision: past.revision }),
      }),
      settings: () => ({
        show: !isHidden,
        // Unseen it asks for the tiles of the view all the same, and takes the place of the other with all of them.
        preloadWhenHidden: isHidden,
        maximumScreenSpaceError: allowedPx(),
        // It throws no shadow on the street it lies under. The engine fits its shadow map to what receives shadows, and
        // leaves out the ground that the camera stands over: without the network there would be none near by.
        shadows: ShadowMode.RECEIVE_ONLY,
        cullRequestsWhileMoving: false,
      }),
      onReady: (loaded) => {
        loaded.customShader = look.shader;
        onReady(loaded);
      },
      onProgress(progress) {
        failing = progress.failing;
        options.onProgress(progress);
      },
    });
  const take = (loaded: Cesium3DTileset): void => {
    tileset = loaded;
    edits.follow(loaded);
    lay();
    dress();
    cut.apply(loaded);
  };
  endShown = open(options.revision, false, take);
  const reload = (revision: string): void => {
    endNext?.();
    const end = open(revision, true, (loaded) => {
      const keepDrawing = scene.postRender.addEventListener(() => scene.requestRender());
      const swap = (): void => {
        keepDrawing();
        clearTimeout(late);
        if (endNext !== end) return;
        endNext = null;
        take(loaded);
        // The frame in which it is first drawn is the last of the other.
        const endOld = endShown;
        endShown = end;
        const drawn = scene.postRender.addEventListener(() => {
          drawn();
          endOld();
          edits.clear();
          scene.requestRender();
        });
        scene.requestRender();
      };
      loaded.initialTilesLoaded.addEventListener(swap);
      // Nothing of it may be in view, or its tiles may not come for now.
      const late = setTimeout(swap, LONGEST_RELOAD_MS);
    });
    endNext = end;
  };
  return {
    showEdit(note) {
      edits.show(note, hidden, shown === 'drawn');
      if (note.isStructural) reload(note.revision);
    },
    reload,
    hide(utilities) {
      hidden = utilities;
      edits.hide(utilities);
      dress();
    },
    setTints(next) {
      if (next === tints) return;
      tints = next;
      dress();
    },
    setFog: (top, deep, share) => look.setFog(top, deep, share),
    setTileError(next) {
      errorPx = next;
      allow();
    },
    setObscured(next) {
      if (next === obscured) return;
      obscured = next;
      allow();
    },
    setCutAway: (polygons) => cut.set(polygons, tileset),
    setShown(next) {
      shown = next;
      if (next !== 'drawn') edits.clear();
      lay();
    },
    get isThere() {
      return failing === 0 && tileset?.tilesLoaded === true;
    },
    destroy() {
      endNext?.();
      endShown();
      edits.clear();
    },
  };
}

function styleOf(without: readonly Utility[], tints: NetworkTints | null): Cesium3DTileStyle {
  const conditions: [string, string][] = without.map((utility) => [`\${utility} === '${utility}'`, 'false']);
  const style = new Cesium3DTileStyle({ show: { conditions: [...conditions, ['true', 'true']] } });
  if (tints !== null) style.color = tintExpression(tints);
  return style;
}
