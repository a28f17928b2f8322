import { meetShaft, type PitShaft } from '../pit/pit-nodes.ts';
import { type PitSolid, planDistance } from '../pit/pit-solid.ts';
import type { DigVerdict } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import type { AssumedAccuracy, ZoneMatch } from '../rules/rule-match.ts';
import { zoneFor } from '../rules/zone-for.ts';
import type { PlaneFinding } from './dig-finding.ts';
import type { DigBody, DigPlan } from './dig-plan.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import { type ShaftRows, UNKNOWN_SHAFT_RADIUS_M } from './dig-rows.ts';
import type { DigScratch } from './dig-scratch.ts';
import { assumedOf, evidenceOf, isAccuracyKnown } from './evidence-of.ts';
import { featureOf } from './feature-of.ts';
import { BAND_SIGMAS, overBand, planBandM, worse, worstBody, zoneVerdictOver } from './judge.ts';
import { normalShare } from './normal-share.ts';
import { isOutOfReach } from './out-of-reach.ts';

interface Judged {
  readonly body: DigBody;
  readonly verdict: DigVerdict;
  readonly horizontalM: number | null;
  readonly verticalM: number | null;
}

/** Shaft i against every body of a dig; null for one that is clear and out of reach. */
export function shaftFinding(
  plan: DigPlan,
  rows: ShaftRows,
  i: number,
  rules: RuleSet,
  scratch: DigScratch,
): PlaneFinding | null {
  const [facts, shaft, asset] = [rows.facts[i], rows.shafts[i], rows.assets[i]];
  if (facts === undefined || shaft === undefined || asset === undefined) {
    throw new RangeError(`shaftFinding: there are ${rows.facts.length} shafts, but number ${i} was asked for`);
  }
  if (isOutOfReach(boxGapM(plan, shaft), rules, asset.utility, facts.accuracy)) return null;
  const { x, y, coverLevelM } = shaft;
  const zone = zoneFor(rules, asset);
  const groundM = plan.ground(x, y);
  const levelKnown = coverLevelM !== null && Number.isFinite(coverLevelM);
  const buriedM = levelKnown && groundM !== null ? Math.max(0, groundM - coverLevelM) : null;
  const accuracy = accuracyFor(rules, facts.accuracy, buriedM);
  const sizeKnown = shaft.outerDiameterM !== null && shaft.outerDiameterM > 0;
  const radiusM = sizeKnown ? (shaft.outerDiameterM ?? 0) / 2 : 0;
  const known: Known = { shaft, zone, accuracy, radiusM, sizeKnown, levelKnown, scratch };

  const found = worstBody(plan.bodies, (body) => judge(known, body));
  if (found === null) return null;
  const planM = gapTo(plan.solid.top, shaft, scratch);
  const nearestM = found.horizontalM ?? Math.max(0, planM - radiusM - (sizeKnown ? 0 : UNKNOWN_SHAFT_RADIUS_M));
  if (found.verdict === 'clear' && nearestM - plan.input.marginM > LISTED_WITHIN_M) return null;

  const assumed = assumedOf(zone, {
    level: levelKnown,
    size: sizeKnown,
    wall: true,
    accuracy: isAccuracyKnown(accuracy),
    ground: groundM !== null,
  });
  const met = meetShaft(plan.solid, shaft, i, Number.POSITIVE_INFINITY);
  return {
    family: 'node',
    index: i,
    ...featureOf(facts),
    relation: met?.relation ?? 'beside',
    verdict: found.verdict,
    part: found.body.part,
    horizontalM: found.horizontalM,
    verticalM: found.verticalM,
    planM: found.horizontalM === null ? Math.max(0, planM - radiusM) : null,
    coverDepthM: levelKnown && groundM !== null ? groundM - coverLevelM : null,
    insideM: 0,
    ...evidenceOf(zone, accuracy, assumed, found.verdict, levelKnown),
    strikeProbability: levelKnown && sizeKnown ? strikeOf(known, found.body.solid) : null,
    at: [x, y, coverLevelM],
    closest: null,
  };
}

/**
 * From the box about the work to a shaft's outer wall in plan, metres. Most shafts that the index finds are told to be out
 * of reach by it: measuring all of them against the rim was half of the 1.7 ms of a check.
 */
function boxGapM({ bounds }: DigPlan, { x, y, outerDiameterM }: PitShaft): number {
  const gapM = Math.max(x - bounds[2], bounds[0] - x, y - bounds[3], bounds[1] - y);
  return gapM - Math.max(UNKNOWN_SHAFT_RADIUS_M, (outerDiameterM ?? 0) / 2);
}

