/** Metres: x and y in plan, level. */
export type Point3 = readonly [x: number, y: number, z: number];

/** Least distance of two straight stretches in space: where both have a foot between their ends, else from an end. */
export function segmentsApart(a: Point3, b: Point3, c: Point3, d: Point3): number {
  const [u, v, w] = [minus(b, a), minus(d, c), minus(a, c)];
  const [uu, uv, vv, uw, vw] = [dot(u, u), dot(u, v), dot(v, v), dot(u, w), dot(v, w)];
  const area = uu * vv - uv * uv;
  if (area > 1e-12 * uu * vv) {
    const [s, t] = [(uv * vw - vv * uw) / area, (uu * vw - uv * uw) / area];
    if (s >= 0 && s <= 1 && t >= 0 && t <= 1) return apart(along(a, u, s), along(c, v, t));
  }
  return Math.min(pointToSegment(a, c, d), pointToSegment(b, c, d), pointToSegment(c, a, b), pointToSegment(d, a, b));
}

/** Distance of a point to a parallelogram where its foot lies within; infinite elsewhere, where an edge is nearer. */
export function pointToParallelogram(point: Point3, [origin, u, v]: readonly [Point3, Point3, Point3]): number {
  const w = minus(point, origin);
  const [uu, uv, vv, uw, vw] = [dot(u, u), dot(u, v), dot(v, v), dot(u, w), dot(v, w)];
  const area = uu * vv - uv * uv;
  const [s, t] = [(vv * uw - uv * vw) / area, (uu * vw - uv * uw) / area];
  if (!(s >= 0 && s <= 1 && t >= 0 && t <= 1)) return Number.POSITIVE_INFINITY;
  return apart(point, along(along(origin, u, s), v, t));
}

function pointToSegment(point: Point3, a: Point3, b: Point3): number {
  const u = minus(b, a);
  const uu = dot(u, u);
  const share = uu === 0 ? 0 : Math.max(0, Math.min(1, dot(minus(point, a), u) / uu));
  return apart(point, along(a, u, share));
}

function minus(p: Point3, q: Point3): Point3 {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

function along(p: Point3, u: Point3, share: number): Point3 {
  return [p[0] + u[0] * share, p[1] + u[1] * share, p[2] + u[2] * share];
}

function dot(p: Point3, q: Point3): number {
  return p[0] * q[0] + p[1] * q[1] + p[2] * q[2];
}

function apart(p: Point3, q: Point3): number {
  return Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2]);
}
