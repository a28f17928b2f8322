import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';

/** Level of the ground at a longitude and latitude in degrees, metres above the datum; null where it is unknown. */
export type GroundLevelAt = (lon: number, lat: number) => number | null;

/** Half the side of the square that the plane's degrees are taken from, metres. */
const SPAN_M = 100;

/**
 * The ground in the plane. Degrees are taken as straight over it: 100 m off that misplaces a sample by 2 mm, 400 m off
 * by 4 cm, and a pit asks for thousands of samples a frame.
 */
export function planeGround(projection: LocalProjection, levelAt: GroundLevelAt): GroundSampler {
  const [lon, lat] = projection.inverse(0, 0);
  const [eastLon, eastLat] = projection.inverse(SPAN_M, 0);
  const [northLon, northLat] = projection.inverse(0, SPAN_M);
  const [lonX, latX] = [(eastLon - lon) / SPAN_M, (eastLat - lat) / SPAN_M];
  const [lonY, latY] = [(northLon - lon) / SPAN_M, (northLat - lat) / SPAN_M];
  return (x, y) => levelAt(lon + lonX * x + lonY * y, lat + latX * x + latY * y);
}
