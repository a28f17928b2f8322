import { planLonLat, planNorthEast } from './demo-frame.ts';
import { districtGroundM } from './demo-ground.ts';
import { type DemoSite, SITE_SIDE_M } from './demo-site.ts';
import type { PlanPoint } from './plan-geometry.ts';

/** Further sites stand in rows of this many, each row inland of the one before. */
const SITES_IN_ROW = 5;

/** The site of a number: 0 is the district itself, further ones repeat its ground beside it. Throws a RangeError. */
export function demoSite(index: number, seed: number): DemoSite {
  if (!Number.isInteger(index) || index < 0) {
    throw new RangeError(`demoSite: wanted a whole number from 0 on as index, got ${index}`);
  }
  const dx = (index % SITES_IN_ROW) * SITE_SIDE_M;
  const dy = Math.floor(index / SITES_IN_ROW) * SITE_SIDE_M;
  const moved = ([x, y]: PlanPoint): PlanPoint => [x + dx, y + dy];
  return {
    index,
    seed: (seed + Math.imul(index, 0x9e37_79b1)) | 0,
    lonLat: (at) => planLonLat(moved(at)),
    northEast: (at) => planNorthEast(moved(at)),
    groundLevelM: districtGroundM,
  };
}
