import type { Utility } from '../model/utility.ts';
import type { RuleSet } from '../protocol/rule-set.ts';

const REACHES = new WeakMap<RuleSet, Map<Utility, number>>();

/**
 * Beyond this distance no zone of a conduit of this utility reaches, whatever else is known of it, metres; 0 where none
 * has one. A bound that costs a look into a table, to tell what is worth the question of `zoneFor`.
 */
export function zoneReachM(rules: RuleSet, utility: Utility): number {
  let reaches = REACHES.get(rules);
  if (reaches === undefined) {
    reaches = new Map();
    REACHES.set(rules, reaches);
  }
  let reachM = reaches.get(utility);
  if (reachM === undefined) {
    reachM = 0;
    for (const { of, protectionM, controlM } of rules.zones) {
      const utilities = rules.classes[of]?.utilities;
      const fits = utility === 'unknown' || utilities === undefined || utilities.includes(utility);
      if (fits) reachM = Math.max(reachM, protectionM, controlM ?? 0);
    }
    reaches.set(utility, reachM);
  }
  return reachM;
}
