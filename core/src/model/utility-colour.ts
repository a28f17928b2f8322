import type { Utility } from './utility.ts';

/**
 * Colour of each utility, sRGB, as red, green, blue of 0 to 255. After CJJ 61-2017 appendix B (water cyan, gas magenta,
 * heat orange, power red, telecom green), softened for a lit scene. That table has one brown for all drainage; storm,
 * sewage and combined are told apart here because a person must.
 */
export const UTILITY_COLOURS: Readonly<Record<Utility, readonly [number, number, number]>> = {
  water: [38, 178, 205],
  reclaimed: [112, 196, 168],
  sewage: [142, 96, 62],
  storm: [72, 128, 200],
  combined: [176, 138, 84],
  gas: [214, 76, 184],
  heat: [238, 138, 58],
  power: [222, 72, 72],
  telecom: [74, 174, 100],
  industrial: [92, 96, 104],
  other: [160, 132, 210],
  unknown: [158, 158, 158],
};
