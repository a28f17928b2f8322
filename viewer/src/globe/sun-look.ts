import type { Theme } from '../state/view-state.ts';
import { mix, type Rgb, SCENE_PALETTES, type ScenePalette } from './palette.ts';

/** How the hour changes the look of a scene. */
export interface SunLook {
  readonly palette: ScenePalette;
  /** Colour of the light, 0 to 255, and its strength. */
  readonly light: Rgb;
  readonly intensity: number;
  /** Glow of the sky about the sun; `null` at night. */
  readonly glow: { readonly colour: Rgb; readonly strength: number } | null;
  /** 1 by day, 0 at night. */
  readonly day: number;
  /** What is left of the light in a shadow. */
  readonly shadowDarkness: number;
}

type Tones = Pick<ScenePalette, 'ground' | 'haze' | 'zenith' | 'throughTop' | 'throughDeep'>;

const NIGHT: Readonly<Record<Theme, Tones>> = {
  light: {
    ground: [92, 102, 118],
    haze: [74, 86, 106],
    zenith: [24, 33, 52],
    throughTop: [64, 74, 92],
    throughDeep: [44, 52, 68],
  },
  dark: {
    ground: [27, 31, 38],
    haze: [20, 25, 33],
    zenith: [5, 8, 14],
    throughTop: [21, 25, 32],
    throughDeep: [13, 16, 21],
  },
};

const DUSK: Readonly<Record<Theme, Tones>> = {
  light: {
    ground: [226, 214, 204],
    haze: [240, 206, 176],
    zenith: [132, 152, 190],
    throughTop: [214, 208, 208],
    throughDeep: [182, 180, 188],
  },
  dark: {
    ground: [46, 45, 49],
    haze: [74, 58, 54],
    zenith: [20, 23, 36],
    throughTop: [36, 36, 42],
    throughDeep: [22, 23, 29],
  },
};

const GLOW: Readonly<Record<Theme, Rgb>> = { light: [255, 226, 178], dark: [196, 126, 84] };

const SUNLIGHT: Rgb = [255, 250, 240];
const EVENING_LIGHT: Rgb = [255, 208, 158];
const MOONLIGHT: Rgb = [178, 198, 232];

/** Night to day between these heights of the sun, degrees: from the end of civil dusk to full daylight. */
const NIGHT_BELOW_DEG = -6;
const DAY_ABOVE_DEG = 9;
/** Evening colours are strongest here and gone so far from it, degrees. */
const DUSK_AT_DEG = 0.5;
const DUSK_WITHIN_DEG = 9;

/** The look of a theme with the sun so high above the horizon, degrees. By day it is the theme's own. */
export function sunLook(theme: Theme, altitudeDeg: number): SunLook {
  const day = smooth((altitudeDeg - NIGHT_BELOW_DEG) / (DAY_ABOVE_DEG - NIGHT_BELOW_DEG));
  const dusk = smooth(1 - Math.abs(altitudeDeg - DUSK_AT_DEG) / DUSK_WITHIN_DEG);
  const base = SCENE_PALETTES[theme];
  const tone = (key: keyof Tones): Rgb => mix(mix(NIGHT[theme][key], base[key], day), DUSK[theme][key], dusk * 0.8);
  const sunlight = mix(SUNLIGHT, EVENING_LIGHT, dusk);
  return {
    palette: {
      ...base,
      ground: tone('ground'),
      haze: tone('haze'),
      zenith: tone('zenith'),
      throughTop: tone('throughTop'),
      throughDeep: tone('throughDeep'),
    },
    light: mix(MOONLIGHT, sunlight, day),
    intensity: 0.9 + 1.5 * day,
    glow: altitudeDeg < NIGHT_BELOW_DEG ? null : { colour: GLOW[theme], strength: 0.25 + 0.6 * dusk },
    day,
    shadowDarkness: 0.78 - 0.1 * day,
  };
}

function smooth(share: number): number {
  const t = Math.max(0, Math.min(1, share));
  return t * t * (3 - 2 * t);
}
