import { eastNorthUpToEcef, ecefToLonLat, lonLatToEcef } from '../geodesy/ellipsoid.ts';
import type { BoundingVolume, Region } from './bounding-volume.ts';
import { movePoint } from './matrix.ts';

/** Balls about points. The volume lies within their convex hull, and each of the points within the volume. */
export interface VolumeHull {
  /** Flat x, y, z. */
  readonly points: Float64Array;
  /** Radius of each ball, metres. */
  readonly ballM: number;
  /** Whether each ball lies within the volume too: then the hull is the volume and nothing more. */
  readonly isExact: boolean;
}

const DEGREE = Math.PI / 180;

/** No radius of curvature of the ellipsoid is greater: a^2 / b of WGS 84 is 6,399,593.6 m, at the poles. */
const MOST_CURVED_M = 6_399_594;

/** The corners of a box; the ball that a sphere is; a grid over a region, in balls that hold what bulges between. */
export function volumeHull(volume: BoundingVolume): VolumeHull {
  switch (volume.kind) {
    case 'region':
      return regionHull(volume);
    case 'box': {
      const [a = [0, 0, 0], b = [0, 0, 0], c = [0, 0, 0]] = volume.axes;
      const corners = [-1, 1].flatMap((i) => [-1, 1].flatMap((j) => [-1, 1].map((k) => [i, j, k] as const)));
      const points = corners.flatMap(([i, j, k]) =>
        volume.centre.map((value, n) => value + i * (a[n] ?? 0) + j * (b[n] ?? 0) + k * (c[n] ?? 0)),
      );
      return { points: Float64Array.from(points), ballM: 0, isExact: true };
    }
    case 'sphere':
      return { points: Float64Array.from(volume.centre), ballM: volume.radiusM, isExact: true };
  }
}

/**
 * Three by three points at the lowest and at the highest height. A surface lies beside the plane pieces between such
 * points by an eighth of the square of their distance by its curvature at most, in either direction.
 */
function regionHull({ west, south, east, north, lowM, highM }: Region): VolumeHull {
  const width = east >= west ? east - west : east - west + 2 * Math.PI;
  const points = new Float64Array(18 * 3);
  let at = 0;
  for (const u of [0, 0.5, 1]) {
    for (const v of [0, 0.5, 1]) {
      for (const heightM of [lowM, highM]) {
        lonLatToEcef((west + u * width) / DEGREE, (south + v * (north - south)) / DEGREE, heightM, points, at);
        at += 3;
      }
    }
  }
  const curvedM = MOST_CURVED_M + Math.max(Math.abs(lowM), Math.abs(highM));
  const ballM = (curvedM * ((width / 2) ** 2 + ((north - south) / 2) ** 2)) / 8;
  return { points, ballM, isExact: false };
}

/** Points of a volume where it reaches far: of a sphere on the Earth its ends to east, north and up. Flat x, y, z. */
export function outermostPoints(volume: BoundingVolume): Float64Array {
  if (volume.kind !== 'sphere') return volumeHull(volume).points;
  const { centre, radiusM } = volume;
  const toEcef = [...eastNorthUpToEcef(...ecefToLonLat(...centre))];
  const points = new Float64Array(6 * 3);
  [radiusM, -radiusM].forEach((byM, i) => {
    movePoint(toEcef, byM, 0, 0, points, i * 9);
    movePoint(toEcef, 0, byM, 0, points, i * 9 + 3);
    movePoint(toEcef, 0, 0, byM, points, i * 9 + 6);
  });
  return points;
}
