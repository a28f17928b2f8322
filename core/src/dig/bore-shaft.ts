import { pointSegmentDistance2 } from '../geometry/segment-distance.ts';
import type { DigVerdict } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { zoneFor } from '../rules/zone-for.ts';
import type { PlaneBoreFinding } from './bore-finding.ts';
import type { BorePlan } from './bore-plan.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import { type ShaftRows, UNKNOWN_SHAFT_RADIUS_M } from './dig-rows.ts';
import { assumedOf, evidenceOf } from './evidence-of.ts';
import { featureOf } from './feature-of.ts';
import { BAND_SIGMAS, overBand, planBandM, worse, zoneVerdictOver } from './judge.ts';

/**
 * Shaft i against the bore; null for one that is clear and out of reach. A shaft stands from its cover to its bottom;
 * where either is unknown, what the bore passes there is unknown.
 */
export function boreShaftFinding(plan: BorePlan, rows: ShaftRows, i: number, rules: RuleSet): PlaneBoreFinding | null {
  const [facts, shaft, asset] = [rows.facts[i], rows.shafts[i], rows.assets[i]];
  if (facts === undefined || shaft === undefined || asset === undefined) {
    throw new RangeError(`boreShaftFinding: there are ${rows.facts.length} shafts, but number ${i} was asked for`);
  }
  const { x, y, coverLevelM, outerDiameterM } = shaft;
  const bottomM = rows.bottomsM[i] ?? Number.NaN;
  const zone = zoneFor(rules, asset);
  const groundM = plan.ground(x, y);
  const levelKnown = coverLevelM !== null && Number.isFinite(coverLevelM);
  const accuracy = accuracyFor(
    rules,
    facts.accuracy,
    levelKnown && groundM !== null ? Math.max(0, groundM - coverLevelM) : null,
  );
  const sizeKnown = outerDiameterM !== null && outerDiameterM > 0;
  const leastM = sizeKnown ? outerDiameterM / 2 : 0;
  const mostM = sizeKnown ? leastM : UNKNOWN_SHAFT_RADIUS_M;
  const bandXyM = accuracy.sigmaXyM === null ? null : planBandM(accuracy);
  const bandZM = accuracy.sigmaZM === null ? null : BAND_SIGMAS * accuracy.sigmaZM;

  const judge = (radiusM: number): DigVerdict => {
    const gapM = gapOf(plan, x, y, radiusM, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    let verdict = zoneVerdictOver(zone, Math.max(0, gapM));
    const sure = levelKnown && !Number.isNaN(bottomM);
    if (sure && gapOf(plan, x, y, radiusM, bottomM, coverLevelM) <= 0) return 'hit';
    if (!sure && gapM <= plan.toleranceM + (bandXyM ?? LISTED_WITHIN_M)) verdict = worse(verdict, 'unknown');
    if (bandXyM === null || bandZM === null) {
      return gapM <= LISTED_WITHIN_M ? worse(verdict, 'unknown') : verdict;
    }
    if (!sure) return verdict;
    const reachM = plan.toleranceM + bandZM;
    const within = gapOf(plan, x, y, radiusM, bottomM - reachM, coverLevelM + reachM) <= plan.toleranceM + bandXyM;
    return within ? worse(verdict, 'insideUncertainty') : verdict;
  };
  const best = judge(leastM);
  const verdict = leastM === mostM ? best : overBand(best, judge(mostM));
  const planM = Math.max(0, gapOf(plan, x, y, mostM, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
  if (verdict === 'clear' && planM - plan.toleranceM > LISTED_WITHIN_M) return null;

  const assumed = assumedOf(zone, {
    level: levelKnown && !Number.isNaN(bottomM),
    size: sizeKnown,
    wall: true,
    accuracy: bandXyM !== null && bandZM !== null,
    ground: groundM !== null,
  });
  return {
    family: 'node',
    index: i,
    ...featureOf(facts),
    verdict,
    horizontalM: sizeKnown ? planM : null,
    verticalM: null,
    spatialM: null,
    above: null,
    ...evidenceOf(zone, accuracy, assumed, verdict, levelKnown),
    strikeProbability: null,
    at: [x, y, coverLevelM],
    closest: null,
  };
}

/** Shaft to bore in plan, wall to wall, of what the bore's wall has between two levels; Infinity where it has nothing. */
function gapOf({ axis, radiusM }: BorePlan, x: number, y: number, shaftM: number, lowM: number, highM: number): number {
  let least = Number.POSITIVE_INFINITY;
  const [low, high] = [lowM - radiusM, highM + radiusM];
  for (let k = 0; k + 5 < axis.length; k += 3) {
    const az = at(axis, k + 2);
    const bz = at(axis, k + 5);
    // The shares of the piece that lie between the levels.
    let [from, to] = [0, 1];
    if (az === bz) {
      if (az < low || az > high) continue;
    } else {
      const one = (low - az) / (bz - az);
      const two = (high - az) / (bz - az);
      from = Math.max(0, Math.min(one, two));
      to = Math.min(1, Math.max(one, two));
      if (from > to) continue;
    }
    const mix = (c: 0 | 1, share: number) => at(axis, k + c) * (1 - share) + at(axis, k + 3 + c) * share;
    least = Math.min(least, pointSegmentDistance2(x, y, mix(0, from), mix(1, from), mix(0, to), mix(1, to)));
  }
  return least - radiusM - shaftM;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
