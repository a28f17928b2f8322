import {
  Cesium3DTileStyle,
  type Cesium3DTileset,
  type ClippingPolygon,
  ClippingPolygonCollection,
  type Scene,
  ShadowMode,
} from '@cesium/engine';
import type { Utility } from '@undercroft/core/model/utility';
import { blendTints, type NetworkTints, tintExpression } from './analysis-tints.ts';
import { networkShader } from './network-shader.ts';
import type { Rgb } from './palette.ts';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';

export interface NetworkTileset {
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

/** By how much coarser tiles may be where little is seen from afar: shafts and pipes in full from about 100 m. */
const OBSCURED_COARSER = 2.5;

/** Shows the tileset `network` of a scene and reports how its tiles fare. */
export function showNetwork(
  scene: Scene,
  sceneId: string,
  revision: string,
  onProgress: (progress: TilesProgress) => void,
): NetworkTileset {
  const look = networkShader();
  let tileset: Cesium3DTileset | null = null;
  let hidden: readonly Utility[] = [];
  let tints: NetworkTints | null = null;
  let errorPx = 8;
  let obscured = false;
  let cut: readonly ClippingPolygon[] = [];
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
  const cutAway = (): void => {
    if (tileset === null) return;
    tileset.clippingPolygons = new ClippingPolygonCollection({ polygons: [...cut], enabled: cut.length > 0 });
    scene.requestRender();
  };
  const destroy = retryingTileset(scene, {
    sceneId,
    tileset: 'network',
    revision,
    settings: () => ({
      maximumScreenSpaceError: allowedPx(),
      // It throws no shadow on the street it lies under. The engine fits its shadow map to what receives shadows, and
      // leaves out the ground that the camera stands over: without the network there would be none near by.
      shadows: ShadowMode.RECEIVE_ONLY,
      cullRequestsWhileMoving: false,
    }),
    onReady: (loaded) => {
      loaded.customShader = look.shader;
      tileset = loaded;
      dress();
      if (cut.length > 0) cutAway();
    },
    onProgress,
  });
  return {
    hide(utilities) {
      hidden = utilities;
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
    setCutAway(polygons) {
      if (polygons.length === 0 && cut.length === 0) return;
      cut = polygons;
      cutAway();
    },
    destroy,
  };
}

function styleOf(without: readonly Utility[], tints: NetworkTints | null): Cesium3DTileStyle {
  const conditions: [string, string][] = without.map((utility) => [`\${utility} === '${utility}'`, 'false']);
  const style = new Cesium3DTileStyle({ show: { conditions: [...conditions, ['true', 'true']] } });
  if (tints !== null) style.color = tintExpression(tints);
  return style;
}
