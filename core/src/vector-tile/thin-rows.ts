/** How a layer becomes less where it is dense. */
export interface Thinning<Row> {
  /** Below this zoom; from it on every row stays. */
  readonly belowZoom: number;
  /** So many rows may be in a tile before any is left out. */
  readonly most: number;
  /** Sizes, rising: all rows known to be smaller go together, so that neighbouring tiles agree as far as they can. */
  readonly steps: readonly number[];
  /** Size of a row in the unit of the steps; `null` is unknown. */
  readonly sizeOf: (row: Row) => number | null;
}

/**
 * Leaves out rows that are known to be small, the smallest first, until no more than `most` remain or none but the
 * largest do. A row of unknown size stays whatever the number: nobody knows that it is small. Keeps the order.
 */
export function thinRows<Row>(rows: Iterable<Row>, thinning: Thinning<Row>, zoom: number): Iterable<Row> {
  if (zoom >= thinning.belowZoom) return rows;
  const all = [...rows];
  if (all.length <= thinning.most) return all;
  const sizes = all.map(thinning.sizeOf);
  const stays = (size: number | null, step: number): boolean => size === null || size >= step;
  const fits = (step: number) => sizes.filter((size) => stays(size, step)).length <= thinning.most;
  // The largest stay in any case: a step that none of them reaches would leave nothing.
  const reached = thinning.steps.filter((step) => sizes.some((size) => size !== null && size >= step));
  const step = reached.find(fits) ?? reached.at(-1) ?? 0;
  return all.filter((_, i) => stays(sizes[i] ?? null, step));
}
