import type { DepthReference } from '@undercroft/core/model/section-shape';
import type { Utility } from '@undercroft/core/model/utility';
import type { DepthRule, Profile } from '@undercroft/core/protocol/profile';
import type { Regime } from './codes/code-reader.ts';

/** What the depth or level of a line lies on, by what it carries, how it runs and how it lies; each may be unknown. */
export type DepthReferenceRule = (utility: Utility, regime: Regime | null, embedding: string | null) => DepthReference;

/**
 * The depth rules of a profile as one function: the first rule whose every condition is met decides. A condition on
 * something unknown is not met. No rule: `unknown`, and the line is drawn as the band between both readings.
 */
export function depthReferenceRule(profile: Pick<Profile, 'depthRules'>): DepthReferenceRule {
  const known = new Map<string, DepthReference>();
  return (utility, regime, embedding) => {
    const key = `${utility} ${regime ?? ''} ${embedding ?? ''}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const rule = profile.depthRules.find((candidate) => fits(candidate, utility, regime, embedding));
    const reference = rule?.reference ?? 'unknown';
    known.set(key, reference);
    return reference;
  };
}

function fits(rule: DepthRule, utility: Utility, regime: Regime | null, embedding: string | null): boolean {
  if (rule.utilities !== undefined && !rule.utilities.includes(utility)) return false;
  if (rule.regime !== undefined && rule.regime !== regime) return false;
  return rule.embeddings === undefined || (embedding !== null && rule.embeddings.includes(embedding));
}
