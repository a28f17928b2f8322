import { containsPoint } from '../geometry/polygon.ts';
import { nearestShare2, type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';

/** A place on an axis; written by `nearestPlace`. */
export interface AxisPlace {
  x: number;
  y: number;
  /** NaN where the level is unknown. */
  axisM: number;
  /** In plan, axis to polygon, metres; 0 within it. */
  planM: number;
}

export function newAxisPlace(): AxisPlace {
  return { x: Number.NaN, y: Number.NaN, axisM: Number.NaN, planM: Number.POSITIVE_INFINITY };
}

/**
 * The place of an axis (points `from` to `to` of the flat x, y, z in `axes`) nearest in plan to a polygon; within it the
 * middle of the first stretch inside.
 */
export function nearestPlace(
  polygon: Float64Array,
  axes: Float64Array,
  from: number,
  to: number,
  place: AxisPlace,
  shares: SegmentShares,
): void {
  place.planM = Number.POSITIVE_INFINITY;
  for (let k = from * 3; k + 5 < to * 3; k += 3) {
    const ax = at(axes, k);
    const ay = at(axes, k + 1);
    const bx = at(axes, k + 3);
    const by = at(axes, k + 4);
    // The first and the next pass of a side, or an end inside, bound the first stretch.
    let first = containsPoint(polygon, ax, ay) ? 0 : Number.POSITIVE_INFINITY;
    let next = containsPoint(polygon, bx, by) ? 1 : Number.POSITIVE_INFINITY;
    const n = polygon.length;
    let cx = at(polygon, n - 2);
    let cy = at(polygon, n - 1);
    for (let i = 0; i < n; i += 2) {
      const dx = at(polygon, i);
      const dy = at(polygon, i + 1);
      const gap = segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares);
      const share = shares.s;
      if (gap < place.planM && gap > CROSSES_M) setPlace(place, axes, k, share, gap);
      if (gap <= CROSSES_M) {
        if (share < first) [first, next] = [share, Math.min(first, next)];
        else if (share > first && share < next) next = share;
      }
      cx = dx;
      cy = dy;
    }
    if (first === Number.POSITIVE_INFINITY) {
      if (next !== Number.POSITIVE_INFINITY) first = next;
      else continue;
    }
    const end = next === Number.POSITIVE_INFINITY ? first : next;
    setPlace(place, axes, k, (first + end) / 2, 0);
    return;
  }
}

/** Level of an axis where it passes a place nearest in plan, metres; NaN where it is unknown. */
export function axisLevelNear(axes: Float64Array, from: number, to: number, x: number, y: number): number {
  let least = Number.POSITIVE_INFINITY;
  let levelM = Number.NaN;
  for (let k = from * 3; k + 5 < to * 3; k += 3) {
    const share = nearestShare2(x, y, at(axes, k), at(axes, k + 1), at(axes, k + 3), at(axes, k + 4));
    const dx = at(axes, k) + (at(axes, k + 3) - at(axes, k)) * share - x;
    const dy = at(axes, k + 1) + (at(axes, k + 4) - at(axes, k + 1)) * share - y;
    if (dx * dx + dy * dy >= least) continue;
    least = dx * dx + dy * dy;
    levelM = at(axes, k + 2) * (1 - share) + at(axes, k + 5) * share;
  }
  return levelM;
}

/** A side nearer than this is passed, metres. */
const CROSSES_M = 1e-9;

function setPlace(place: AxisPlace, axes: Float64Array, k: number, share: number, planM: number): void {
  place.x = at(axes, k) * (1 - share) + at(axes, k + 3) * share;
  place.y = at(axes, k + 1) * (1 - share) + at(axes, k + 4) * share;
  place.axisM = at(axes, k + 2) * (1 - share) + at(axes, k + 5) * share;
  place.planM = planM;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
