import { caseStage } from '@undercroft/core/cases/case-stage';
import { nextDue } from '@undercroft/core/cases/next-due';
import { ALARM_SEVERITIES, type Alarm } from '@undercroft/core/live/alarm';
import type { NextDue } from '@undercroft/core/protocol/live/case-records';
import type { LiveCaseAnswer } from '@undercroft/core/protocol/live/live-messages';
import type { CaseFilter, DeskState } from './desk-store.ts';

/** Alarms as a dispatcher takes them: those that nobody has seen first, of these the worst, of these the newest. */
export function listedAlarms(
  alarms: Iterable<Alarm>,
  { severities, onlyOpen }: Pick<DeskState, 'severities' | 'onlyOpen'>,
): readonly Alarm[] {
  return [...alarms]
    .filter(({ severity, state }) => severities.includes(severity) && (!onlyOpen || state === 'open'))
    .toSorted(
      (a, b) =>
        Number(a.state !== 'open') - Number(b.state !== 'open') ||
        ALARM_SEVERITIES.indexOf(a.severity) - ALARM_SEVERITIES.indexOf(b.severity) ||
        b.openedMs - a.openedMs,
    );
}

/** How a case stands to the clock of the step that is due next. */
export interface CaseClock {
  readonly due: NextDue | null;
  /** Until it is due, milliseconds; negative is late, `null` where no rule says when. */
  readonly leftMs: number | null;
  /** Part of the time that is left, 0 to 1; `null` where it cannot be said. */
  readonly share: number | null;
  readonly state: 'late' | 'soon' | 'inTime' | 'unknown';
}

/** A step due within this share of its time, or within so many milliseconds, presses. */
const SOON_SHARE = 0.25;
const SOON_MS = 60_000;

export function caseClock(one: LiveCaseAnswer, nowMs: number): CaseClock {
  const due = nextDue({ ...one, raw: {} });
  if (due === null || due.dueMs === null) return { due, leftMs: null, share: null, state: 'unknown' };
  const leftMs = due.dueMs - nowMs;
  const known = Object.values(one.steps).filter((at) => at !== null);
  const beganMs = known.length === 0 ? null : Math.max(...known);
  const wholeMs = beganMs === null ? null : due.dueMs - beganMs;
  const share = wholeMs === null || wholeMs <= 0 ? null : Math.max(0, Math.min(1, leftMs / wholeMs));
  if (leftMs < 0) return { due, leftMs, share: 0, state: 'late' };
  const isSoon = leftMs <= SOON_MS || (share !== null && share <= SOON_SHARE);
  return { due, leftMs, share, state: isSoon ? 'soon' : 'inTime' };
}

/** Cases by their clocks: the latest first, then what is due soonest; those without a clock come last, newest first. */
export function listedCases(
  cases: Iterable<LiveCaseAnswer>,
  filter: CaseFilter,
  nowMs: number,
): readonly LiveCaseAnswer[] {
  return [...cases]
    .filter((one) => isAmong(one, filter, nowMs))
    .map((one) => ({ one, leftMs: caseClock(one, nowMs).leftMs }))
    .toSorted((a, b) => order(a, b))
    .map(({ one }) => one);
}

function order(
  a: { readonly one: LiveCaseAnswer; readonly leftMs: number | null },
  b: { readonly one: LiveCaseAnswer; readonly leftMs: number | null },
): number {
  if (a.leftMs !== null && b.leftMs !== null) return a.leftMs - b.leftMs;
  if (a.leftMs !== null || b.leftMs !== null) return a.leftMs === null ? 1 : -1;
  return (b.one.steps.report ?? 0) - (a.one.steps.report ?? 0);
}

function isAmong(one: LiveCaseAnswer, filter: CaseFilter, nowMs: number): boolean {
  const stage = caseStage(one);
  switch (filter) {
    case 'all':
      return true;
    case 'toDispatch':
      return stage === 'reported' || stage === 'registered';
    case 'handling':
      return stage === 'dispatched';
    case 'toVerify':
      return stage === 'handled' || stage === 'verified';
    case 'late':
      return caseClock(one, nowMs).state === 'late';
  }
}
