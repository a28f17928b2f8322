import { crsByCode, fromLonLat } from '../../geodesy/crs.ts';
import { localProjection } from '../../geodesy/local-projection.ts';
import type { PlanLine, PlanPoint } from './plan-geometry.ts';

/** Where the middle of the district lies: Haigang, Qinhuangdao. Longitude and latitude, degrees. */
export const DISTRICT_ORIGIN = [119.6, 39.926] as const;

/** The plan point that lies at the origin, and the angle by which the shore runs north of east. */
const CENTRE: PlanPoint = [1500, 1500];
const TURN_DEG = 18;

const projection = localProjection(DISTRICT_ORIGIN);
const COS = Math.cos((TURN_DEG * Math.PI) / 180);
const SIN = Math.sin((TURN_DEG * Math.PI) / 180);
const toNorthEast = fromLonLat(crsByCode('EPSG:4549'));

/** Longitude and latitude in degrees of a plan point, to nine places (0.1 mm). */
export function planLonLat([x, y]: PlanPoint): readonly [lon: number, lat: number] {
  const dx = x - CENTRE[0];
  const dy = y - CENTRE[1];
  const [lon, lat] = projection.inverse(dx * COS - dy * SIN, dx * SIN + dy * COS);
  return [Math.round(lon * 1e9) / 1e9, Math.round(lat * 1e9) / 1e9];
}

/** The plan point at a longitude and latitude: the inverse of `planLonLat`. */
export function planPointAt(lon: number, lat: number): PlanPoint {
  const plane = new Float64Array(2);
  projection.forward(lon, lat, plane, 0);
  const [east = 0, north = 0] = plane;
  return [CENTRE[0] + east * COS + north * SIN, CENTRE[1] - east * SIN + north * COS];
}

/** Northing and easting in EPSG:4549 of a plan point, metres to the millimetre. */
export function planNorthEast(at: PlanPoint): readonly [northM: number, eastM: number] {
  const [lon, lat] = planLonLat(at);
  const [east, north] = toNorthEast(lon, lat);
  return [Math.round(north * 1000) / 1000, Math.round(east * 1000) / 1000];
}

/** Flat longitude, latitude of a line given by a function from plan to degrees. */
export function lonLatPath(line: PlanLine, lonLat: (at: PlanPoint) => readonly [number, number]): Float64Array {
  return Float64Array.from(line.flatMap((point) => lonLat(point)));
}
