import type { ConduitTable } from '../analysis/conduit-table.ts';
import { meetAxis } from '../pit/meet-axis.ts';
import { type PitSolid, planDistance } from '../pit/pit-solid.ts';
import type { DigVerdict } from '../protocol/analysis/excavation.ts';
import type { AssumedAccuracy, ZoneMatch } from '../rules/rule-match.ts';
import type { PlaneFinding } from './dig-finding.ts';
import type { DigBody, DigPlan } from './dig-plan.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import type { DigScratch } from './dig-scratch.ts';
import { BAND_SIGMAS, overBand, planBandM, worse, zoneVerdict, zoneVerdictOver } from './judge.ts';
import type { Growth } from './link-band.ts';

/** The corner of a box, at a bend or of a riser, stands out by no more than so many half sizes. */
export const CORNER = 2;

/** What one body of the work says of a conduit. */
export interface Judged {
  readonly body: DigBody;
  readonly verdict: DigVerdict;
  readonly horizontalM: number | null;
  readonly verticalM: number | null;
  readonly planM: number | null;
  readonly closest: PlaneFinding['closest'];
}

/** A conduit and all that is known of it before a body is looked at. */
export interface LinkCase {
  readonly plan: DigPlan;
  readonly table: ConduitTable;
  readonly i: number;
  readonly zone: ZoneMatch | null;
  readonly accuracy: AssumedAccuracy;
  readonly growth: Growth;
  readonly levelKnown: boolean;
  readonly sizeKnown: boolean;
  /** An overhead line that digging does not reach; see `hangsAbove`. */
  readonly above: boolean;
  readonly scratch: DigScratch;
}

/** What a body says of a conduit, over everything that is possible of it. */
export function judgeLink(known: LinkCase, body: DigBody): Judged {
  if (known.above) return judgeAbove(known, body);
  return known.levelKnown ? judgeKnownLevel(known, body) : judgeUnknownLevel(known, body);
}

function judgeKnownLevel(known: LinkCase, body: DigBody): Judged {
  const { growth, table, i, sizeKnown, scratch } = known;
  const best = judgeWall(known, body, growth.leastM);
  if (growth.leastM === growth.mostM) return best;
  const worst = judgeWall(known, body, growth.mostM);
  const verdict = overBand(best.verdict, worst.verdict);
  const planM = axisPlan(body.solid.top, table, i, scratch);
  // Of a wall that may lie anywhere between no distance is known; the axis' own stands for it in plan.
  return {
    body,
    verdict,
    horizontalM: null,
    verticalM: null,
    planM: sizeKnown ? worst.horizontalM : planM,
    closest: null,
  };
}

/**
 * True for an overhead line that hangs over the ground wherever it lies within its band. The solid of a pit goes on to
 * the sky, so that a level which a wrong ground puts too high is not overlooked; a line that is said to hang is not.
 */
export function hangsAbove({ plan, table, i, accuracy, growth }: Omit<LinkCase, 'above'>): boolean {
  if (accuracy.sigmaZM === null) return false;
  let lowestM = Number.POSITIVE_INFINITY;
  for (let k = table.starts[i] ?? 0; k < (table.starts[i + 1] ?? 0); k++) {
    lowestM = Math.min(lowestM, table.axes[k * 3 + 2] ?? Number.NEGATIVE_INFINITY);
  }
  lowestM -= CORNER * halfOf(table, i) + growth.mostM + BAND_SIGMAS * accuracy.sigmaZM;
  return plan.bodies.every(({ solid }) => lowestM > solid.pit.rim.highestM);
}

/** Digging does not reach a line overhead; its zone in plan holds. */
function judgeAbove({ table, i, zone, growth, scratch }: LinkCase, body: DigBody): Judged {
  const axisM = axisPlan(body.solid.top, table, i, scratch);
  const horizontalM = Math.max(0, axisM - halfOf(table, i) - growth.mostM);
  return {
    body,
    verdict: zoneVerdictOver(zone, horizontalM),
    horizontalM,
    verticalM: null,
    planM: null,
    closest: null,
  };
}

