/** Places on two segments: shares from 0 to 1, written by the distance functions of this file. */
export interface SegmentShares {
  s: number;
  t: number;
}

/**
 * Least distance of two segments in space, a-b and c-d, metres; either may be a point. Writes the shares of the closest
 * points (Ericson 2005, Real-Time Collision Detection, 5.1.9).
 */
export function segmentDistance3(
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  cx: number,
  cy: number,
  cz: number,
  dx: number,
  dy: number,
  dz: number,
  shares: SegmentShares,
): number {
  const ux = bx - ax;
  const uy = by - ay;
  const uz = bz - az;
  const vx = dx - cx;
  const vy = dy - cy;
  const vz = dz - cz;
  const wx = ax - cx;
  const wy = ay - cy;
  const wz = az - cz;
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  const uv = ux * vx + uy * vy + uz * vz;
  const uw = ux * wx + uy * wy + uz * wz;
  const vw = vx * wx + vy * wy + vz * wz;
  let s = 0;
  let t = 0;
  if (uu === 0) {
    t = vv === 0 ? 0 : clamp01(vw / vv);
  } else if (vv === 0) {
    s = clamp01(-uw / uu);
  } else {
    const parallel = uu * vv - uv * uv;
    s = parallel > 1e-12 * uu * vv ? clamp01((uv * vw - uw * vv) / parallel) : 0;
    t = (uv * s + vw) / vv;
    if (t < 0) {
      t = 0;
      s = clamp01(-uw / uu);
    } else if (t > 1) {
      t = 1;
      s = clamp01((uv - uw) / uu);
    }
  }
  shares.s = s;
  shares.t = t;
  const gx = wx + ux * s - vx * t;
  const gy = wy + uy * s - vy * t;
  const gz = wz + uz * s - vz * t;
  return Math.sqrt(gx * gx + gy * gy + gz * gz);
}

/** Share of the segment a-b nearest to the point p, in the plane, from 0 to 1; 0 for a segment without length. */
export function nearestShare2(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const ux = bx - ax;
  const uy = by - ay;
  const uu = ux * ux + uy * uy;
  return uu === 0 ? 0 : clamp01(((px - ax) * ux + (py - ay) * uy) / uu);
}

/** Distance of the point p from the segment a-b in the plane. */
export function pointSegmentDistance2(px: number, py: number, ax: number, ay: number, bx: number, by: number): number {
  const share = nearestShare2(px, py, ax, ay, bx, by);
  const gx = px - ax - (bx - ax) * share;
  const gy = py - ay - (by - ay) * share;
  return Math.sqrt(gx * gx + gy * gy);
}

/** Least distance of two segments of the plane; 0 where they cross. Writes the shares of the closest points. */
export function segmentDistance2(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  cx: number,
  cy: number,
  dx: number,
  dy: number,
  shares: SegmentShares,
): number {
  return segmentDistance3(ax, ay, 0, bx, by, 0, cx, cy, 0, dx, dy, 0, shares);
}

/**
 * Distance of the point (px, py) from the ellipse with half axes `a` along x and `b` along y about the origin, negative
 * inside it (then only a bound of the depth). Writes the unit direction from the ellipse to the point to `normal`.
 */
export function pointEllipseDistance(
  px: number,
  py: number,
  a: number,
  b: number,
  normal: { x: number; y: number },
): number {
  const x = Math.abs(px);
  const y = Math.abs(py);
  const signX = px < 0 ? -1 : 1;
  const signY = py < 0 ? -1 : 1;
  if (a <= 0 || b <= 0) {
    const gap = Math.sqrt(x * x + y * y);
    normal.x = gap === 0 ? 1 : px / gap;
    normal.y = gap === 0 ? 0 : py / gap;
    return gap;
  }
  if ((x / a) ** 2 + (y / b) ** 2 <= 1) {
    const size = Math.sqrt((x / (a * a)) ** 2 + (y / (b * b)) ** 2);
    normal.x = size === 0 ? 1 : (signX * x) / (a * a) / size;
    normal.y = size === 0 ? 0 : (signY * y) / (b * b) / size;
    return (Math.sqrt((x / a) ** 2 + (y / b) ** 2) - 1) * Math.min(a, b);
  }
  /*
   * The foot is (a^2 x / (k + a^2), b^2 y / (k + b^2)) for the root k > 0 of F(k) = (a x / (k + a^2))^2 +
   * (b y / (k + b^2))^2 - 1, which falls and is convex: Newton from k = 0 climbs to it without passing it.
   */
  let k = 0;
  for (let i = 0; i < 60; i++) {
    const fx = (a * x) / (k + a * a);
    const fy = (b * y) / (k + b * b);
    const value = fx * fx + fy * fy - 1;
    const slope = -2 * ((fx * fx) / (k + a * a) + (fy * fy) / (k + b * b));
    const step = -value / slope;
    k += step;
    if (step <= 1e-14 * k) break;
  }
  const footX = (a * a * x) / (k + a * a);
  const footY = (b * b * y) / (k + b * b);
  const gapX = x - footX;
  const gapY = y - footY;
  const gap = Math.sqrt(gapX * gapX + gapY * gapY);
  // The normal from the ellipse's own equation, which holds for a vanishing gap too.
  const nx = footX / (a * a);
  const ny = footY / (b * b);
  const size = Math.sqrt(nx * nx + ny * ny);
  normal.x = (signX * nx) / size;
  normal.y = (signY * ny) / size;
  return gap;
}

function clamp01(value: number): number {
  return Math.max(0, Math.min(1, value));
}
