/** Points of a plane in square buckets, for those near a place. Coordinates in metres. */
export interface PointIndex {
  /** The points by bucket: `order[k]` is the point whose coordinates are `x[k]`, `y[k]`. */
  readonly order: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Square metres of the buckets that hold a point. */
  readonly occupiedM2: number;
  /** Calls `visit` with runs `from <= k < end` that hold every point within `reachM`, and others. */
  near(x: number, y: number, reachM: number, visit: (from: number, end: number) => void): void;
  /** The nearest points, nearest first, at most `count`. */
  nearest(x: number, y: number, count: number): readonly number[];
}

/** Most buckets; a wide-spread set gets larger ones. */
const MOST_BUCKETS = 1 << 20;

export function pointIndex(xs: Float64Array, ys: Float64Array, bucketM: number): PointIndex {
  const [west, east] = extent(xs);
  const [south, north] = extent(ys);
  const sideM = Math.max(bucketM, Math.sqrt(((east - west + bucketM) * (north - south + bucketM)) / MOST_BUCKETS));
  const columns = Math.floor((east - west) / sideM) + 1;
  const rows = Math.floor((north - south) / sideM) + 1;
  const bucketOf = (i: number) =>
    Math.floor(((ys[i] ?? 0) - south) / sideM) * columns + Math.floor(((xs[i] ?? 0) - west) / sideM);
  // Runs of `order`: starts[b] .. starts[b + 1] are the points of bucket b.
  const starts = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < xs.length; i++) increase(starts, bucketOf(i) + 1);
  let occupied = 0;
  for (let b = 0; b < columns * rows; b++) {
    if ((starts[b + 1] ?? 0) > 0) occupied++;
    starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0);
  }
  const order = new Uint32Array(xs.length);
  const filled = starts.slice();
  for (let i = 0; i < xs.length; i++) order[increase(filled, bucketOf(i))] = i;
  const x = Float64Array.from(order, (i) => xs[i] ?? 0);
  const y = Float64Array.from(order, (i) => ys[i] ?? 0);

  const near: PointIndex['near'] = (px, py, reachM, visit) => {
    const firstColumn = Math.max(0, Math.floor((px - reachM - west) / sideM));
    const lastColumn = Math.min(columns - 1, Math.floor((px + reachM - west) / sideM));
    if (firstColumn > lastColumn) return;
    const firstRow = Math.max(0, Math.floor((py - reachM - south) / sideM));
    const lastRow = Math.min(rows - 1, Math.floor((py + reachM - south) / sideM));
    for (let row = firstRow; row <= lastRow; row++) {
      // A row of buckets is one run.
      visit(starts[row * columns + firstColumn] ?? 0, starts[row * columns + lastColumn + 1] ?? 0);
    }
  };
  return {
    order,
    x,
    y,
    occupiedM2: occupied * sideM * sideM,
    near,
    nearest(px, py, count) {
      const outside = Math.hypot(Math.max(west - px, 0, px - east), Math.max(south - py, 0, py - north));
      const all = outside + Math.hypot(east - west, north - south) + sideM;
      for (let reachM = outside + sideM; ; reachM *= 2) {
        const found: { readonly point: number; readonly distanceM: number }[] = [];
        near(px, py, reachM, (from, end) => {
          for (let k = from; k < end; k++) {
            const distanceM = Math.hypot((x[k] ?? 0) - px, (y[k] ?? 0) - py);
            if (distanceM <= reachM) found.push({ point: order[k] ?? 0, distanceM });
          }
        });
        if (found.length < count && reachM <= all) continue;
        return found
          .toSorted((a, b) => a.distanceM - b.distanceM || a.point - b.point)
          .slice(0, count)
          .map(({ point }) => point);
      }
    },
  };
}

function increase(counts: Uint32Array, at: number): number {
  const before = counts[at] ?? 0;
  counts[at] = before + 1;
  return before;
}

function extent(values: Float64Array): readonly [number, number] {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low > high ? [0, 0] : [low, high];
}
