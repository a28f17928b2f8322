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

/** What was not known of a feature, and so was taken at its worst, besides what its zone assumes. */
export function assumedOf(
  zone: ZoneMatch | null,
  known: {
    readonly level: boolean;
    readonly size: boolean;
    readonly wall: boolean;
    readonly accuracy: boolean;
    readonly ground: boolean;
  },
): ReadonlySet<Assumption> {
  const assumed = new Set<Assumption>(zone?.assumed ?? []);
  if (!known.level) assumed.add('level');
  if (!known.size) assumed.add('size');
  else if (!known.wall) assumed.add('wall');
  if (!known.accuracy) assumed.add('accuracy');
  if (!known.ground) assumed.add('ground');
  return assumed;
}

/** True where it is stated how sure a position is, in plan and in level. */
export function isAccuracyKnown({ sigmaXyM, sigmaZM }: Pick<AssumedAccuracy, 'sigmaXyM' | 'sigmaZM'>): boolean {
  return sigmaXyM !== null && sigmaZM !== null;
}
