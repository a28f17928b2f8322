import { outerHalf, UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import type { Accuracy } from '../model/quality-level.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { wallAllowanceM } from '../rules/nominal-wall.ts';
import type { AssumedAccuracy } from '../rules/rule-match.ts';
import type { RuledAsset } from '../rules/ruled-asset.ts';

/**
 * The axis of a conduit whose level is unknown may lie anywhere from the ground to this depth, metres: what it is worth
 * in plan is taken at the deepest. Deeper than all but tunnels and the deepest sewers.
 */
export const DEEPEST_PLAUSIBLE_M = 10;

/** How far the outer wall may lie beyond the table's, metres: at the least and at the most. */
export interface Growth {
  readonly leastM: number;
  readonly mostM: number;
}

/** What is open of the place of a conduit's outer wall, as digs are judged by it and as it is drawn. */
export interface LinkBand {
  readonly accuracy: AssumedAccuracy;
  readonly growth: Growth;
  readonly sizeKnown: boolean;
  /** Null where neither the size nor what to allow for the wall is known. */
  readonly allowanceM: number | null;
}

/**
 * `depthM` is the depth of the axis below ground at the place that is asked about, metres; null where the ground is
 * unknown. Where the level is unknown it does not count.
 */
export function linkBand(
  rules: RuleSet,
  facts: RuledAsset & { readonly accuracy: Accuracy },
  levelKnown: boolean,
  depthM: number | null,
): LinkBand {
  const sizeKnown = outerHalf(facts.section) !== null;
  const allowanceM = wallAllowanceM(rules, facts);
  const growth: Growth = {
    leastM: sizeKnown ? (allowanceM ?? 0) : 0,
    mostM: sizeKnown && allowanceM !== null ? allowanceM : UNKNOWN_HALF_SIZE_M,
  };
  const accuracy = accuracyFor(rules, facts.accuracy, levelKnown ? depthM : DEEPEST_PLAUSIBLE_M);
  return { accuracy, growth, sizeKnown, allowanceM };
}
