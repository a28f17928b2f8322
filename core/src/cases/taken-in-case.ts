import type { LiveCase } from '../live/live-case.ts';
import type { CaseRules } from './case-rules.ts';
import { dueAt } from './due-at.ts';
import { responsible } from './responsible.ts';

/**
 * A case that another system, an application of citizens or the simulator brought, as the desk takes it over: what it says
 * stays, what it does not say and rules know is filled in. `gridCell` is the cell of its position.
 */
export function takenInCase(said: LiveCase, gridCell: string | null, rules: CaseRules): LiveCase {
  const { calendar, set } = rules;
  const { report, register, dispatch, handle } = said.steps;
  const placed = { ...said, gridCell: said.gridCell ?? gridCell };
  const known = rules.category(placed.kind, placed.category);
  const due = (sinceMs: number | null, allowance: Parameters<typeof dueAt>[2]): number | null =>
    sinceMs === null ? null : dueAt(calendar, sinceMs, allowance);
  const handleDueMs = said.handleDueMs ?? due(dispatch, known?.handle ?? null);
  return {
    ...placed,
    title: said.title ?? known?.title.zh ?? null,
    department: said.department ?? responsible(rules, placed)?.department ?? null,
    registerDueMs: said.registerDueMs ?? due(report, set.clocks.register),
    dispatchDueMs: said.dispatchDueMs ?? due(register, set.clocks.dispatch),
    handleDueMs,
    verifyDueMs: said.verifyDueMs ?? due(handle, set.clocks.verify),
    closeDueMs: said.closeDueMs ?? due(due(handleDueMs, set.clocks.verify), set.clocks.close),
  };
}
