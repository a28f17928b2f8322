import type { PointIndex } from './point-index.ts';

const SPACING_M = 250;
const MOST_NODES_A_SIDE = 128;
const MARGIN_M = 500;
const NODES_A_STEP = 8;

/**
 * The residual that is common to a neighbourhood: at the nodes of a coarse grid the median of the nearest covers'
 * residuals (half of them may be wrong and it stands), bilinear between, that of the nearest node beyond. Worked out in
 * steps.
 */
export function* residualTrend(
  index: PointIndex,
  residuals: Float64Array,
  covers: number,
): Generator<void, (x: number, y: number) => number> {
  const [west, east] = range(index.x);
  const [south, north] = range(index.y);
  const columns = nodes(east - west);
  const rows = nodes(north - south);
  const stepX = (east - west) / (columns - 1);
  const stepY = (north - south) / (rows - 1);
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (column % NODES_A_STEP === 0) yield;
      const near = index.nearest(west + column * stepX, south + row * stepY, covers);
      values[row * columns + column] = median(near.map((i) => residuals[i] ?? 0));
    }
  }
  return (x, y) => {
    const fx = Math.max(0, Math.min(columns - 1, (x - west) / stepX));
    const fy = Math.max(0, Math.min(rows - 1, (y - south) / stepY));
    const column = Math.min(columns - 2, Math.floor(fx));
    const row = Math.min(rows - 2, Math.floor(fy));
    const at = row * columns + column;
    const [tx, ty] = [fx - column, fy - row];
    const lower = (values[at] ?? 0) * (1 - tx) + (values[at + 1] ?? 0) * tx;
    const upper = (values[at + columns] ?? 0) * (1 - tx) + (values[at + columns + 1] ?? 0) * tx;
    return lower * (1 - ty) + upper * ty;
  };
}

/** Median; the mean of the middle two of an even number. NaN of none. */
export function median(values: ArrayLike<number>): number {
  return medianOfSorted(Float64Array.from(values).sort());
}

export function medianOfSorted(sorted: Float64Array): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

function nodes(widthM: number): number {
  return Math.max(2, Math.min(MOST_NODES_A_SIDE, Math.ceil(widthM / SPACING_M) + 1));
}

function range(values: Float64Array): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low - MARGIN_M, high + MARGIN_M];
}
