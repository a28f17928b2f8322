import type { Building } from '../model/map-feature.ts';

/**
 * Least and greatest height of a storey, metres. Below 2.2 m a space counts half and is no storey (GB/T 50353-2013,
 * 3.0.1); 6 m is the most that is usual for a ground floor of shops.
 */
const STOREY_LEAST_M = 2.2;
const STOREY_MOST_M = 6;

/** A ridge rises over the eaves by half the width at most: a roof of 45 degrees. */
const RIDGE_SHARE = 0.5;

/** Least and greatest height of a building over its ground, metres: as wide as what is known of it. */
export interface HeightBand {
  readonly lowM: number;
  readonly highM: number;
}

/** What is known of a building's height; a roof of stated height may rise further than it is wide. */
export type RoofedBuilding = Pick<Building, 'heightM' | 'storeys' | 'roof'> & Partial<Pick<Building, 'roofHeightM'>>;

/**
 * How high a building may stand in the way. A stated height reaches to the eaves: what is not known to have a flat roof
 * may rise beyond. Storeys give a wide band. Without either nothing is sure but that it is there.
 *
 * @param narrowM Shorter side of its footprint, metres.
 */
export function heightBand(building: RoofedBuilding, narrowM: number): HeightBand {
  const roofM = building.roof === 'flat' ? 0 : Math.max(narrowM * RIDGE_SHARE, building.roofHeightM ?? 0);
  if (isPositive(building.heightM)) return { lowM: building.heightM, highM: building.heightM + roofM };
  if (!isPositive(building.storeys)) return { lowM: 0, highM: Number.POSITIVE_INFINITY };
  return { lowM: building.storeys * STOREY_LEAST_M, highM: building.storeys * STOREY_MOST_M + roofM };
}

function isPositive(value: number | null): value is number {
  return value !== null && Number.isFinite(value) && value > 0;
}
