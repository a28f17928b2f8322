import { type LocalProjection, localProjection } from '@undercroft/core/geodesy/local-projection';
import { ProblemError } from '../problem.ts';

/** A line in degrees as flat longitude, latitude. Throws `outside-the-earth` for what is no place on it. */
export function lonLatPath(coordinates: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from(
    coordinates.flatMap(([lon = Number.NaN, lat = Number.NaN]) => {
      if (Math.abs(lon) <= 180 && Math.abs(lat) <= 89) return [lon, lat];
      throw new ProblemError(
        'outside-the-earth',
        `The line needs longitude within 180 and latitude within 89 degrees, but has ${lon}, ${lat}.`,
      );
    }),
  );
}

/** The plane about the middle of paths (flat longitude, latitude). */
export function planeAbout(paths: readonly Float64Array[]): LocalProjection {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const path of paths) {
    for (let i = 0; i + 1 < path.length; i += 2) {
      west = Math.min(west, path[i] ?? Number.NaN);
      east = Math.max(east, path[i] ?? Number.NaN);
      south = Math.min(south, path[i + 1] ?? Number.NaN);
      north = Math.max(north, path[i + 1] ?? Number.NaN);
    }
  }
  return localProjection([(west + east) / 2, (south + north) / 2]);
}

/** Throws `too-large` for a path whose ends and corners span more than so much of the plane, metres. */
export function assertSpan(projection: LocalProjection, path: Float64Array, mostM: number): void {
  const at = new Float64Array(2);
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i + 1 < path.length; i += 2) {
    projection.forward(path[i] ?? Number.NaN, path[i + 1] ?? Number.NaN, at);
    const [x = Number.NaN, y = Number.NaN] = at;
    west = Math.min(west, x);
    east = Math.max(east, x);
    south = Math.min(south, y);
    north = Math.max(north, y);
  }
  const spanM = Math.hypot(east - west, north - south);
  if (spanM <= mostM) return;
  throw new ProblemError('too-large', `The line may span ${mostM} m, but spans ${spanM.toFixed(0)} m.`);
}
