import { type LiveCase, NEW_LIVE_CASE } from '../live/live-case.ts';
import type { CaseReport } from '../protocol/live/case-records.ts';
import type { CaseRules } from './case-rules.ts';
import { dueAt } from './due-at.ts';
import { responsible } from './responsible.ts';

/** What the server adds to a report. */
export interface ReportFacts {
  readonly sourceId: string;
  readonly atMs: number;
  /** Code of the cell of the management grid that it lies in; null outside the grid. */
  readonly gridCell: string | null;
  readonly alarmId: string | null;
}

/** A case as it is after its report: who answers for it by the rules, and when it is to be registered. */
export function reportedCase(report: CaseReport, facts: ReportFacts, rules: CaseRules): LiveCase {
  const { sourceId, atMs, gridCell, alarmId } = facts;
  const { kind, category, title, channel, position, component, address } = report;
  const found = { kind, category, gridCell };
  return {
    ...NEW_LIVE_CASE,
    ...found,
    sourceId,
    title: title ?? rules.category(kind, category)?.title.zh ?? null,
    channel,
    position,
    component,
    address,
    department: responsible(rules, found)?.department ?? null,
    steps: { report: atMs, register: null, dispatch: null, handle: null, verify: null, close: null },
    registerDueMs: dueAt(rules.calendar, atMs, rules.set.clocks.register),
    dispatchDueMs: null,
    handleDueMs: null,
    result: 'open',
    alarmId,
    raw: {},
  };
}
