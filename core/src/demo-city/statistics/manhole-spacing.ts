/** Greatest spacing of manholes by the width of the drain up to so many mm, metres (GB 50014-2021, table 5.4.2). */
const SPACING: readonly (readonly [upToMm: number, metres: number])[] = [
  [600, 75],
  [1000, 100],
  [1500, 150],
];
const WIDEST_SPACING_M = 200;

/** How far apart the manholes of a drain may stand, metres. */
export function manholeSpacingM(widthMm: number): number {
  return SPACING.find(([upToMm]) => widthMm <= upToMm)?.[1] ?? WIDEST_SPACING_M;
}
