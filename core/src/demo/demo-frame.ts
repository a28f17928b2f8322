import { localProjection } from '../geodesy/local-projection.ts';
import type { PlanLine, PlanPoint } from './plan-geometry.ts';

/** Where the made-up quarter stands: near the shore of Haigang, Qinhuangdao. Longitude and latitude, degrees. */
export const DEMO_ORIGIN = [119.6, 39.925] as const;

/** Plan point that lies at the origin, and the angle by which the shore runs north of east. */
const CENTRE: PlanPoint = [0, 340];
const TURN_DEG = 18;

const projection = localProjection(DEMO_ORIGIN);
const COS = Math.cos((TURN_DEG * Math.PI) / 180);
const SIN = Math.sin((TURN_DEG * Math.PI) / 180);

/** Longitude and latitude in degrees, to nine places (0.1 mm). */
export function demoLonLat([x, y]: PlanPoint): readonly [lon: number, lat: number] {
  const dx = x - CENTRE[0];
  const dy = y - CENTRE[1];
  const [lon, lat] = projection.inverse(dx * COS - dy * SIN, dx * SIN + dy * COS);
  return [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9];
}

/** The plan point at a longitude and latitude: the inverse of `demoLonLat`. */
export function demoPlanPoint(lon: number, lat: number): PlanPoint {
  const plane = new Float64Array(2);
  projection.forward(lon, lat, plane, 0);
  const [east = 0, north = 0] = plane;
  return [CENTRE[0] + east * COS + north * SIN, CENTRE[1] - east * SIN + north * COS];
}

/** Flat longitude, latitude of a line. */
export function demoPath(line: PlanLine): Float64Array {
  return Float64Array.from(line.flatMap((point) => demoLonLat(point)));
}
