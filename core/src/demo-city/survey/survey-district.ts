import { type DemoDistrict, districtNetwork } from '../demo-district.ts';
import type { LaidNetwork } from '../network/laid.ts';
import { laidViolations } from './laid-violations.ts';
import { plantMistakes } from './plant-mistakes.ts';
import { plantViolations } from './plant-violations.ts';
import { surveyFileOf } from './survey-files.ts';
import { surveyGaps } from './survey-gaps.ts';
import type { SurveyRows } from './survey-headings.ts';
import { surveyRows } from './survey-rows.ts';
import type { PlantedMistake, SurveyTruth, Violation } from './truth.ts';
import { whatIsKnown } from './what-is-known.ts';

/** A district as it lies in the ground, the survey of it, and what is wrong with both. */
export interface SurveyedDistrict {
  /** With the violations that were built in. */
  readonly network: LaidNetwork;
  readonly rows: SurveyRows;
  readonly truth: SurveyTruth;
}

/**
 * Surveys a district. Mistakes and violations are planted, and what was laid too near is listed, in the first site alone: the
 * others repeat its ground and serve measurements.
 */
export function surveyDistrict(district: DemoDistrict): SurveyedDistrict {
  const { site, buildings } = district;
  const knowledge = whatIsKnown(site.seed);
  const sound = districtNetwork(district);
  if (site.index > 0) {
    const truth = { mistakes: [], violations: [], gaps: [...surveyGaps(sound, site, knowledge)] };
    return { network: sound, rows: surveyRows(sound, site, knowledge), truth };
  }
  const { network, violations, nodes } = plantViolations(sound, buildings, knowledge, site.seed);
  const laid = laidViolations(network, buildings, site, violations);
  const planted = plantMistakes(network, site, surveyRows(network, site, knowledge), site.seed, nodes);
  const mistakes = [...planted.mistakes, ...collisionsSeen(violations, planted.mistakes.length)];
  const gaps = [...surveyGaps(network, site, knowledge)];
  return { network, rows: planted.rows, truth: { mistakes, violations: [...violations, ...laid], gaps } };
}

/** A check of the survey sees lines of one file that run through each other: N4. */
function* collisionsSeen(violations: readonly Violation[], planted: number): Iterable<PlantedMistake> {
  let mistake = planted;
  for (const { kind, rowId, other, utility, otherUtility } of violations) {
    if (kind !== 'collision' || other === undefined || otherUtility === undefined) continue;
    if (surveyFileOf(utility) !== surveyFileOf(otherUtility)) continue;
    mistake++;
    yield { rule: 'N4', code: 'crossing-without-node', utility, table: 'lines', rowId, oneOf: [other], mistake };
  }
}
