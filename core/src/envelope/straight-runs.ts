/** A stretch of an axis, from one of its points to another. */
export type Run = readonly [from: number, to: number];

/**
 * Divides an axis (flat x, y, z, metres) where it bends too sharply for a body of the half widths at its points: a mitre
 * would reach beyond half of a segment, or the bend is a right angle or more. A body about each run, extended beyond its
 * ends by its reach, then leaves no corner out.
 */
export function straightRuns(axis: Float64Array, halfWidthsM: readonly number[]): readonly Run[] {
  const n = axis.length / 3;
  const runs: Run[] = [];
  let from = 0;
  for (let k = 1; k < n - 1; k++) {
    const [ax, ay, a] = planWay(axis, k - 1, k);
    const [bx, by, b] = planWay(axis, k, k + 1);
    const cosine = (ax * bx + ay * by) / (a * b);
    const mitreM = (halfWidthsM[k] ?? 0) * Math.sqrt(Math.max(0, 1 - cosine) / (1 + cosine));
    if (cosine > 0 && mitreM <= Math.min(a, b) / 2) continue;
    runs.push([from, k]);
    from = k;
  }
  runs.push([from, n - 1]);
  return runs;
}

function planWay(axis: Float64Array, from: number, to: number): readonly [number, number, number] {
  const x = (axis[to * 3] ?? 0) - (axis[from * 3] ?? 0);
  const y = (axis[to * 3 + 1] ?? 0) - (axis[from * 3 + 1] ?? 0);
  return [x, y, Math.hypot(x, y)];
}
