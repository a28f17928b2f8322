import {
  distance,
  nearestShare,
  type PlanLine,
  type PlanPoint,
  segmentCrossing,
  segmentsOf,
} from '../place/plan-geometry.ts';

/** A ring in plan without its closing point. */
export type PlanRing = readonly PlanPoint[];

/** Signed area, m2: positive anticlockwise. */
export function ringArea(ring: PlanRing): number {
  return closedSegments(ring).reduce((sum, [a, b]) => sum + (a[0] * b[1] - b[0] * a[1]) / 2, 0);
}

export function ringCentre(ring: PlanRing): PlanPoint {
  const area = ringArea(ring);
  let x = 0;
  let y = 0;
  for (const [a, b] of closedSegments(ring)) {
    const cross = a[0] * b[1] - b[0] * a[1];
    x += (a[0] + b[0]) * cross;
    y += (a[1] + b[1]) * cross;
  }
  return [x / (6 * area), y / (6 * area)];
}

export function closedSegments(ring: PlanRing): readonly (readonly [PlanPoint, PlanPoint])[] {
  const [first] = ring;
  return first ? segmentsOf([...ring, first]) : [];
}

/** Even-odd rule. */
export function isInRing([x, y]: PlanPoint, ring: PlanRing): boolean {
  let inside = false;
  let a = ring.at(-1);
  if (!a) return false;
  for (const b of ring) {
    if (a[1] > y !== b[1] > y && x < a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1])) inside = !inside;
    a = b;
  }
  return inside;
}

/** Least distance between two sets of segments, metres; 0 when they cross. */
export function segmentsApart(
  first: readonly (readonly [PlanPoint, PlanPoint])[],
  second: readonly (readonly [PlanPoint, PlanPoint])[],
): number {
  let best = Number.POSITIVE_INFINITY;
  for (const [a, b] of first) {
    for (const [c, d] of second) {
      if (segmentCrossing(a, b, c, d)) return 0;
      best = Math.min(best, apart(a, c, d), apart(b, c, d), apart(c, a, b), apart(d, a, b));
    }
  }
  return best;
}

function apart(point: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const share = nearestShare(point, a, b);
  return distance(point, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);
}

/** Points given along (x) and across (y) an axis through `centre`, in the plan. */
export function turned(points: PlanLine, centre: PlanPoint, angle: number): PlanRing {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  return points.map(([x, y]) => [centre[0] + x * cos - y * sin, centre[1] + x * sin + y * cos]);
}

/** A box about the origin. */
export function boxRing(widthM: number, depthM: number): PlanRing {
  const w = widthM / 2;
  const d = depthM / 2;
  return [
    [-w, -d],
    [w, -d],
    [w, d],
    [-w, d],
  ];
}
