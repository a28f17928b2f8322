import {
  Cesium3DTileStyle,
  type Cesium3DTileset,
  type ClippingPolygon,
  type Scene,
  ShadowMode,
  UniformType,
} from '@cesium/engine';
import { tilesetCut } from './cut-tileset.ts';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';
import { solidOrGlass } from './solid-or-glass.ts';

/** Trees and lamps of a scene. */
export interface Furniture {
  setShown(shown: boolean): void;
  /** They become glass as the ground does, and are gone where it is. */
  setGroundOpacity(opacity: number): void;
  setTheme(theme: 'light' | 'dark'): void;
  /** 1 by day, 0 at night: then the lamps burn. */
  setDay(day: number): void;
  /** Leaves out what stands within these outlines: where a pit is dug a tree is felled. */
  setCutAway(polygons: readonly ClippingPolygon[]): void;
  destroy(): void;
}

/** From here on the ground counts as solid. */
const SOLID_FROM = 0.99;
/** Up to here it counts as gone. */
const GONE_TO = 0.05;

/**
 * Tiles without content of their own have a geometric error of 1000 m; with this error on screen those with content are
 * asked for from about 3 km, where a tree is two pixels high.
 */
const SCREEN_ERROR_PX = 300;

/** Trees of the dark theme stand back: their tones are multiplied by it. */
const DARK_TONE = '#8b909a';

/** What is left of a tone at night, red, green, blue. */
const NIGHT_TONE = 'vec3(0.20, 0.25, 0.32)';

/** The heads of lamps are the only white in these tiles (see the core's `furniture-mesh`). */
const FRAGMENT = (alpha: string): string => `
  void fragmentMain(FragmentInput fsInput, inout czm_modelMaterial material) {
    vec3 own = fsInput.attributes.color_0.rgb;
    float head = step(0.97, min(own.r, min(own.g, own.b)));
    material.diffuse *= mix(${NIGHT_TONE}, vec3(1.0), u_day);
    material.emissive += head * (1.0 - u_day) * vec3(1.0, 0.78, 0.45);
    ${alpha}
  }`;

/** The part of a tile's content that the engine keeps to itself: a tree must not hide from the pointer what is behind it. */
interface ContentInside {
  readonly _model?: { _allowPicking: boolean };
}

export function showFurniture(
  scene: Scene,
  sceneId: string,
  revision: string,
  onProgress: (progress: TilesProgress) => void,
): Furniture {
  const { solid, glass, set } = solidOrGlass(FRAGMENT, 'material.alpha *= u_opacity;', () => ({
    u_day: { type: UniformType.FLOAT, value: 1 },
    u_opacity: { type: UniformType.FLOAT, value: 1 },
  }));
  let tileset: Cesium3DTileset | null = null;
  let shown = true;
  let opacity = 1;
  let theme: 'light' | 'dark' = 'light';
  const cut = tilesetCut(scene);

  const dress = (): void => {
    if (tileset !== null) {
      tileset.show = shown && opacity > GONE_TO;
      const look = opacity >= SOLID_FROM ? solid : glass;
      if (tileset.customShader !== look) tileset.customShader = look;
      tileset.style = new Cesium3DTileStyle({
        color: theme === 'light' ? "color('#ffffff')" : `color('${DARK_TONE}')`,
      });
    }
    // Two faces of a crown lie behind one another: together they are to let through what the ground does.
    glass.setUniform('u_opacity', opacity ** 1.5);
    scene.requestRender();
  };
  const destroy = retryingTileset(scene, {
    sceneId,
    tileset: 'furniture',
    revision,
    settings: () => ({
      maximumScreenSpaceError: SCREEN_ERROR_PX,
      cullRequestsWhileMoving: false,
      shadows: ShadowMode.CAST_ONLY,
    }),
    onReady: (loaded) => {
      tileset = loaded;
      loaded.tileLoad.addEventListener(({ content }: { readonly content?: ContentInside }) => {
        if (content?._model !== undefined) content._model._allowPicking = false;
      });
      dress();
      cut.apply(loaded);
    },
    onProgress,
  });
  return {
    setShown(next) {
      shown = next;
      dress();
    },
    setGroundOpacity(next) {
      opacity = next;
      dress();
    },
    setTheme(next) {
      theme = next;
      dress();
    },
    setDay(day) {
      set('u_day', day);
      scene.requestRender();
    },
    setCutAway: (polygons) => cut.set(polygons, tileset),
    destroy,
  };
}
