import { type ConduitTable, UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import { meetAxis } from '../pit/meet-axis.ts';
import type { PitRelation } from '../pit/pit-conduits.ts';
import { pitSpans } from '../pit/pit-spans.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import { zoneFor } from '../rules/zone-for.ts';
import { nearestPlace } from './axis-place.ts';
import type { PlaneFinding } from './dig-finding.ts';
import type { DigPlan } from './dig-plan.ts';
import { LISTED_WITHIN_M } from './dig-reach.ts';
import type { DigScratch } from './dig-scratch.ts';
import { assumedOf, evidenceOf, isAccuracyKnown } from './evidence-of.ts';
import { featureOf } from './feature-of.ts';
import { planBandM, worstBody } from './judge.ts';
import { linkBand } from './link-band.ts';
import { CORNER, halfOf, hangsAbove, type Judged, judgeLink, type LinkCase } from './link-judge.ts';
import { isOutOfReach } from './out-of-reach.ts';
import { strikeProbability } from './strike-probability.ts';

/** Conduit i against every body of a dig; null for one that is clear and out of reach. */
export function linkFinding(
  plan: DigPlan,
  table: ConduitTable,
  i: number,
  rules: RuleSet,
  scratch: DigScratch,
): PlaneFinding | null {
  const facts = table.facts[i];
  if (facts === undefined)
    throw new RangeError(`linkFinding: the table has ${table.count} rows, but was asked for ${i}`);
  if (isOutOfReach(boxGapM(plan, table, i), rules, facts.utility, facts.accuracy)) return null;
  const { place, shares } = scratch;
  nearestPlace(plan.pit.floor, table.axes, table.starts[i] ?? 0, table.starts[i + 1] ?? 0, place, shares);
  const zone = zoneFor(rules, facts);
  const levelKnown = table.levelKnown[i] === 1;
  const groundM = plan.ground(place.x, place.y);
  const depthM = groundM === null || !levelKnown ? null : groundM - place.axisM;
  const { accuracy, growth, sizeKnown, allowanceM } = linkBand(rules, facts, levelKnown, depthM);
  const bandXyM = planBandM(accuracy);
  const reachM = Math.max(LISTED_WITHIN_M, zone?.controlM ?? zone?.protectionM ?? 0, bandXyM);
  if (place.planM - plan.spreadM - CORNER * halfOf(table, i) - growth.mostM > reachM) return null;

  const told = { plan, table, i, zone, accuracy, growth, levelKnown, sizeKnown, scratch };
  const above = levelKnown && facts.embedding === 'overhead' && hangsAbove(told);
  const known: LinkCase = { ...told, above };
  const found = worstBody(plan.bodies, (body) => judgeLink(known, body));
  if (found === null) return null;
  if (found.verdict === 'clear') {
    const nearestM = found.horizontalM ?? (found.planM ?? 0) - growth.mostM;
    if (!levelKnown || nearestM - plan.input.marginM > LISTED_WITHIN_M) return null;
  }

  const { relation, insideM } = standing(known, found);
  const { sigmaXyM, sigmaZM } = accuracy;
  const strike =
    levelKnown && sizeKnown && depthM !== null && sigmaXyM !== null && sigmaZM !== null
      ? above
        ? 0
        : strikeProbability(found.body.solid, table, i, growth.mostM, sigmaXyM, sigmaZM)
      : null;
  const halfHeightM = (table.halfHeightM[i] ?? Number.NaN) + growth.mostM;
  const assumed = assumedOf(zone, {
    level: levelKnown,
    size: sizeKnown,
    wall: allowanceM === 0,
    accuracy: isAccuracyKnown(accuracy),
    ground: groundM !== null,
  });
  return {
    family: 'link',
    index: i,
    ...featureOf(facts),
    relation,
    verdict: found.verdict,
    part: found.body.part,
    horizontalM: found.horizontalM,
    verticalM: found.verticalM,
    planM: found.planM,
    coverDepthM: depthM === null || Number.isNaN(halfHeightM) ? null : depthM - halfHeightM,
    insideM,
    ...evidenceOf(zone, accuracy, assumed, found.verdict, levelKnown),
    strikeProbability: strike,
    at: [place.x, place.y, Number.isNaN(place.axisM) ? null : place.axisM],
    closest: found.closest,
  };
}

/** From the box about the work to that about a conduit in plan, metres; what is not known of its wall may stand out of it. */
function boxGapM({ bounds }: DigPlan, table: ConduitTable, i: number): number {
  const b = i * 4;
  const gapX = Math.max((table.bounds[b] ?? 0) - bounds[2], bounds[0] - (table.bounds[b + 2] ?? 0));
  const gapY = Math.max((table.bounds[b + 1] ?? 0) - bounds[3], bounds[1] - (table.bounds[b + 3] ?? 0));
  return Math.max(gapX, gapY) - UNKNOWN_HALF_SIZE_M;
}

/** How it stands to the pit alone. */
function standing(
  { plan, table, i, growth, levelKnown, sizeKnown, above, scratch }: LinkCase,
  found: Judged,
): { readonly relation: PitRelation; readonly insideM: number } {
  if (above) return { relation: 'beside', insideM: 0 };
  if (!levelKnown) return { relation: 'unknownLevel', insideM: 0 };
  const meets = found.verdict !== 'clear' && meetAxis(plan.solid, table, i, 0, sizeKnown ? growth.leastM : 0, scratch);
  if (meets) {
    const axis = table.axes.subarray((table.starts[i] ?? 0) * 3, (table.starts[i + 1] ?? 0) * 3);
    const spans = pitSpans(plan.solid, axis);
    const wall = spans.some((span) => span.entry.surface === 'wall' || span.exit.surface === 'wall');
    return { relation: wall ? 'crossing' : 'inside', insideM: spans.reduce((sum, span) => sum + span.lengthM, 0) };
  }
  if (!sizeKnown) return { relation: 'unknownSize', insideM: 0 };
  const under = found.verdict !== 'clear' && scratch.contact.verticalM < Number.POSITIVE_INFINITY;
  return { relation: under || found.verticalM !== null ? 'below' : 'beside', insideM: 0 };
}
