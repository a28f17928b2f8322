import { CASE_STEPS, type CaseStep } from '@undercroft/core/model/city-case';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';

/** How a case stands, as its sign tells: `ended` was rejected or withdrawn, `unknown` cannot be said to be in time. */
export const CASE_STATES = ['late', 'open', 'inTime', 'ended', 'unknown'] as const;

export type CaseState = (typeof CASE_STATES)[number];

/** Late and in time are said only where both the handling and its due time are known. */
export function caseState({
  result,
  steps,
  handleDueMs,
}: Pick<CityCaseAnswer, 'result' | 'steps' | 'handleDueMs'>): CaseState {
  if (result === 'rejected' || result === 'void') return 'ended';
  if (steps.handle !== null && handleDueMs !== null && steps.handle > handleDueMs) return 'late';
  if (result === 'open') return 'open';
  return steps.handle === null || handleDueMs === null ? 'unknown' : 'inTime';
}

/** A step of a case. One without a time is `ahead` only while nothing came after it and the case is not over. */
export interface TimelineStep {
  readonly step: CaseStep;
  readonly state: 'done' | 'ahead' | 'unknown';
  readonly timeMs: number | null;
  /** Since the last known step before it, milliseconds. */
  readonly tookMs: number | null;
  readonly dueMs: number | null;
  /** After its due time; `null` where one of the two is not known. */
  readonly late: boolean | null;
}

export function caseTimeline({
  result,
  steps,
  dispatchDueMs,
  handleDueMs,
}: Pick<CityCaseAnswer, 'result' | 'steps' | 'dispatchDueMs' | 'handleDueMs'>): readonly TimelineStep[] {
  const last = CASE_STEPS.findLastIndex((step) => steps[step] !== null);
  let beforeMs: number | null = null;
  return CASE_STEPS.map((step, i): TimelineStep => {
    const timeMs = steps[step];
    const dueMs = step === 'dispatch' ? dispatchDueMs : step === 'handle' ? handleDueMs : null;
    const tookMs = timeMs === null || beforeMs === null ? null : timeMs - beforeMs;
    if (timeMs !== null) beforeMs = timeMs;
    const mayBeAhead = i > last && i > 0 && (result === 'open' || result === 'rejected' || result === 'void');
    const state = timeMs !== null ? 'done' : mayBeAhead ? 'ahead' : 'unknown';
    return { step, state, timeMs, tookMs, dueMs, late: timeMs === null || dueMs === null ? null : timeMs > dueMs };
  });
}
