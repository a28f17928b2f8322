/**
 * Facets of a full round by its outer radius: few where a pipe is a line on screen, many where it fills it. Vertices lie on
 * the true round, so that the middle of a facet lies 3.4, 1.2 or 0.5 % of the radius inside it.
 */
export function pipeSides(radiusM: number): number {
  if (radiusM < 0.15) return 12;
  return radiusM < 0.6 ? 20 : 32;
}

/** Facets of an upright column: a spindle or a riser has few. */
export function columnSides(radiusM: number): number {
  return radiusM < 0.15 ? 8 : 16;
}

/** Facets of a round that is a few pixels wide. */
export const FAR_SIDES = 5;

/** Facets of a column that is a few pixels wide. */
export const FAR_COLUMN_SIDES = 6;
