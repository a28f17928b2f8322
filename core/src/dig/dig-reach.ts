import { UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { farthestZoneM } from '../rules/zone-for.ts';
import type { DigInput, DigPlan } from './dig-plan.ts';
import type { DigRows, PlaneBox } from './dig-rows.ts';

/** What lies within this is listed though it is clear, metres in plan; what lies farther and is clear is not. */
export const LISTED_WITHIN_M = 5;

/**
 * Band of a position that is looked for, metres: two standard deviations of a stated position up to 10 m. What is less
 * sure than that says nothing of the place at all.
 */
export const WIDEST_BAND_M = 20;

/** Half of the widest conduit that is looked for by its axis, metres. */
export const WIDEST_HALF_M = 15;

/** Rise of the ground over the pit's floor depth that is allowed for before the ground is known, metres. */
const RELIEF_M = 20;

/** How far from the work anything may matter, in plan from face to the wall that a table knows, metres. */
export function farthestM(rules: RuleSet): number {
  // An unknown size or wall may stand out of the table's by so much.
  return Math.max(LISTED_WITHIN_M, WIDEST_BAND_M, farthestZoneM(rules)) + UNKNOWN_HALF_SIZE_M;
}

/**
 * How far around the floor's outline every row must be known before the dig is planned, by the box of its axis, metres.
 * Allows for ground that rises 20 m over the floor's depth; once there is a plan `digSearchBox` says it exactly.
 */
export function digReachM(rules: RuleSet, { depthM, batter, marginM }: DigInput): number {
  return farthestM(rules) + WIDEST_HALF_M + marginM + batter * (depthM + marginM + RELIEF_M);
}

/** Where every row must be known, by the box of its axis. */
export function digSearchBox(plan: DigPlan, rules: RuleSet): PlaneBox {
  return wider(plan.bounds, farthestM(rules) + WIDEST_HALF_M);
}

export function wider([west, south, east, north]: PlaneBox, byM: number): PlaneBox {
  return [west - byM, south - byM, east + byM, north + byM];
}

/** Throws a RangeError where rows are not known to be complete in a box. */
export function checkCovered({ within }: Pick<DigRows, 'within'>, [west, south, east, north]: PlaneBox): void {
  if (within === null) return;
  if (west >= within[0] && south >= within[1] && east <= within[2] && north <= within[3]) return;
  const wanted = [west, south, east, north].map((value) => value.toFixed(1)).join(', ');
  throw new RangeError(`the rows must be known within ${wanted}, but are within ${within.join(', ')}`);
}
