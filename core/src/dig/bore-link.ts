import { type ConduitTable, UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import type { ConduitBodies } from '../clearance/conduit-bodies.ts';
import { type BodyDistances, bodyDistances, type DistanceScratch } from '../clearance/pair-distances.ts';
import type { DigVerdict } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { accuracyFor } from '../rules/accuracy-for.ts';
import { wallAllowanceM } from '../rules/nominal-wall.ts';
import type { AssumedAccuracy, ZoneMatch } from '../rules/rule-match.ts';
import { zoneFor } from '../rules/zone-for.ts';
import { axisLevelNear } from './axis-place.ts';
import type { PlaneBoreFinding } from './bore-finding.ts';
import type { BorePlan } from './bore-plan.ts';
import type { PlanePoint } from './dig-finding.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import { assumedOf, evidenceOf, isAccuracyKnown } from './evidence-of.ts';
import { featureOf } from './feature-of.ts';
import { BAND_SIGMAS, overBand, planBandM, worse, zoneVerdictOver } from './judge.ts';
import { DEEPEST_PLAUSIBLE_M } from './link-band.ts';
import { normalShare } from './normal-share.ts';

/** What a run holds for all its conduits. */
export interface BoreRun {
  readonly plan: BorePlan;
  readonly bore: ConduitBodies;
  readonly table: ConduitTable;
  readonly bodies: ConduitBodies;
  readonly rules: RuleSet;
  readonly room: { readonly out: BodyDistances; readonly scratch: DistanceScratch };
}

/** Distances between outer walls; NaN is unknown. */
interface Apart {
  readonly horizontalM: number;
  readonly spatialM: number;
  /** NaN too where neither lies over the other. */
  readonly verticalM: number;
}

/** Conduit i against the bore; null for one that is clear and out of reach. */
export function boreLinkFinding(
  { plan, bore, table, bodies, rules, room }: BoreRun,
  i: number,
): PlaneBoreFinding | null {
  const facts = table.facts[i];
  if (facts === undefined) throw new RangeError(`boreLinkFinding: the table has ${table.count} rows, asked for ${i}`);
  const { out } = room;
  bodyDistances(bore, 0, bodies, i, out, room.scratch);
  const levelKnown = table.levelKnown[i] === 1;
  const sizeKnown = bodies.sizeKnown[i] === 1;
  const zone = zoneFor(rules, facts);
  const [boreX = 0, boreY = 0, boreZ = Number.NaN, x = 0, y = 0, z = Number.NaN] = out.nearest;
  const groundM = plan.ground(x, y);
  const axisM = axisLevelNear(table.axes, table.starts[i] ?? 0, table.starts[i + 1] ?? 0, x, y);
  const depthM = levelKnown && groundM !== null ? groundM - axisM : null;
  const accuracy = accuracyFor(rules, facts.accuracy, levelKnown ? depthM : DEEPEST_PLAUSIBLE_M);
  const allowanceM = wallAllowanceM(rules, facts);

  const bare: Apart = sizeKnown
    ? { horizontalM: out.horizontalM, spatialM: out.spatialM, verticalM: out.verticalM }
    : { horizontalM: out.horizontalAtMostM, spatialM: out.spatialAtMostM, verticalM: Number.NaN };
  const least = sizeKnown ? (allowanceM ?? 0) : 0;
  const most = sizeKnown && allowanceM !== null ? allowanceM : UNKNOWN_HALF_SIZE_M;
  const judge = (growM: number) =>
    levelKnown
      ? atKnownLevel(plan, nearer(bare, growM), zone, accuracy)
      : atAnyLevel(plan, nearer(bare, growM), zone, accuracy);
  const best = judge(least);
  let verdict = least === most ? best : overBand(best, judge(most));
  const nearM = Math.max(0, bare.horizontalM - most - plan.toleranceM);
  if (!levelKnown && verdict === 'clear' && nearM <= LISTED_WITHIN_M) verdict = 'unknown';
  if (verdict === 'clear' && (!levelKnown || nearM > LISTED_WITHIN_M)) return null;

  const { sigmaXyM, sigmaZM } = accuracy;
  const sure = least === most;
  const apart = nearer(bare, most);
  const assumed = assumedOf(zone, {
    level: levelKnown,
    size: sizeKnown,
    wall: allowanceM === 0,
    accuracy: isAccuracyKnown(accuracy),
    ground: groundM !== null,
  });
  const at: PlanePoint = [x, y, levelKnown && !Number.isNaN(z) ? z : null];
  const hit = verdict === 'hit';
  return {
    family: 'link',
    index: i,
    ...featureOf(facts),
    verdict,
    horizontalM: sure ? known(apart.horizontalM) : null,
    verticalM: sure && levelKnown ? known(apart.verticalM) : null,
    spatialM: sure && levelKnown ? known(apart.spatialM) : null,
    above: levelKnown && out.over ? out.upperIsB : null,
    ...evidenceOf(zone, accuracy, assumed, verdict, levelKnown),
    strikeProbability:
      levelKnown && sizeKnown && sigmaXyM !== null && sigmaZM !== null
        ? strike(plan, table, i, apart, sigmaXyM, sigmaZM, out)
        : null,
    at,
    closest: hit || !levelKnown ? null : { feature: at, bore: [boreX, boreY, boreZ] },
  };
}

function nearer({ horizontalM, spatialM, verticalM }: Apart, byM: number): Apart {
  return {
    horizontalM: Math.max(0, horizontalM - byM),
    spatialM: Math.max(0, spatialM - byM),
    verticalM: Math.max(0, verticalM - byM),
  };
}

/**
 * A wall may lie 2 sigma off in plan and in level, and the bore its tolerance off its path. Both the distance in space
 * and the one in plan have to allow that before they can meet.
 */
function atKnownLevel(
  { toleranceM }: BorePlan,
  apart: Apart,
  zone: ZoneMatch | null,
  accuracy: AssumedAccuracy,
): DigVerdict {
  const { horizontalM, spatialM } = apart;
  if (spatialM === 0) return 'hit';
  const verdict = zoneVerdictOver(zone, horizontalM);
  const { sigmaXyM, sigmaZM } = accuracy;
  if (sigmaXyM === null || sigmaZM === null) {
    const bandXyM = planBandM(accuracy);
    const out = horizontalM > LISTED_WITHIN_M || (sigmaXyM !== null && horizontalM > bandXyM + toleranceM);
    return out ? verdict : worse(verdict, 'unknown');
  }
  const bandXyM = planBandM(accuracy);
  const bandZM = BAND_SIGMAS * sigmaZM;
  const apartForSure = spatialM > toleranceM + Math.hypot(bandXyM, bandZM) || horizontalM > toleranceM + bandXyM;
  return apartForSure ? verdict : worse(verdict, 'insideUncertainty');
}

/** At some level it is hit where its plan comes near, at some it is not. Never clear within 5 m: see the caller. */
function atAnyLevel(
  { toleranceM }: BorePlan,
  { horizontalM }: Apart,
  zone: ZoneMatch | null,
  accuracy: AssumedAccuracy,
): DigVerdict {
  const best = zoneVerdictOver(zone, horizontalM);
  const { sigmaXyM } = accuracy;
  if (sigmaXyM === null || horizontalM <= toleranceM + planBandM(accuracy)) return overBand(best, 'hit');
  return best;
}

/**
 * Probability that the walls meet: both taken as straight where they are nearest, their axes apart by the distance of
 * the walls and both half sizes, the shift along the line between them normal with the deviations of plan and level and
 * the tolerance as two of its own. Exact for round pipes that cross or run side by side past each other.
 */
function strike(
  { radiusM, toleranceM }: BorePlan,
  { halfWidthM, halfHeightM }: ConduitTable,
  i: number,
  { spatialM }: Apart,
  sigmaXyM: number,
  sigmaZM: number,
  { nearest }: BodyDistances,
): number {
  const dx = (nearest[3] ?? 0) - (nearest[0] ?? 0);
  const dy = (nearest[4] ?? 0) - (nearest[1] ?? 0);
  const dz = (nearest[5] ?? 0) - (nearest[2] ?? 0);
  const length = Math.sqrt(dx * dx + dy * dy + dz * dz);
  // Where they run through each other there is no line between them: the lesser deviation leaves less room to escape.
  const plan2 = length === 0 ? (sigmaXyM < sigmaZM ? 1 : 0) : (dx * dx + dy * dy) / (length * length);
  const sigma = Math.sqrt(plan2 * sigmaXyM ** 2 + (1 - plan2) * sigmaZM ** 2 + (toleranceM / BAND_SIGMAS) ** 2);
  const across = 2 * (radiusM + Math.max(halfWidthM[i] ?? 0, halfHeightM[i] ?? 0));
  return Math.max(0, normalShare(-spatialM, sigma) - normalShare(-spatialM - across, sigma));
}

function known(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}
