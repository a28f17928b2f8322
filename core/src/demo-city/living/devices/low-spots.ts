import { distance, type PlanPoint } from '../../place/plan-geometry.ts';
import { eastOfRiverM } from '../../place/shore.ts';
import type { DistrictPlan } from '../../plan/district-plan.ts';
import { measuredLine } from '../../plan/measured-line.ts';
import type { Street } from '../../plan/street.ts';

/** A place on a street where rain gathers. */
export interface LowSpot {
  readonly at: PlanPoint;
  readonly street: Street;
  readonly groundLevelM: number;
  /** How far it lies below the mean of the ground around it, metres. */
  readonly belowM: number;
}

const STEP_M = 24;
/** Ground is compared with that of a circle of this radius, metres. */
const AROUND_M = 200;
/** A place less deep than this is no low spot, metres; one this near to the river's axis is a bridge or its ramp. */
const LEAST_BELOW_M = 0.02;
const FROM_RIVER_M = 60;
const DIRECTIONS = 16;

/** The lowest places of streets against the ground around them, lowest first, no two nearer than `apartM`; `count` at most. */
export function lowSpots(
  { network }: DistrictPlan,
  groundLevelM: (at: PlanPoint) => number,
  count: number,
  apartM: number,
): readonly LowSpot[] {
  const found = network.streets.flatMap((street): LowSpot[] => {
    const centre = measuredLine(street.centreline);
    const steps = Math.floor(street.lengthM / STEP_M);
    return Array.from({ length: steps }, (_, i): LowSpot[] => {
      const at = centre.at((i + 0.5) * STEP_M, street.kerbM - 0.4);
      if (Math.abs(eastOfRiverM(at)) < FROM_RIVER_M) return [];
      const level = groundLevelM(at);
      let around = 0;
      for (let k = 0; k < DIRECTIONS; k++) {
        const angle = (k * 2 * Math.PI) / DIRECTIONS;
        around += groundLevelM([at[0] + AROUND_M * Math.cos(angle), at[1] + AROUND_M * Math.sin(angle)]) / DIRECTIONS;
      }
      return [{ at, street, groundLevelM: level, belowM: around - level }];
    }).flat();
  });
  const kept: LowSpot[] = [];
  for (const spot of found.toSorted((a, b) => b.belowM - a.belowM)) {
    if (kept.length === count || spot.belowM < LEAST_BELOW_M) break;
    if (kept.every(({ at }) => distance(at, spot.at) >= apartM)) kept.push(spot);
  }
  return kept;
}
