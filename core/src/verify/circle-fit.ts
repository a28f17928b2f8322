/** A circle through points of a plane. */
export interface FittedCircle {
  readonly u: number;
  readonly v: number;
  readonly radius: number;
  /** Widest angle about the centre, radians, without a point: pi for a half circle, near 2 pi for points on one side. */
  readonly widestGap: number;
}

/**
 * The circle that fits flat u, v best (Kasa 1976: least squares of the algebraic distance; exact for points on a circle).
 * Null for fewer than three points or points on a line.
 */
export function circleFit(points: readonly number[]): FittedCircle | null {
  const n = points.length / 2;
  if (n < 3) return null;
  let [meanU, meanV] = [0, 0];
  for (let i = 0; i < n; i++) {
    meanU += (points[i * 2] ?? 0) / n;
    meanV += (points[i * 2 + 1] ?? 0) / n;
  }
  let [uu, uv, vv, uuu, uvv, vuu, vvv] = [0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const u = (points[i * 2] ?? 0) - meanU;
    const v = (points[i * 2 + 1] ?? 0) - meanV;
    uu += u * u;
    uv += u * v;
    vv += v * v;
    uuu += u * u * u;
    uvv += u * v * v;
    vuu += v * u * u;
    vvv += v * v * v;
  }
  const determinant = uu * vv - uv * uv;
  if (determinant <= 1e-9 * (uu + vv) ** 2) return null;
  const a = (uuu + uvv) / 2;
  const b = (vvv + vuu) / 2;
  const u = (a * vv - b * uv) / determinant;
  const v = (b * uu - a * uv) / determinant;
  const radius = Math.sqrt(u * u + v * v + (uu + vv) / n);
  return { u: u + meanU, v: v + meanV, radius, widestGap: widestGap(points, u + meanU, v + meanV) };
}

function widestGap(points: readonly number[], u: number, v: number): number {
  const angles = Array.from({ length: points.length / 2 }, (_, i) =>
    Math.atan2((points[i * 2 + 1] ?? 0) - v, (points[i * 2] ?? 0) - u),
  ).toSorted((a, b) => a - b);
  const first = angles[0] ?? 0;
  return angles.reduce((widest, angle, i) => Math.max(widest, (angles[i + 1] ?? first + 2 * Math.PI) - angle), 0);
}
