import type { PlanPoint } from './plan-geometry.ts';

/**
 * Where one made-up district stands. Its plan is in metres: x along the shore, roughly eastwards, from 0 to `SITE_SIDE_M`;
 * y inland from the water's edge. The first site is the district in Haigang; further ones repeat its ground beside it and
 * serve measurements only.
 */
export interface DemoSite {
  /** 0 is the district of the scene. */
  readonly index: number;
  /** Everything of the site follows from it. */
  readonly seed: number;
  /** Longitude and latitude in degrees of a plan point, to nine places (0.1 mm). */
  lonLat(at: PlanPoint): readonly [lon: number, lat: number];
  /** Northing and easting in EPSG:4549 (CGCS2000, central meridian 120 E), metres to the millimetre: a survey's X and Y. */
  northEast(at: PlanPoint): readonly [northM: number, eastM: number];
  /** Level of the ground above the datum, metres; under water that of the bed. */
  groundLevelM(at: PlanPoint): number;
}

/** Side of a district, metres. */
export const SITE_SIDE_M = 3000;
