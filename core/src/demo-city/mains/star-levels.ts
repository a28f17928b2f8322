import { AIM, LEVELS } from './level-grid.ts';
import { isFreeAtAim, type LevelProfile, type ReachedLevels, reachLevels, tracedLevels } from './level-profile.ts';

/** Half of a line, from the place where it is cut to the junction. */
export interface Arm {
  readonly profile: LevelProfile;
  /** Stations of the cut and of the junction. */
  readonly cut: number;
  readonly end: number;
  /** Level number held at the cut; `null`: any; -1: none is open. */
  readonly cutLevel: number | null;
}

/** Level numbers of an arm from the junction to its cut; `null` where none is possible. */
export type ArmLevels = readonly number[] | null;

/**
 * One level for the junction that all arms share, so that each arm gets from there to its cut, at the least cost of all
 * together. Arms that cannot take part are left out, as few as will do.
 *
 * ```
 *        cut
 *         |
 *   cut --+-- cut      the arms of a star know nothing of each other but their level in the middle
 *         |
 *        cut
 * ```
 */
export function starLevels(arms: readonly Arm[]): readonly ArmLevels[] {
  if (
    arms.every(
      (arm) =>
        (arm.cutLevel ?? AIM) === AIM &&
        isFreeAtAim(arm.profile, Math.min(arm.cut, arm.end), Math.max(arm.cut, arm.end)),
    )
  ) {
    return arms.map(({ cut, end }) => Array.from({ length: Math.abs(end - cut) + 1 }, () => AIM));
  }
  const reached = arms.map(({ profile, cut, end, cutLevel }) => reachLevels(profile, cut, end, cutLevel));
  const taking = new Set(reached.filter(({ cost }) => cost.some(Number.isFinite)));
  let best = bestLevel(taking);
  while (best < 0 && taking.size > 1) {
    taking.delete(narrowest(taking));
    best = bestLevel(taking);
  }
  return reached.map((each) => (best >= 0 && taking.has(each) ? tracedLevels(each, best) : null));
}

/** The level of least cost to all; -1 where none is open to all. */
function bestLevel(reached: ReadonlySet<ReachedLevels>): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k < LEVELS; k++) {
    let cost = 0;
    for (const each of reached) cost += each.cost[k] ?? Number.POSITIVE_INFINITY;
    if (cost >= least) continue;
    best = k;
    least = cost;
  }
  return best;
}

/** The arm with the fewest levels to choose from. */
function narrowest(reached: ReadonlySet<ReachedLevels>): ReachedLevels {
  let found: ReachedLevels | null = null;
  let fewest = Number.POSITIVE_INFINITY;
  for (const each of reached) {
    const open = each.cost.reduce((count, cost) => count + (Number.isFinite(cost) ? 1 : 0), 0);
    if (open >= fewest) continue;
    found = each;
    fewest = open;
  }
  if (found === null) throw new RangeError('starLevels: wanted an arm to leave out, got none');
  return found;
}
