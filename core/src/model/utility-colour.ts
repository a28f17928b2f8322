import type { Utility } from './utility.ts';

/**
 * Colour of each utility, sRGB, as red, green, blue of 0 to 255. After CJJ 61-2017 appendix B (water cyan, gas magenta,
 * heat orange, power red, telecom green), softened for a lit scene. That table has one brown for all drainage; storm,
 * sewage and combined are told apart here because a person must.
 */
export const UTILITY_COLOURS: Readonly<Record<Utility, readonly [number, number, number]>> = {
  water: [34, 188, 216],
  reclaimed: [112, 196, 168],
  sewage: [128, 76, 40],
  storm: [60, 114, 200],
  combined: [190, 156, 84],
  gas: [204, 52, 168],
  heat: [238, 138, 58],
  power: [208, 54, 58],
  telecom: [74, 174, 100],
  industrial: [84, 88, 98],
  other: [178, 150, 232],
  unknown: [158, 158, 158],
};
