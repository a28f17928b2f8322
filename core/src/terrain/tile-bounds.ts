import { FLATTENING, SEMI_MAJOR_M } from '../geodesy/ellipsoid.ts';

type Triple = readonly [number, number, number];

const SEMI_MINOR_M = SEMI_MAJOR_M * (1 - FLATTENING);

/** Stands in for a point infinitely far out: a tile so wide that no camera has all of it below the horizon. */
const FAR_OUT = 1e6;

/** A sphere about the middle of the points' box that holds them all. `points` is flat ECEF metres. */
export function boundingSphere(points: Float64Array): { readonly centre: Triple; readonly radiusM: number } {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 3) {
    for (const axis of [0, 1, 2] as const) {
      const value = points[i + axis] ?? 0;
      if (value < low[axis]) low[axis] = value;
      if (value > high[axis]) high[axis] = value;
    }
  }
  const centre: Triple = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  let square = 0;
  for (let i = 0; i < points.length; i += 3) {
    const dx = (points[i] ?? 0) - centre[0];
    const dy = (points[i + 1] ?? 0) - centre[1];
    const dz = (points[i + 2] ?? 0) - centre[2];
    square = Math.max(square, dx * dx + dy * dy + dz * dz);
  }
  return { centre, radiusM: Math.sqrt(square) };
}

/**
 * The nearest point along the line from the Earth's centre through `towards` that is below the horizon only when all
 * points are, in coordinates divided by the ellipsoid's radii (there the ellipsoid is the unit sphere). Source:
 * K. Ring, "Computing the horizon occlusion point" (cesium.com, 2013):
 *
 * ```
 *   magnitude = 1 / (cos a cos b - sin a sin b)     a: angle between the point and the line
 *                                                   b: angle at the centre between the point and its horizon
 * ```
 * Points below the ellipsoid count as on it.
 */
export function horizonOcclusionPoint(points: Float64Array, towards: Triple): Triple {
  const radii = [SEMI_MAJOR_M, SEMI_MAJOR_M, SEMI_MINOR_M] as const;
  const scaled = [towards[0] / radii[0], towards[1] / radii[1], towards[2] / radii[2]] as const;
  const length = Math.hypot(...scaled);
  const [dx, dy, dz] = [scaled[0] / length, scaled[1] / length, scaled[2] / length];
  let magnitude = 1;
  for (let i = 0; i < points.length; i += 3) {
    const x = (points[i] ?? 0) / radii[0];
    const y = (points[i + 1] ?? 0) / radii[1];
    const z = (points[i + 2] ?? 0) / radii[2];
    const distance = Math.sqrt(x * x + y * y + z * z);
    const cosAlpha = (x * dx + y * dy + z * dz) / distance;
    const sinAlpha = Math.sqrt(Math.max(0, 1 - cosAlpha * cosAlpha));
    const cosBeta = 1 / Math.max(1, distance);
    const sinBeta = Math.sqrt(1 - cosBeta * cosBeta);
    const cosine = cosAlpha * cosBeta - sinAlpha * sinBeta;
    if (cosine <= 1 / FAR_OUT) return [dx * FAR_OUT, dy * FAR_OUT, dz * FAR_OUT];
    magnitude = Math.max(magnitude, 1 / cosine);
  }
  return [dx * magnitude, dy * magnitude, dz * magnitude];
}
