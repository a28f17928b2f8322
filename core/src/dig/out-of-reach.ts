import type { Accuracy } from '../model/quality-level.ts';
import type { Utility } from '../model/utility.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import { planBandM } from './judge.ts';
import { zoneReachM } from './zone-reach.ts';

/** A standard deviation that grows with the depth is taken here, metres, to see whether it could matter at all. */
const DEEPEST_M = 100;

/**
 * True for an asset whose outer wall is sure to lie this far from the work in plan, where neither its zone nor its
 * uncertainty brings it near.
 */
export function isOutOfReach(gapM: number, rules: RuleSet, utility: Utility, accuracy: Accuracy): boolean {
  if (!(gapM > LISTED_WITHIN_M) || gapM <= zoneReachM(rules, utility)) return false;
  return gapM > planBandM(accuracyFor(rules, accuracy, DEEPEST_M));
}
