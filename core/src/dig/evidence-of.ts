import type { DigVerdict } from '../protocol/analysis/excavation.ts';
import type { AssumedAccuracy, ZoneMatch } from '../rules/rule-match.ts';
import { type Assumption, isBinding } from '../rules/rule-use.ts';
import type { PlaneFinding } from './dig-finding.ts';

type Evidence = Pick<
  PlaneFinding,
  'zone' | 'rule' | 'reason' | 'binding' | 'needsPerson' | 'assumed' | 'sigmaM' | 'sigmaXyM' | 'accuracyBasis'
>;

/**
 * What a verdict rests on. A person is needed wherever no binding rule stands behind it, and wherever nothing could be
 * said.
 */
export function evidenceOf(
  zone: ZoneMatch | null,
  { sigmaXyM, sigmaZM, basis }: AssumedAccuracy,
  assumed: ReadonlySet<Assumption>,
  verdict: DigVerdict,
  levelKnown: boolean,
): Evidence {
  const binding = zone !== null && isBinding(zone.rule);
  return {
    zone: zone === null ? null : { protectionM: zone.protectionM, controlM: zone.controlM },
    rule: zone?.rule ?? null,
    reason: zone === null ? 'noRule' : null,
    binding,
    needsPerson: !binding || verdict === 'unknown',
    assumed: [...assumed],
    sigmaM: levelKnown ? sigmaZM : null,
    sigmaXyM,
    accuracyBasis: basis,
  };
}
