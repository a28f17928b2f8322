import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import type { Ray3 } from './ray-ground.ts';

/** The vertices of an axis as the server answers them: longitude, latitude, level of the axis or `null`. */
export type AxisPath = readonly (readonly [number, number, number | null])[];

export interface AxisPoint {
  readonly lon: number;
  readonly lat: number;
  /** Level of the axis there, metres above the datum; `null` where the source gives none. */
  readonly levelM: number | null;
  /** Part of the axis before it, 0 at its first vertex and 1 at its last. */
  readonly fraction: number;
}

/**
 * The point of an axis nearest to a ray: what a person points at when a pipe is picked. Where a level is unknown the
 * axis is taken at `fallbackLevelM` for the search alone; the answer stays unknown.
 */
export function nearestOnAxis(
  ray: Ray3,
  path: AxisPath,
  geoidOffsetM: number,
  fallbackLevelM: number,
): AxisPoint | null {
  const points = axisPoints(path, geoidOffsetM, fallbackLevelM);
  const lengths: number[] = [];
  let best: { readonly index: number; readonly t: number; readonly distance: number } | null = null;
  for (let index = 0; index + 1 < path.length; index++) {
    const a = points.subarray(3 * index, 3 * index + 3);
    const b = points.subarray(3 * index + 3, 3 * index + 6);
    lengths.push(Math.hypot(at(b, 0) - at(a, 0), at(b, 1) - at(a, 1), at(b, 2) - at(a, 2)));
    const { t, distance } = nearestOnSegment(ray, a, b);
    if (best === null || distance < best.distance) best = { index, t, distance };
  }
  if (best === null) return null;
  return pointAlong(path, lengths, best.index, best.t);
}

function pointAlong(path: AxisPath, lengths: readonly number[], index: number, t: number): AxisPoint | null {
  const from = path[index];
  const to = path[index + 1];
  if (from === undefined || to === undefined) return null;
  const total = lengths.reduce((sum, length) => sum + length, 0);
  const before = lengths.slice(0, index).reduce((sum, length) => sum + length, 0);
  return {
    lon: from[0] + (to[0] - from[0]) * t,
    lat: from[1] + (to[1] - from[1]) * t,
    levelM: from[2] === null || to[2] === null ? null : from[2] + (to[2] - from[2]) * t,
    fraction: total > 0 ? (before + t * (lengths[index] ?? 0)) / total : 0,
  };
}

/** Earth-fixed x, y, z of each vertex. */
function axisPoints(path: AxisPath, geoidOffsetM: number, fallbackLevelM: number): Float64Array {
  const points = new Float64Array(3 * path.length);
  for (const [index, [lon, lat, levelM]] of path.entries()) {
    lonLatToEcef(lon, lat, (levelM ?? fallbackLevelM) + geoidOffsetM, points, 3 * index);
  }
  return points;
}

/** Parameter of the point of segment a-b nearest to the ray, and how far it is from it. */
function nearestOnSegment(ray: Ray3, a: Float64Array, b: Float64Array): { t: number; distance: number } {
  const [dx, dy, dz] = ray.direction;
  const ex = at(b, 0) - at(a, 0);
  const ey = at(b, 1) - at(a, 1);
  const ez = at(b, 2) - at(a, 2);
  const wx = at(a, 0) - ray.origin[0];
  const wy = at(a, 1) - ray.origin[1];
  const wz = at(a, 2) - ray.origin[2];
  const de = dx * ex + dy * ey + dz * ez;
  const ee = ex * ex + ey * ey + ez * ez;
  const dw = dx * wx + dy * wy + dz * wz;
  const ew = ex * wx + ey * wy + ez * wz;
  const divisor = ee - de * de;
  const t = divisor > 1e-12 ? Math.max(0, Math.min(1, (de * dw - ew) / divisor)) : 0;
  const along = Math.max(0, dw + t * de);
  const distance = Math.hypot(wx + t * ex - along * dx, wy + t * ey - along * dy, wz + t * ez - along * dz);
  return { t, distance };
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
