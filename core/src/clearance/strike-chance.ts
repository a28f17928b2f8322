import type { ConduitTable } from '../analysis/conduit-table.ts';
import { normalShare } from '../dig/normal-share.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';

/**
 * Probability that the outer walls of two conduits overlap, where both together stray by normal, independent shifts in
 * plan (`sigmaXyM`, across the line between them) and in level (`sigmaZM`). Judged where their axes come nearest in
 * plan, as two rectangles there: exact for level conduits that are long against the deviations and side by side or
 * crossing, on the high side at ends and for rounds passing corner to corner. Levels and sizes must be known.
 *
 * ```
 *   P(plan)  = share of  -(a + b) < aside + shift < a + b    with half the widths a, b;  1 where the axes cross
 *   P(level) = share of  -(c + d) < rise  + shift < c + d    with half the heights c, d
 * ```
 */
export function strikeChance(
  a: ConduitTable,
  i: number,
  b: ConduitTable,
  j: number,
  allowanceM: number,
  sigmaXyM: number,
  sigmaZM: number,
): number {
  let [asideM, riseM] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  const shares: SegmentShares = { s: 0, t: 0 };
  for (let p = (a.starts[i] ?? 0) * 3; p < ((a.starts[i + 1] ?? 0) - 1) * 3; p += 3) {
    for (let q = (b.starts[j] ?? 0) * 3; q < ((b.starts[j + 1] ?? 0) - 1) * 3; q += 3) {
      const plan = segmentDistance2(
        at(a.axes, p),
        at(a.axes, p + 1),
        at(a.axes, p + 3),
        at(a.axes, p + 4),
        at(b.axes, q),
        at(b.axes, q + 1),
        at(b.axes, q + 3),
        at(b.axes, q + 4),
        shares,
      );
      const rise = Math.abs(
        at(a.axes, p + 2) * (1 - shares.s) +
          at(a.axes, p + 5) * shares.s -
          at(b.axes, q + 2) * (1 - shares.t) -
          at(b.axes, q + 5) * shares.t,
      );
      if (plan > asideM + 1e-9 || (plan > asideM - 1e-9 && rise > riseM)) continue;
      asideM = plan;
      riseM = rise;
    }
  }
  const width = at(a.halfWidthM, i) + at(b.halfWidthM, j) + allowanceM;
  const height = at(a.halfHeightM, i) + at(b.halfHeightM, j) + allowanceM;
  const planShare = asideM === 0 ? 1 : within(width, asideM, sigmaXyM);
  return planShare * within(height, riseM, sigmaZM);
}

function within(half: number, off: number, sigma: number): number {
  return Math.max(0, normalShare(half - off, sigma) - normalShare(-half - off, sigma));
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
