import { describe, expect, it } from 'vitest';
import { alarmOf, caseOf } from '../testing/live-events.ts';
import { caseClock, listedAlarms, listedCases } from './desk-lists.ts';

const ALL = { severities: ['red', 'orange', 'yellow', 'blue'], onlyOpen: false } as const;
const MINUTE = 60_000;

describe('the lists of the desk', () => {
  it('puts what nobody has seen first, of these the worst, of these the newest', () => {
    const alarms = [
      alarmOf('seen red', { state: 'acknowledged' }),
      alarmOf('blue', { severity: 'blue' }),
      alarmOf('old red', { openedMs: 1000 }),
      alarmOf('new red', { openedMs: 2000 }),
    ];
    const ids = listedAlarms(alarms, ALL).map(({ alarmId }) => alarmId);
    expect(ids).toEqual(['new red', 'old red', 'blue', 'seen red']);
    expect(listedAlarms(alarms, { ...ALL, onlyOpen: true })).toHaveLength(3);
    expect(listedAlarms(alarms, { severities: ['blue'], onlyOpen: false })).toHaveLength(1);
  });

  it('counts down to the dispatch: of five minutes four are left, then one, then it is late', () => {
    const one = caseOf('C1', {
      steps: { report: 0, register: 0, dispatch: null, handle: null, verify: null, close: null },
      dispatchDueMs: 5 * MINUTE,
    });
    expect(caseClock(one, MINUTE)).toMatchObject({ leftMs: 4 * MINUTE, share: 0.8, state: 'inTime' });
    expect(caseClock(one, 4 * MINUTE)).toMatchObject({ leftMs: MINUTE, share: 0.2, state: 'soon' });
    expect(caseClock(one, 6 * MINUTE)).toMatchObject({ leftMs: -MINUTE, share: 0, state: 'late' });
  });

  it('says "unknown" where no rule says when: never in time', () => {
    expect(caseClock(caseOf('C1', { dispatchDueMs: null }), 0).state).toBe('unknown');
  });

  it('lists the latest first, then the soonest, and those without a clock last', () => {
    const at = (sourceId: string, dispatchDueMs: number | null, reportMs: number) =>
      caseOf(sourceId, {
        dispatchDueMs,
        steps: { report: reportMs, register: reportMs, dispatch: null, handle: null, verify: null, close: null },
      });
    const cases = [at('old unclocked', null, 1), at('new unclocked', null, 2), at('soon', 900, 3), at('late', 100, 4)];
    expect(listedCases(cases, 'all', 500).map(({ sourceId }) => sourceId)).toEqual([
      'late',
      'soon',
      'new unclocked',
      'old unclocked',
    ]);
    expect(listedCases(cases, 'late', 500).map(({ sourceId }) => sourceId)).toEqual(['late']);
    expect(listedCases(cases, 'handling', 500)).toEqual([]);
  });
});
