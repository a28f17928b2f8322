import type { Link } from '../model/link.ts';

/** Conduits that a content of trunks holds at most: what a page draws at once without a stutter. */
export const MOST_TRUNKS = 8000;

/**
 * Among which widths a conduit of unknown width stands, mm. Unknown is not small, and it is not the widest either: in a
 * city of which half is unknown it would crowd out every trunk that is known. It comes behind what is known to be a
 * trunk and before what is known to be none.
 */
export const UNKNOWN_STANDS_AT_MM = 600;

/** A width of one millimetre more outweighs any length. */
export const MOST_LENGTH_M = 999_999;
export const RANKS_A_MM = 1_000_000;

/**
 * How much a conduit matters where there is room for few: by its width in whole millimetres, among equal widths by its
 * length in plan. Null for what is no conduit, which is in no content of trunks. The store orders by the same number.
 */
export function trunkRank({
  kind,
  section,
  planLengthM,
}: Pick<Link, 'kind' | 'section' | 'planLengthM'>): number | null {
  if (kind !== 'conduit') return null;
  const widthMm = Math.floor(section?.widthMm ?? UNKNOWN_STANDS_AT_MM);
  return widthMm * RANKS_A_MM + Math.min(planLengthM, MOST_LENGTH_M);
}
