/** From which size on rows stay where they are many. */
export interface ThinningRule {
  /** Below this zoom; from it on every row stays. */
  readonly belowZoom: number;
  /** So many rows may be in a tile before any is left out. */
  readonly most: number;
  /** Sizes, rising: all rows known to be smaller go together, so that neighbouring tiles agree as far as they can. */
  readonly steps: readonly number[];
}

/** How a layer becomes less where it is dense. */
export interface Thinning<Row> extends ThinningRule {
  /** Size of a row in the unit of the steps; `null` is unknown. */
  readonly sizeOf: (row: Row) => number | null;
}

/** How many rows of which size there are. */
export interface SizeCounts {
  readonly unknown: number;
  /** Known to reach so many of the steps and no more: one number more than there are steps. */
  readonly reaching: readonly number[];
}

/**
 * Leaves out rows that are known to be small, the smallest first, until no more than `most` remain or none but the
 * largest do. A row of unknown size stays whatever the number: nobody knows that it is small. Keeps the order.
 */
export function thinRows<Row>(rows: Iterable<Row>, thinning: Thinning<Row>, zoom: number): Iterable<Row> {
  if (zoom >= thinning.belowZoom) return rows;
  const all = [...rows];
  const sizes = all.map(thinning.sizeOf);
  const least = leastShown(countSizes(sizes, thinning.steps), thinning);
  if (least === null) return all;
  const stays = (size: number | null): boolean => size === null || size >= least;
  return all.filter((_, i) => stays(sizes[i] ?? null));
}

/** The size below which rows known to be smaller are left out; `null` when none is. Of what it leaves, none is left out. */
export function leastShown({ unknown, reaching }: SizeCounts, { most, steps }: ThinningRule): number | null {
  let left = unknown + reaching.reduce((sum, count) => sum + count, 0);
  if (left <= most) return null;
  // The largest stay in any case: a step that none of them reaches would leave nothing.
  const last = reaching.findLastIndex((count) => count > 0);
  for (let i = 0; i < last; i++) {
    left -= reaching[i] ?? 0;
    if (left <= most) return steps[i] ?? null;
  }
  return steps[last - 1] ?? 0;
}

function countSizes(sizes: readonly (number | null)[], steps: readonly number[]): SizeCounts {
  let unknown = 0;
  const reaching = Array.from({ length: steps.length + 1 }, () => 0);
  for (const size of sizes) {
    if (size === null) {
      unknown += 1;
      continue;
    }
    const reached = steps.findLastIndex((step) => size >= step) + 1;
    reaching[reached] = (reaching[reached] ?? 0) + 1;
  }
  return { unknown, reaching };
}
