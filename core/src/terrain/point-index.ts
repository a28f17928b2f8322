/** Points of a plane in square buckets, for those near a place. Coordinates in metres. */
export interface PointIndex {
  /** The points by bucket: `order[k]` is the point whose coordinates are `x[k]`, `y[k]`. */
  readonly order: Uint32Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Square metres of the buckets that hold a point. */
  readonly occupiedM2: number;
  readonly buckets: Buckets;
  /** Calls `visit` with runs `from <= k < end` that hold every point within `reachM`, and others. */
  near(x: number, y: number, reachM: number, visit: (from: number, end: number) => void): void;
  /** The nearest points, nearest first, at most `count`. */
  nearest(x: number, y: number, count: number): readonly number[];
}

/** Square buckets, row by row northward: bucket b holds the runs `starts[b]` to `starts[b + 1]` of the index's order. */
export interface Buckets {
  readonly west: number;
  readonly south: number;
  readonly sideM: number;
  readonly columns: number;
  readonly rows: number;
  readonly starts: Uint32Array;
}

/** Squares this much greater, as a share, may still belong to the lesser distance: both are rounded. */
const ROUNDING = 1e-12;

/** Most buckets; a wide-spread set gets larger ones. */
const MOST_BUCKETS = 1 << 20;

export function pointIndex(xs: Float64Array, ys: Float64Array, bucketM: number): PointIndex {
  const steps = pointIndexSteps(xs, ys, bucketM);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Points between two steps. */
const POINTS_A_STEP = 2 ** 16;

/** As `pointIndex`, in steps between which others may have the thread. */
export function* pointIndexSteps(xs: Float64Array, ys: Float64Array, bucketM: number): Generator<void, PointIndex> {
  const [west, east] = extent(xs);
  const [south, north] = extent(ys);
  const sideM = Math.max(bucketM, Math.sqrt(((east - west + bucketM) * (north - south + bucketM)) / MOST_BUCKETS));
  const columns = Math.floor((east - west) / sideM) + 1;
  const rows = Math.floor((north - south) / sideM) + 1;
  const bucketOf = (i: number) =>
    Math.floor(((ys[i] ?? 0) - south) / sideM) * columns + Math.floor(((xs[i] ?? 0) - west) / sideM);
  // Runs of `order`: starts[b] .. starts[b + 1] are the points of bucket b.
  const starts = new Uint32Array(columns * rows + 1);
  for (let i = 0; i < xs.length; i++) {
    if (i % POINTS_A_STEP === 0) yield;
    increase(starts, bucketOf(i) + 1);
  }
  yield;
  let occupied = 0;
  for (let b = 0; b < columns * rows; b++) {
    if ((starts[b + 1] ?? 0) > 0) occupied++;
    starts[b + 1] = (starts[b + 1] ?? 0) + (starts[b] ?? 0);
  }
  yield;
  const order = new Uint32Array(xs.length);
  const filled = starts.slice();
  for (let i = 0; i < xs.length; i++) {
    if (i % POINTS_A_STEP === 0) yield;
    order[increase(filled, bucketOf(i))] = i;
  }
  const x = new Float64Array(xs.length);
  const y = new Float64Array(xs.length);
  for (let k = 0; k < order.length; k++) {
    if (k % POINTS_A_STEP === 0) yield;
    x[k] = xs[order[k] ?? 0] ?? 0;
    y[k] = ys[order[k] ?? 0] ?? 0;
  }

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
  const squareTo = (k: number, px: number, py: number): number => {
    const dx = (x[k] ?? 0) - px;
    const dy = (y[k] ?? 0) - py;
    return dx * dx + dy * dy;
  };
  return {
    order,
    x,
    y,
    occupiedM2: occupied * sideM * sideM,
    buckets: { west, south, sideM, columns, rows, starts },
    near,
    nearest(px, py, count) {
      const outside = Math.hypot(Math.max(west - px, 0, px - east), Math.max(south - py, 0, py - north));
      const all = outside + Math.hypot(east - west, north - south) + sideM;
      const least = new Float64Array(count);
      for (let reachM = outside + sideM; ; reachM *= 2) {
        // First how far the farthest wanted lies, by squares, then those up to there alone in order.
        least.fill(Number.POSITIVE_INFINITY);
        near(px, py, reachM, (from, end) => {
          for (let k = from; k < end; k++) keepLeast(least, squareTo(k, px, py));
        });
        const farthest = (least[count - 1] ?? 0) * (1 + ROUNDING);
        if (farthest > reachM * reachM && reachM <= all) continue;
        const found: { readonly point: number; readonly distanceM: number }[] = [];
        near(px, py, reachM, (from, end) => {
          for (let k = from; k < end; k++) {
            if (squareTo(k, px, py) > farthest) continue;
            found.push({ point: order[k] ?? 0, distanceM: Math.hypot((x[k] ?? 0) - px, (y[k] ?? 0) - py) });
          }
        });
        return found
          .sort((a, b) => a.distanceM - b.distanceM || a.point - b.point)
          .slice(0, count)
          .map(({ point }) => point);
      }
    },
  };
}

/** Takes a value into a rising list of the least ones, if it is one of them. */
function keepLeast(least: Float64Array, value: number): void {
  let at = least.length - 1;
  if (!(value < (least[at] ?? 0))) return;
  for (; at > 0 && (least[at - 1] ?? 0) > value; at--) least[at] = least[at - 1] ?? 0;
  least[at] = value;
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
