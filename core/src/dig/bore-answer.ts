import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { BoreAnswer, BoreFinding } from '../protocol/analysis/bore.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { BoreCheck, PlaneBoreFinding } from './bore-finding.ts';
import type { BorePlan } from './bore-plan.ts';
import type { PlanePoint } from './dig-finding.ts';

export interface BoreAnswerInput {
  readonly plan: BorePlan;
  readonly check: BoreCheck;
  /** Of the plane of `plan`. */
  readonly projection: LocalProjection;
  readonly rules: RuleSet;
  readonly scene: string;
  readonly revision: string;
  /** Newest import the rows rest on, ISO 8601. */
  readonly dataDate: string;
  readonly unplacedCount: number;
}

/** A check as it goes over the wire: in longitude and latitude, the levels kept. */
export function boreAnswer(input: BoreAnswerInput): BoreAnswer {
  const { plan, check, projection, rules, scene, revision, dataDate, unplacedCount } = input;
  const place = ([x, y, levelM]: PlanePoint): BoreFinding['at'] => [...projection.inverse(x, y), levelM];
  const axis: BoreFinding['at'][] = [];
  let lengthM = 0;
  for (let k = 0; k < plan.axis.length; k += 3) {
    const [x = 0, y = 0, z = 0, nextX = x, nextY = y, nextZ = z] = plan.axis.subarray(k, k + 6);
    axis.push(place([x, y, z]));
    lengthM += Math.hypot(nextX - x, nextY - y, nextZ - z);
  }
  const finding = ({ index: _index, at, closest, ...rest }: PlaneBoreFinding): BoreFinding => ({
    ...rest,
    at: place(at),
    closest: closest === null ? null : { feature: place(closest.feature), bore: place(closest.bore) },
  });
  return {
    complete: true,
    scene,
    revision,
    ruleSet: { id: rules.id, version: rules.version },
    findings: check.findings.map(finding),
    unknownCount: check.unknownCount,
    unplacedCount,
    dataDate,
    bore: { method: plan.method, diameterM: plan.radiusM * 2, toleranceM: plan.toleranceM, axis, lengthM },
  };
}
