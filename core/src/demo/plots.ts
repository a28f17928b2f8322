import { distance, distanceToLine, nearestShare, type PlanPoint, segmentsOf } from './plan-geometry.ts';
import type { Street, StreetNetwork } from './street-network.ts';

/** Length along a street of the place nearest to a point; runs on in a straight line beyond both ends. */
export function chainageOf(at: PlanPoint, street: Street): number {
  let best = { distanceM: Number.POSITIVE_INFINITY, chainageM: 0 };
  let reachedM = 0;
  const segments = segmentsOf(street.centreline);
  for (const [index, [a, b]] of segments.entries()) {
    const lengthM = distance(a, b);
    const along = ((at[0] - a[0]) * (b[0] - a[0]) + (at[1] - a[1]) * (b[1] - a[1])) / lengthM;
    const share = nearestShare(at, a, b);
    const nearest: PlanPoint = [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const beyond = (index === 0 && along < 0) || (index === segments.length - 1 && along > lengthM);
    const distanceM = distance(at, nearest);
    if (distanceM < best.distanceM) best = { distanceM, chainageM: reachedM + (beyond ? along : share * lengthM) };
    reachedM += lengthM;
  }
  return best.chainageM;
}

/** True when a connection from `start` in `street` to `end` in a plot keeps out of every other street. */
export function isInsidePlot(end: PlanPoint, start: PlanPoint, street: Street, network: StreetNetwork): boolean {
  return network.streets.every(
    (other) =>
      other === street ||
      [start, end].every((point) => distanceToLine(point, other.centreline) > other.boundaryM + 2.5),
  );
}
