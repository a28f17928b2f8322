import type { LocalProjection } from '../geodesy/local-projection.ts';
import type { DigFinding, ExcavationAnswer } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { DigCheck, PlaneFinding, PlanePoint } from './dig-finding.ts';
import type { DigPlan } from './dig-plan.ts';

/** What an answer is made of. */
export interface ExcavationAnswerInput {
  readonly plan: DigPlan;
  readonly check: DigCheck;
  /** Of the plane of `plan`. */
  readonly projection: LocalProjection;
  readonly rules: RuleSet;
  readonly scene: string;
  readonly revision: string;
  /** Newest import the rows rest on, ISO 8601. */
  readonly dataDate: string;
  /** Links of the scene without a place: they are in no finding, and not clear. */
  readonly unplacedCount: number;
  readonly repairs: readonly string[];
}

/** A check as it goes over the wire: in longitude and latitude, the levels kept. */
export function excavationAnswer(input: ExcavationAnswerInput): ExcavationAnswer {
  const { plan, check, projection, rules, scene, revision, dataDate, unplacedCount, repairs } = input;
  const { pit } = plan;
  const { depthM, batter, supportDepthM, marginM, method } = plan.input;
  return {
    complete: true,
    scene,
    revision,
    ruleSet: { id: rules.id, version: rules.version },
    findings: check.findings.map((finding) => onEarth(finding, projection)),
    unknownCount: check.unknownCount,
    unplacedCount,
    dataDate,
    work: { depthM, batter, supportDepthM, marginM, method },
    pit: {
      floorLevelM: pit.floorLevelM,
      lowestGroundM: pit.lowestGroundM,
      volumeM3: pit.volumeM3,
      floorAreaM2: pit.floorAreaM2,
      topAreaM2: pit.topAreaM2,
      floor: corners(pit.floor, projection),
      top: corners(pit.rim.outline, projection),
    },
    repairs: [...repairs],
  };
}

function onEarth(
  { index: _index, relation: _relation, at, closest, ...rest }: PlaneFinding,
  projection: LocalProjection,
): DigFinding {
  const place = ([x, y, levelM]: PlanePoint): DigFinding['at'] => [...projection.inverse(x, y), levelM];
  return {
    ...rest,
    at: place(at),
    closest: closest === null ? null : { feature: place(closest.feature), dig: place(closest.dig) },
  };
}

function corners(flat: Float64Array, projection: LocalProjection): [number, number][] {
  const found: [number, number][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) {
    const [lon, lat] = projection.inverse(flat[i] ?? Number.NaN, flat[i + 1] ?? Number.NaN);
    found.push([lon, lat]);
  }
  return found;
}
