import type { PlanPoint } from '../place/plan-geometry.ts';
import { eastOfRiverM, RIVER_BANK_M } from '../place/shore.ts';

/** Beyond the top of the bank, where a bridge begins, metres. */
const BEYOND_BANK_M = 4;
/** The district's own river lies in this part of the plan, metres inland. */
const RIVER_FROM_Y = 90;
const RIVER_TO_Y = 3000;

/**
 * Level of what things beside streets stand on, metres: the ground, and over the district's river, where the ground is its
 * bed, the deck of a bridge, taken as the mean of both banks.
 */
export function standingLevel(groundLevelM: (at: PlanPoint) => number): (at: PlanPoint) => number {
  return (at) => {
    const [x, y] = at;
    const east = eastOfRiverM(at);
    if (y < RIVER_FROM_Y || y > RIVER_TO_Y || Math.abs(east) > RIVER_BANK_M + BEYOND_BANK_M) return groundLevelM(at);
    const reach = RIVER_BANK_M + BEYOND_BANK_M;
    return (groundLevelM([x - east - reach, y]) + groundLevelM([x - east + reach, y])) / 2;
  };
}
