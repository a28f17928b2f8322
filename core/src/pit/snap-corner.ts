/** Where a dragged corner goes, and at which corners the angle has become a right one. */
export interface SnappedCorner {
  readonly x: number;
  readonly y: number;
  /** `corner` the dragged one, `before` and `after` its neighbours. */
  readonly rightAngles: readonly ('before' | 'corner' | 'after')[];
}

/**
 * Snaps a corner that is being dragged to right angles: first to the place that makes both its neighbours right, else
 * to the nearest that makes one of the three right. Stays where the hand is when none lies within `withinM`.
 *
 * ```
 *    before2 --- before          the angle at `before` is right on the line through it, square to its other side;
 *                   |            the one at the corner is right on the circle over before-after
 *    after2 ---- after
 * ```
 */
export function snapCorner(
  outline: Float64Array,
  corner: number,
  x: number,
  y: number,
  withinM: number,
): SnappedCorner {
  const n = outline.length / 2;
  const free: SnappedCorner = { x, y, rightAngles: [] };
  if (n < 3) return free;
  const point = (k: number): Point => {
    const i = ((corner + k + n) % n) * 2;
    return [outline[i] ?? 0, outline[i + 1] ?? 0];
  };
  const before = squareLine(point(-1), point(-2));
  const after = squareLine(point(1), point(2));
  const both = n > 3 ? meeting(before, after) : null;
  if (both !== null && Math.hypot(both[0] - x, both[1] - y) <= withinM) {
    const angle = Math.abs(before.ux * after.ux + before.uy * after.uy);
    // Two lines square to each other make the corner right as well: a rectangle.
    const rightAngles = angle < 1e-9 ? (['before', 'corner', 'after'] as const) : (['before', 'after'] as const);
    return { x: both[0], y: both[1], rightAngles };
  }
  let best = free;
  let least = withinM;
  const offer = (place: Point | null, at: 'before' | 'corner' | 'after') => {
    const gap = place === null ? Number.POSITIVE_INFINITY : Math.hypot(place[0] - x, place[1] - y);
    if (place === null || gap > least) return;
    least = gap;
    best = { x: place[0], y: place[1], rightAngles: [at] };
  };
  offer(onCircle(point(-1), point(1), x, y), 'corner');
  offer(nearestOn(after, x, y), 'after');
  offer(nearestOn(before, x, y), 'before');
  return best;
}

type Point = readonly [x: number, y: number];

interface Line {
  readonly through: Point;
  readonly ux: number;
  readonly uy: number;
}

/** The line through a point, square to the way from it to another. */
function squareLine(through: Point, other: Point): Line {
  const length = Math.hypot(other[0] - through[0], other[1] - through[1]);
  return { through, ux: -(other[1] - through[1]) / length, uy: (other[0] - through[0]) / length };
}

function nearestOn({ through, ux, uy }: Line, x: number, y: number): Point {
  const along = (x - through[0]) * ux + (y - through[1]) * uy;
  return [through[0] + along * ux, through[1] + along * uy];
}

function meeting(a: Line, b: Line): Point | null {
  const cross = a.ux * b.uy - a.uy * b.ux;
  if (Math.abs(cross) < 1e-9) return null;
  const along = ((b.through[0] - a.through[0]) * b.uy - (b.through[1] - a.through[1]) * b.ux) / cross;
  return [a.through[0] + along * a.ux, a.through[1] + along * a.uy];
}

/** The nearest point of the circle over a-b (Thales); null at its middle, where every point is as near. */
function onCircle(a: Point, b: Point, x: number, y: number): Point | null {
  const cx = (a[0] + b[0]) / 2;
  const cy = (a[1] + b[1]) / 2;
  const radius = Math.hypot(b[0] - a[0], b[1] - a[1]) / 2;
  const gap = Math.hypot(x - cx, y - cy);
  if (gap < 1e-9) return null;
  return [cx + ((x - cx) * radius) / gap, cy + ((y - cy) * radius) / gap];
}
