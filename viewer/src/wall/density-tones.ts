/** Few to many, one hue that no severity has: red, green, blue. */
export const DENSITY_TONES: readonly (readonly [number, number, number])[] = [
  [24, 62, 74],
  [26, 92, 104],
  [34, 125, 134],
  [60, 160, 162],
  [112, 196, 190],
  [190, 232, 222],
];