interface Known {
  readonly shaft: PitShaft;
  readonly zone: ZoneMatch | null;
  readonly accuracy: AssumedAccuracy;
  readonly radiusM: number;
  readonly sizeKnown: boolean;
  readonly levelKnown: boolean;
  readonly scratch: DigScratch;
}

function judge({ shaft, zone, accuracy, sizeKnown, levelKnown, radiusM, scratch }: Known, body: DigBody): Judged {
  const { solid } = body;
  const { sigmaXyM, sigmaZM } = accuracy;
  const bandXyM = planBandM(accuracy);
  const mostM = sizeKnown ? radiusM : UNKNOWN_SHAFT_RADIUS_M;
  if (!levelKnown) {
    const deepM = Math.max(0, gapTo(solid.pit.floor, shaft, scratch) - radiusM);
    const shallowM = Math.max(0, gapTo(solid.top, shaft, scratch) - mostM);
    let worst: DigVerdict = shallowM === 0 ? 'hit' : zoneVerdictOver(zone, shallowM);
    if (shallowM <= Math.max(LISTED_WITHIN_M, bandXyM)) worst = worse(worst, 'unknown');
    return { body, verdict: overBand(zoneVerdictOver(zone, deepM), worst), horizontalM: null, verticalM: null };
  }
  const verdictAt = (halfM: number): Judged => {
    const met = meetShaft(
      solid,
      { ...shaft, outerDiameterM: Math.max(2 * halfM, TINY_M) },
      0,
      Number.POSITIVE_INFINITY,
    );
    const horizontalM = met?.horizontalM ?? Number.POSITIVE_INFINITY;
    if (met?.relation === 'inside') return { body, verdict: 'hit', horizontalM: 0, verticalM: 0 };
    let verdict = zoneVerdictOver(zone, horizontalM);
    if (sigmaXyM === null || sigmaZM === null) {
      if (horizontalM <= LISTED_WITHIN_M) verdict = worse(verdict, 'unknown');
    } else {
      const bandZM = BAND_SIGMAS * sigmaZM;
      const raised = (shaft.coverLevelM ?? 0) + bandZM;
      const lifted = { ...shaft, coverLevelM: raised, outerDiameterM: Math.max(2 * (halfM + bandXyM), TINY_M) };
      if (meetShaft(solid, lifted, 0, Number.POSITIVE_INFINITY)?.relation === 'inside') {
        verdict = worse(verdict, 'insideUncertainty');
      }
    }
    return { body, verdict, horizontalM, verticalM: met?.verticalM ?? null };
  };
  const best = verdictAt(radiusM);
  if (sizeKnown) return best;
  const verdict = overBand(best.verdict, verdictAt(mostM).verdict);
  return { body, verdict, horizontalM: null, verticalM: null };
}

/** A shaft of no size at all still has a place. */
const TINY_M = 1e-6;

/** The shaft's middle shifts in plan along the line to the nearest side of the outline at its cover, its cover in level. */
function strikeOf({ shaft, accuracy, radiusM, scratch }: Known, solid: PitSolid): number | null {
  const { sigmaXyM, sigmaZM } = accuracy;
  if (sigmaXyM === null || sigmaZM === null || shaft.coverLevelM === null) return null;
  const outside = gapTo(solid.top, shaft, scratch);
  const signed = outside > 0 ? outside : -depthWithin(solid.top, shaft, scratch);
  return normalShare(radiusM - signed, sigmaXyM) * normalShare(shaft.coverLevelM - solid.floorM, sigmaZM);
}

function gapTo(outline: Float64Array, { x, y }: PitShaft, { shares }: DigScratch): number {
  return planDistance(outline, x, y, x, y, shares);
}

function depthWithin(outline: Float64Array, { x, y }: PitShaft, { shares }: DigScratch): number {
  // The way out is the way to the nearest side, which `planDistance` gives only from outside.
  let least = Number.POSITIVE_INFINITY;
  const n = outline.length;
  for (let i = 0; i < n; i += 2) {
    const side = Float64Array.of(
      outline[i] ?? 0,
      outline[i + 1] ?? 0,
      outline[(i + 2) % n] ?? 0,
      outline[(i + 3) % n] ?? 0,
    );
    least = Math.min(least, planDistance(side, x, y, x, y, shares));
  }
  return least;
}
