import { Cesium3DTileStyle, type Cesium3DTileset, Color, type Scene, ShadowMode } from '@cesium/engine';
import { buildingsShader } from './buildings-shader.ts';
import { cssColour, type Rgb } from './palette.ts';
import { retryingTileset, type TilesProgress } from './retrying-tileset.ts';

/** The houses of a scene: footprints raised to their heights. */
export interface Buildings {
  setShown(shown: boolean): void;
  /** Walls become glass as the ground does, so that the pipes behind and below them stay in sight. */
  setGroundOpacity(opacity: number): void;
  setTheme(theme: 'light' | 'dark'): void;
  setDay(day: number): void;
  setFog(tone: Rgb, share: number): void;
  /** Marks a building; `null` marks none. */
  select(id: string | null, tone: Rgb): void;
  destroy(): void;
}

/** From here on the ground counts as solid, and walls are. */
const SOLID_FROM = 0.99;

/** What is left of a wall over ground that is not there at all. */
const GLASS_OPACITY = 0.3;

const EDGES = { light: Color.fromBytes(112, 102, 90), dark: Color.fromBytes(16, 18, 22) } as const;
/** Buildings of the dark theme stand back: their tones are multiplied by it. */
const DARK_TONE = '#8b909a';

export function showBuildings(
  scene: Scene,
  sceneId: string,
  revision: string,
  onProgress: (progress: TilesProgress) => void,
): Buildings {
  const look = buildingsShader();
  let tileset: Cesium3DTileset | null = null;
  let shown = true;
  let opacity = 1;
  let theme: 'light' | 'dark' = 'light';
  let selected: { readonly id: string; readonly tone: Rgb } | null = null;

  const dress = (): void => {
    if (tileset !== null) {
      tileset.show = shown;
      tileset.outlineColor = EDGES[theme];
      const shader = opacity >= SOLID_FROM ? look.solid : look.glass;
      if (tileset.customShader !== shader) tileset.customShader = shader;
      tileset.style = styleOf(theme, selected);
    }
    look.setOpacity(GLASS_OPACITY + (1 - GLASS_OPACITY) * opacity * opacity);
    scene.requestRender();
  };
  const destroy = retryingTileset(scene, {
    sceneId,
    tileset: 'buildings',
    revision,
    settings: () => ({
      maximumScreenSpaceError: 12,
      cullRequestsWhileMoving: false,
      showOutline: true,
      // Walls turned from the sun are dark by themselves; a shadow map on them only adds stripes.
      shadows: ShadowMode.CAST_ONLY,
    }),
    onReady: (loaded) => {
      tileset = loaded;
      dress();
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
    setDay: (day) => look.setDay(day),
    setFog: (tone, share) => look.setFog(tone, share),
    select(id, tone) {
      if (id === (selected?.id ?? null)) return;
      selected = id === null ? null : { id, tone };
      dress();
    },
    destroy,
  };
}

function styleOf(
  theme: 'light' | 'dark',
  selected: { readonly id: string; readonly tone: Rgb } | null,
): Cesium3DTileStyle {
  const plain = theme === 'light' ? "color('#ffffff')" : `color('${DARK_TONE}')`;
  // Ids are letters, digits, dots and dashes; anything else would end the expression.
  const isSafe = selected !== null && !/['\\]/.test(selected.id);
  const marked: [string, string][] = isSafe
    ? [[`\${id} === '${selected.id}'`, `color('${cssColour(selected.tone)}')`]]
    : [];
  return new Cesium3DTileStyle({ color: { conditions: [...marked, ['true', plain]] } });
}
