import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';
import { describe, expect, it } from 'vitest';
import { caseState, caseTimeline } from './case-state.ts';

const MINUTE_MS = 60_000;
const NEVER: CityCaseAnswer['steps'] = {
  report: null,
  register: null,
  dispatch: null,
  handle: null,
  verify: null,
  close: null,
};
const DONE = {
  report: 0,
  register: MINUTE_MS,
  dispatch: 4 * MINUTE_MS,
  handle: 64 * MINUTE_MS,
  verify: 90 * MINUTE_MS,
  close: 120 * MINUTE_MS,
};

describe('how a case stands', () => {
  it('is late or in time only where the handling and its due time are known', () => {
    expect(caseState({ result: 'closed', steps: DONE, handleDueMs: 63 * MINUTE_MS })).toBe('late');
    expect(caseState({ result: 'closed', steps: DONE, handleDueMs: 64 * MINUTE_MS })).toBe('inTime');
    expect(caseState({ result: 'closed', steps: DONE, handleDueMs: null })).toBe('unknown');
    expect(caseState({ result: 'closed', steps: NEVER, handleDueMs: 0 })).toBe('unknown');
    expect(caseState({ result: 'open', steps: NEVER, handleDueMs: null })).toBe('open');
    expect(caseState({ result: 'void', steps: NEVER, handleDueMs: null })).toBe('ended');
  });
});

describe('the steps of a case', () => {
  it('say how long each took and whether it was in time', () => {
    const steps = caseTimeline({ result: 'closed', steps: DONE, dispatchDueMs: 6 * MINUTE_MS, handleDueMs: 0 });
    expect(steps.map(({ tookMs }) => (tookMs === null ? null : tookMs / MINUTE_MS))).toEqual([null, 1, 3, 60, 26, 30]);
    expect(steps.map(({ late }) => late)).toEqual([null, null, false, true, null, null]);
  });

  it('that have no time are ahead in an open case, unknown in a closed one and before a known one', () => {
    const open: CityCaseAnswer['steps'] = { ...NEVER, report: 0, dispatch: 5 * MINUTE_MS };
    const states = (result: 'open' | 'closed' | 'unknown', steps = open) =>
      caseTimeline({ result, steps, dispatchDueMs: null, handleDueMs: null }).map(({ state }) => state);
    expect(states('open')).toEqual(['done', 'unknown', 'done', 'ahead', 'ahead', 'ahead']);
    expect(states('closed')).toEqual(['done', 'unknown', 'done', 'unknown', 'unknown', 'unknown']);
    expect(states('open', NEVER)).toEqual(['unknown', ...Array(5).fill('ahead')]);
    // The time before is told over the unknown step.
    const [, , dispatch] = caseTimeline({ result: 'open', steps: open, dispatchDueMs: null, handleDueMs: null });
    expect(dispatch?.tookMs).toBe(5 * MINUTE_MS);
  });
});