/** The outer wall at a place of which only the accuracy is open. */
function judgeWall(known: LinkCase, body: DigBody, growM: number): Judged {
  const { table, i, zone, accuracy, scratch } = known;
  const { solid } = body;
  if (meetAxis(solid, table, i, 0, growM, scratch)) {
    return { body, verdict: 'hit', horizontalM: 0, verticalM: 0, planM: null, closest: null };
  }
  const { contact } = scratch;
  const { horizontalM } = contact;
  const verticalM = contact.verticalM === Number.POSITIVE_INFINITY ? null : contact.verticalM;
  const p = contact.points;
  const closest = {
    feature: [p[0] ?? 0, p[1] ?? 0, p[2] ?? 0] as const,
    dig: [p[3] ?? 0, p[4] ?? 0, p[5] ?? 0] as const,
  };
  let verdict = zoneVerdictOver(zone, horizontalM);
  const { sigmaXyM, sigmaZM } = accuracy;
  if (sigmaXyM === null || sigmaZM === null) {
    const out = horizontalM > LISTED_WITHIN_M || outWhateverElse(known, solid, growM);
    if (!out) verdict = worse(verdict, 'unknown');
  } else {
    const bandXyM = planBandM(accuracy);
    const bandZM = BAND_SIGMAS * sigmaZM;
    const near = horizontalM <= bandXyM + body.lean * bandZM;
    // Higher up the solid is wider, so that the upper end of the band is the worst.
    if (near && (meetAxis(solid, table, i, bandZM, growM, scratch, true) || contact.horizontalM <= bandXyM)) {
      verdict = worse(verdict, 'insideUncertainty');
    }
  }
  return { body, verdict, horizontalM, verticalM, planM: null, closest };
}

/** True where the one deviation that is known rules a strike out by itself: in plan at any level, or at any place by depth. */
function outWhateverElse({ table, i, accuracy, scratch }: LinkCase, solid: PitSolid, growM: number): boolean {
  const { sigmaXyM, sigmaZM } = accuracy;
  const outerM = CORNER * halfOf(table, i) + growM;
  if (sigmaXyM !== null) return axisPlan(solid.top, table, i, scratch) - outerM > planBandM(accuracy);
  if (sigmaZM === null) return false;
  let highestM = Number.NEGATIVE_INFINITY;
  for (let k = table.starts[i] ?? 0; k < (table.starts[i + 1] ?? 0); k++) {
    highestM = Math.max(highestM, table.axes[k * 3 + 2] ?? Number.POSITIVE_INFINITY);
  }
  return highestM + outerM + BAND_SIGMAS * sigmaZM < solid.floorM;
}

/**
 * A conduit at any level: at the deepest it lies under the floor and only its distance in plan counts, at the shallowest
 * it lies within the widest outline. Never clear.
 */
function judgeUnknownLevel({ table, i, zone, accuracy, growth, scratch }: LinkCase, body: DigBody): Judged {
  const { solid } = body;
  const halfM = halfOf(table, i);
  const deepM = Math.max(0, axisPlan(solid.pit.floor, table, i, scratch) - halfM - growth.leastM);
  const shallowM = Math.max(0, axisPlan(solid.top, table, i, scratch) - halfM - growth.mostM);
  const best = zoneVerdictOver(zone, deepM);
  let worst: DigVerdict = shallowM === 0 ? 'hit' : zoneVerdictOver(zone, shallowM);
  if (accuracy.sigmaXyM === null) worst = worse(worst, 'unknown');
  else if (shallowM <= planBandM(accuracy)) worst = worse(worst, 'insideUncertainty');
  const verdict = overBand(best, worst);
  const near =
    shallowM <= LISTED_WITHIN_M || zoneVerdict(zone, shallowM) !== 'clear' || shallowM <= planBandM(accuracy);
  const planM = Math.max(0, axisPlan(solid.top, table, i, scratch) - halfM);
  return {
    body,
    verdict: verdict === 'clear' && near ? 'unknown' : verdict,
    horizontalM: null,
    verticalM: null,
    planM,
    closest: null,
  };
}

/** Axis to polygon in plan, metres; 0 within. */
function axisPlan(polygon: Float64Array, { axes, starts }: ConduitTable, i: number, { shares }: DigScratch): number {
  let least = Number.POSITIVE_INFINITY;
  for (let k = (starts[i] ?? 0) * 3; k + 5 < (starts[i + 1] ?? 0) * 3; k += 3) {
    const ax = axes[k] ?? 0;
    const ay = axes[k + 1] ?? 0;
    least = Math.min(least, planDistance(polygon, ax, ay, axes[k + 3] ?? 0, axes[k + 4] ?? 0, shares));
  }
  return least < TOUCHING_M ? 0 : least;
}

/** Lines nearer than this cross, metres. */
const TOUCHING_M = 1e-9;

/** The farthest the outer wall stands out from the axis, metres; 0 where the size is unknown. */
export function halfOf({ halfWidthM, halfHeightM }: ConduitTable, i: number): number {
  const half = Math.max(halfWidthM[i] ?? Number.NaN, halfHeightM[i] ?? Number.NaN);
  return Number.isNaN(half) ? 0 : half;
}
