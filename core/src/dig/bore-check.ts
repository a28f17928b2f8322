import { type ConduitBodies, capsuleBody, conduitBodies } from '../clearance/conduit-bodies.ts';
import { newBodyDistances, newDistanceScratch } from '../clearance/pair-distances.ts';
import { DIG_VERDICTS } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { BoreCheck, PlaneBoreFinding } from './bore-finding.ts';
import { boreLinkFinding } from './bore-link.ts';
import { type BorePlan, boundsOfBore } from './bore-plan.ts';
import { boreShaftFinding } from './bore-shaft.ts';
import { checkCovered, farthestM, wider } from './dig-reach.ts';
import type { DigRows } from './dig-rows.ts';

/**
 * Judges a bore as `checkDig` judges a dig: everything it enters, may enter or comes into the zone of, everything about
 * which nothing can be said, and what is clear within 5 m. The tolerance is part of the uncertainty: what only the
 * tolerance reaches is inside uncertainty, not hit. Throws a RangeError where the rows do not cover what has to be known.
 *
 * `bodies` of the table may be handed in where many bores are put to one table.
 */
export function checkBore(
  plan: BorePlan,
  rows: DigRows,
  rules: RuleSet,
  bodies: ConduitBodies = conduitBodies(rows.table),
): BoreCheck {
  const box = wider(boundsOfBore(plan), farthestM(rules));
  const [west, south, east, north] = box;
  checkCovered(rows, box);
  const bore = capsuleBody(plan.axis, plan.radiusM);
  const room = { out: newBodyDistances(), scratch: newDistanceScratch(bodies) };
  const findings: PlaneBoreFinding[] = [];
  rows.table.index.search(west, south, east, north, (i) => {
    const finding = boreLinkFinding({ plan, bore, table: rows.table, bodies, rules, room }, i);
    if (finding !== null) findings.push(finding);
    return undefined;
  });
  rows.shafts.index.search(west, south, east, north, (i) => {
    const finding = boreShaftFinding(plan, rows.shafts, i, rules);
    if (finding !== null) findings.push(finding);
    return undefined;
  });
  findings.sort(worstFirst);
  return { findings, unknownCount: findings.filter(({ verdict }) => verdict === 'unknown').length };
}

function worstFirst(a: PlaneBoreFinding, b: PlaneBoreFinding): number {
  return (
    DIG_VERDICTS.indexOf(a.verdict) - DIG_VERDICTS.indexOf(b.verdict) ||
    (a.spatialM ?? a.horizontalM ?? 0) - (b.spatialM ?? b.horizontalM ?? 0) ||
    (a.featureId < b.featureId ? -1 : a.featureId > b.featureId ? 1 : 0)
  );
}
