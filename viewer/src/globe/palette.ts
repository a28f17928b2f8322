import type { Theme } from '../state/view-state.ts';

/** Red, green, blue, each 0 to 255. */
export type Rgb = readonly [number, number, number];

/** The tones of ground, air and earth. A few warm neutrals, so that only the network has colour. */
export interface ScenePalette {
  readonly ground: Rgb;
  /** What the far ground and the foot of the sky fade to. */
  readonly haze: Rgb;
  readonly zenith: Rgb;
  /** Ink of the metre grid. */
  readonly grid: Rgb;
  /** What shows through the ground from above, near and far below; quiet, so that the network stands out. */
  readonly throughTop: Rgb;
  readonly throughDeep: Rgb;
  /** Earth just below the ground and deep down, for a camera that is in it. */
  readonly earthTop: Rgb;
  readonly earthDeep: Rgb;
  /** Ink of the level planes below ground. */
  readonly plane: Rgb;
  readonly selection: Rgb;
}

export const SCENE_PALETTES: Readonly<Record<Theme, ScenePalette>> = {
  light: {
    ground: [240, 239, 235],
    haze: [238, 240, 239],
    zenith: [196, 212, 224],
    grid: [96, 88, 74],
    throughTop: [226, 230, 232],
    throughDeep: [196, 203, 207],
    earthTop: [206, 194, 174],
    earthDeep: [128, 110, 88],
    plane: [92, 76, 54],
    selection: [255, 170, 0],
  },
  dark: {
    ground: [44, 49, 54],
    haze: [30, 35, 40],
    zenith: [12, 16, 21],
    grid: [170, 182, 192],
    throughTop: [34, 39, 44],
    throughDeep: [22, 26, 30],
    earthTop: [62, 53, 43],
    earthDeep: [24, 20, 16],
    plane: [250, 226, 186],
    selection: [255, 190, 50],
  },
};

/** A selected house, light and dark: its own tone shines through. */
export const SELECTED_HOUSE: Rgb = [255, 214, 130];

/** What is pointed at in a list, light and dark. */
export const POINTED_AT: Rgb = [120, 220, 255];

/** What is pointed at in a drawing, light and dark: told apart from pipes of any utility. */
export const LIT: Rgb = [0, 184, 230];

export function mix(from: Rgb, to: Rgb, t: number): Rgb {
  return [from[0] + (to[0] - from[0]) * t, from[1] + (to[1] - from[1]) * t, from[2] + (to[2] - from[2]) * t];
}

export function cssColour([red, green, blue]: Rgb): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}
