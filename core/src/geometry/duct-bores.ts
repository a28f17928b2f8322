import type { Section } from '../model/section-shape.ts';

/** Where the bores of a duct bank are drawn: u (right), v (up) of each about the axis, and one radius for all, metres. */
export interface DuctBores {
  /** Flat u, v; row by row from below, from the left. */
  readonly centres: Float64Array;
  readonly radiusM: number;
}

/** Where the bore is not stated its diameter is drawn as this share of the distance of two. A convention of the drawing. */
const NOMINAL_SHARE = 0.7;

/**
 * The bores of a bank whose rows and columns are stated, spread evenly over the block: between two, and between one and
 * the outside, lies as much. Null where they are not stated, where the block's size is unknown, and where so many of that
 * bore do not fit into it: then something stated is wrong, and which is not known.
 *
 * ```
 *   +-------------+
 *   |  o   o   o  |   2 rows, 3 columns
 *   |  o   o   o  |
 *   +-------------+
 * ```
 */
export function ductBores({ ducts, widthMm, heightMm }: Section): DuctBores | null {
  if (ducts == null || ducts.rows === null || ducts.columns === null || widthMm === null || heightMm === null) {
    return null;
  }
  const { rows, columns } = ducts;
  const boreMm = ducts.boreMm ?? NOMINAL_SHARE * Math.min(widthMm / columns, heightMm / rows);
  const acrossMm = (widthMm - columns * boreMm) / (columns + 1);
  const upMm = (heightMm - rows * boreMm) / (rows + 1);
  if (acrossMm <= 0 || upMm <= 0) return null;
  const centres = new Float64Array(rows * columns * 2);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const i = (row * columns + column) * 2;
      centres[i] = (-widthMm / 2 + acrossMm + boreMm / 2 + column * (acrossMm + boreMm)) / 1000;
      centres[i + 1] = (-heightMm / 2 + upMm + boreMm / 2 + row * (upMm + boreMm)) / 1000;
    }
  }
  return { centres, radiusM: boreMm / 2000 };
}
