/**
 * Simple polygons of the plane as flat x, y in metres, NOT closed (the first point is not repeated), any orientation
 * unless a function says so.
 */

/** Area by the shoelace formula, m2, positive when the points run anticlockwise. */
export function signedArea(polygon: Float64Array): number {
  let doubled = 0;
  // About the first point, so that far-off coordinates cost no digits.
  const x0 = polygon[0] ?? 0;
  const y0 = polygon[1] ?? 0;
  for (let i = 2, n = polygon.length; i + 3 < n; i += 2) {
    const ax = (polygon[i] ?? 0) - x0;
    const ay = (polygon[i + 1] ?? 0) - y0;
    const bx = (polygon[i + 2] ?? 0) - x0;
    const by = (polygon[i + 3] ?? 0) - y0;
    doubled += ax * by - bx * ay;
  }
  return doubled / 2;
}

/** The same polygon running anticlockwise, as a copy; it keeps its first point. */
export function anticlockwise(polygon: Float64Array): Float64Array {
  if (signedArea(polygon) >= 0) return polygon.slice();
  const n = polygon.length / 2;
  const turned = new Float64Array(polygon.length);
  for (let i = 0; i < n; i++) {
    const from = (n - i) % n;
    turned[i * 2] = polygon[from * 2] ?? 0;
    turned[i * 2 + 1] = polygon[from * 2 + 1] ?? 0;
  }
  return turned;
}

/** True for a point inside; on the edge itself either answer may come. */
export function containsPoint(polygon: Float64Array, x: number, y: number): boolean {
  let inside = false;
  const n = polygon.length;
  let ax = polygon[n - 2] ?? 0;
  let ay = polygon[n - 1] ?? 0;
  for (let i = 0; i < n; i += 2) {
    const bx = polygon[i] ?? 0;
    const by = polygon[i + 1] ?? 0;
    if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) inside = !inside;
    ax = bx;
    ay = by;
  }
  return inside;
}

/** West, south, east, north. */
export function boundsOf(polygon: Float64Array): readonly [number, number, number, number] {
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < polygon.length; i += 2) {
    const x = polygon[i] ?? 0;
    const y = polygon[i + 1] ?? 0;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
  }
  return [west, south, east, north];
}

/**
 * The first two sides that cross or touch away from a shared corner, by the number of their first points; null for a
 * simple polygon. Compares every pair: meant for outlines of a few hundred points.
 */
export function crossingSides(polygon: Float64Array): readonly [number, number] | null {
  const n = polygon.length / 2;
  const x = (i: number) => polygon[(i % n) * 2] ?? 0;
  const y = (i: number) => polygon[(i % n) * 2 + 1] ?? 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      if (segmentsMeet(x(i), y(i), x(i + 1), y(i + 1), x(j), y(j), x(j + 1), y(j + 1))) return [i, j];
    }
  }
  return null;
}

/** True when the closed segments a-b and c-d share a point. */
export function segmentsMeet(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
): boolean {
  const d1 = turn(cx, cy, dx, dy, ax, ay);
  const d2 = turn(cx, cy, dx, dy, bx, by);
  const d3 = turn(ax, ay, bx, by, cx, cy);
  const d4 = turn(ax, ay, bx, by, dx, dy);
  if (d1 > 0 !== d2 > 0 && d3 > 0 !== d4 > 0 && d1 !== 0 && d2 !== 0 && d3 !== 0 && d4 !== 0) return true;
  return (
    (d1 === 0 && between(cx, cy, dx, dy, ax, ay)) ||
    (d2 === 0 && between(cx, cy, dx, dy, bx, by)) ||
    (d3 === 0 && between(ax, ay, bx, by, cx, cy)) ||
    (d4 === 0 && between(ax, ay, bx, by, dx, dy))
  );
}

function turn(ax: number, ay: number, bx: number, by: number, px: number, py: number): number {
  return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

function between(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  return Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by);
}
