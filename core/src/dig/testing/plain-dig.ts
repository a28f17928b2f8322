import { conduitTable, type PlacedConduit } from '../../analysis/conduit-table.ts';
import { boxIndex } from '../../geometry/box-index.ts';
import type { RuleSet } from '../../protocol/rule-set.ts';
import { NATIONAL_RULES } from '../../rules/national-rules.ts';
import { checkDig } from '../dig-check.ts';
import type { PlaneFinding } from '../dig-finding.ts';
import { DIG_DEFAULTS, type DigInput, type DigPlan, planDig } from '../dig-plan.ts';
import type { DigRows, ShaftRows } from '../dig-rows.ts';

/** Level of the ground of a plain dig, metres. */
export const GROUND_M = 10;

/** 20 x 10 m. */
export const FIELD: readonly number[] = [0, 0, 20, 0, 20, 10, 0, 10];

/** A plan on level ground at 10 m; upright, 2.0 m deep and 20 x 10 m but for what is told. Throws where it is refused. */
export function plainPlan(told: Partial<Omit<DigInput, 'outline'>> & { outline?: readonly number[] } = {}): DigPlan {
  const { outline = FIELD, ...rest } = told;
  const input = { depthM: 2, batter: 0, ...DIG_DEFAULTS, ...rest, outline: Float64Array.from(outline) };
  const result = planDig(input, () => GROUND_M);
  if (!result.ok) throw new Error(result.refusal.message);
  return result.plan;
}

export function plainRows(conduits: readonly PlacedConduit[]): DigRows {
  return { table: conduitTable(conduits), shafts: NO_SHAFTS, within: null };
}

/** The one finding of a dig beside one conduit; null where it is clear and not listed. */
export function judged(plan: DigPlan, conduit: PlacedConduit, rules: RuleSet = NATIONAL_RULES): PlaneFinding | null {
  return checkDig(plan, plainRows([conduit]), rules).findings[0] ?? null;
}

const NO_SHAFTS: ShaftRows = {
  facts: [],
  shafts: [],
  bottomsM: new Float64Array(),
  assets: [],
  index: boxIndex(new Float64Array()),
};
