import { DIG_VERDICTS } from '../protocol/analysis/excavation.ts';
import type { RuleSet } from '../protocol/rule-set.ts';
import type { DigCheck, PlaneFinding } from './dig-finding.ts';
import type { DigPlan } from './dig-plan.ts';
import { checkCovered, farthestM, wider } from './dig-reach.ts';
import type { DigRows } from './dig-rows.ts';
import { newDigScratch } from './dig-scratch.ts';
import { linkFinding } from './link-finding.ts';
import { shaftFinding } from './shaft-finding.ts';

/**
 * Judges a dig: everything that its bodies enter, everything whose zone or uncertainty they enter, everything about
 * which nothing can be said, and what is clear within 5 m; lines in use, abandoned and planned alike. Throws a
 * RangeError where the rows do not cover what has to be known: less than all is no answer.
 */
export function checkDig(plan: DigPlan, rows: DigRows, rules: RuleSet): DigCheck {
  const box = wider(plan.bounds, farthestM(rules));
  const [west, south, east, north] = box;
  checkCovered(rows, box);
  const scratch = newDigScratch();
  const findings: PlaneFinding[] = [];
  rows.table.index.search(west, south, east, north, (i) => {
    const finding = linkFinding(plan, rows.table, i, rules, scratch);
    if (finding !== null) findings.push(finding);
    return undefined;
  });
  rows.shafts.index.search(west, south, east, north, (i) => {
    const finding = shaftFinding(plan, rows.shafts, i, rules, scratch);
    if (finding !== null) findings.push(finding);
    return undefined;
  });
  findings.sort(worstFirst);
  return { findings, unknownCount: findings.filter(({ verdict }) => verdict === 'unknown').length };
}

function worstFirst(a: PlaneFinding, b: PlaneFinding): number {
  return (
    DIG_VERDICTS.indexOf(a.verdict) - DIG_VERDICTS.indexOf(b.verdict) ||
    distanceOf(a) - distanceOf(b) ||
    (a.featureId < b.featureId ? -1 : a.featureId > b.featureId ? 1 : 0)
  );
}

function distanceOf({ horizontalM, verticalM, planM }: PlaneFinding): number {
  return (horizontalM ?? planM ?? 0) + (verticalM ?? 0);
}
