import { describe, expect, it } from 'vitest';
import type { LiveCase } from '../live/live-case.ts';
import type { CaseAction } from '../protocol/live/case-records.ts';
import { applyAction } from './apply-action.ts';
import { caseRules } from './case-rules.ts';
import { caseStage } from './case-stage.ts';
import { nextActions } from './next-actions.ts';
import { nextDue } from './next-due.ts';
import { PROGRAM_CASE_RULES } from './program-case-rules.ts';
import { reportedCase } from './reported-case.ts';

const MINUTE_MS = 60_000;
const RULES = caseRules(
  {
    ...PROGRAM_CASE_RULES,
    responsibility: [
      { cells: '130302', department: 'district' },
      { cells: '130302001', category: '01', department: 'street covers' },
      { cells: '130302001', department: 'street', unit: 'RY-007' },
    ],
  },
  480,
);

function at(text: string): number {
  return Date.parse(`${text}+08:00`);
}

const REPORTED_MS = at('2026-03-06T23:50');

function reported(category: string | null = '0102', gridCell: string | null = '130399001001001'): LiveCase {
  const report = {
    kind: 'component',
    category,
    title: null,
    channel: 'citizen',
    position: [119.6, 39.92],
    component: null,
    address: null,
    note: null,
    by: 'Li',
  } as const;
  const position: [number, number] = [...report.position];
  return reportedCase({ ...report, position }, { sourceId: 'AJ1', atMs: REPORTED_MS, gridCell, alarmId: null }, RULES);
}

function after(value: LiveCase, ...actions: readonly (readonly [CaseAction, string])[]): LiveCase {
  return actions.reduce((now, [action, time]) => {
    const result = applyAction(now, action, at(time), RULES);
    if (!result.ok) throw new Error(result.detail);
    return result.value;
  }, value);
}

const by = 'Wang';
const note = 'because';

describe('a case', () => {
  it('goes through its steps with a clock for each, over midnight', () => {
    const first = reported();
    expect(caseStage(first)).toBe('reported');
    expect(first.title).toBe('污水井盖');
    expect(nextDue(first)).toEqual({ step: 'register', dueMs: at('2026-03-07T00:00') });
    const registered = after(first, [{ action: 'register', by }, '2026-03-06T23:57']);
    expect(nextDue(registered)).toEqual({ step: 'dispatch', dueMs: at('2026-03-07T00:02') });
    const dispatched = after(registered, [{ action: 'dispatch', by, unit: 'RY-001' }, '2026-03-07T00:01']);
    expect(dispatched).toMatchObject({ department: '排水管理单位', unit: 'RY-001' });
    // Twelve hours day and night.
    expect(nextDue(dispatched)).toEqual({ step: 'handle', dueMs: at('2026-03-07T12:01') });
    // And then a day to verify and two hours to close.
    expect(dispatched.closeDueMs).toBe(at('2026-03-08T14:01'));
    const handled = after(dispatched, [{ action: 'handle', by }, '2026-03-07T09:00']);
    expect(nextDue(handled)).toEqual({ step: 'verify', dueMs: at('2026-03-08T09:00') });
    const closed = after(
      handled,
      [{ action: 'verifyPass', by }, '2026-03-07T10:00'],
      [{ action: 'close', by }, '2026-03-07T10:05'],
    );
    expect(caseStage(closed)).toBe('closed');
    expect(nextDue(closed)).toBeNull();
    expect(closed.lateSteps).toEqual([]);
  });

  it('is registered by dispatching it, in one tap', () => {
    const one = after(reported(), [{ action: 'dispatch', by }, '2026-03-06T23:52']);
    expect(one.steps).toMatchObject({ register: at('2026-03-06T23:52'), dispatch: at('2026-03-06T23:52') });
    expect(one.dispatchDueMs).toBe(at('2026-03-06T23:57'));
  });

  it('that fails its verification is handled again by the time it was due before', () => {
    const dispatched = after(reported(), [{ action: 'dispatch', by }, '2026-03-06T23:52']);
    const failed = after(
      dispatched,
      [{ action: 'handle', by }, '2026-03-07T08:00'],
      [{ action: 'verifyFail', by, note }, '2026-03-07T09:00'],
    );
    expect(caseStage(failed)).toBe('dispatched');
    expect(failed).toMatchObject({ handleDueMs: dispatched.handleDueMs, reopenedCount: 1, verifyDueMs: null });
    expect(nextActions(failed)).toContain('handle');
  });

  it('that is sent back is dispatched anew, and what was late stays late', () => {
    const late = after(
      reported(),
      [{ action: 'register', by }, '2026-03-06T23:51'],
      // Due at 23:56.
      [{ action: 'dispatch', by, department: 'wrong' }, '2026-03-07T00:10'],
      [{ action: 'return', by, note }, '2026-03-07T00:30'],
    );
    expect(late).toMatchObject({ department: null, unit: null, returnedCount: 1, lateSteps: ['dispatch'] });
    expect(late).toMatchObject({ handleDueMs: null, closeDueMs: null, dispatchDueMs: at('2026-03-07T00:35') });
    const again = after(late, [{ action: 'dispatch', by }, '2026-03-07T00:33']);
    expect(again).toMatchObject({ department: '排水管理单位', lateSteps: ['dispatch'] });
  });

  it('is handed on within a department without winning time, and to another as a wrong dispatch', () => {
    const first = after(reported(), [{ action: 'dispatch', by, unit: 'a' }, '2026-03-06T23:52']);
    const within = after(first, [{ action: 'redispatch', by, unit: 'b' }, '2026-03-07T01:00']);
    expect(within).toMatchObject({ unit: 'b', returnedCount: 0, handleDueMs: first.handleDueMs });
    const other = after(first, [{ action: 'redispatch', by, department: 'roads' }, '2026-03-07T01:00']);
    expect(other).toMatchObject({ department: 'roads', unit: null, returnedCount: 1 });
    expect(other.handleDueMs).toBe(at('2026-03-07T13:00'));
    // It was dispatched anew at once: in time, and known to be.
    expect(other.dispatchDueMs).toBe(at('2026-03-07T01:05'));
    expect(other.lateSteps).toEqual([]);
  });

  it('that is opened again after closing goes back to be dispatched; its late handling is kept', () => {
    const closed = after(
      reported(),
      [{ action: 'dispatch', by }, '2026-03-06T23:52'],
      // Due on the 7th at 11:52.
      [{ action: 'handle', by }, '2026-03-07T12:00'],
      [{ action: 'verifyPass', by }, '2026-03-07T13:00'],
      [{ action: 'close', by }, '2026-03-07T13:05'],
    );
    const again = after(closed, [{ action: 'reopen', by, note }, '2026-03-10T09:00']);
    expect(caseStage(again)).toBe('registered');
    expect(again).toMatchObject({ reopenedCount: 1, lateSteps: ['handle'], dispatchDueMs: at('2026-03-10T09:05') });
    expect(again.steps).toMatchObject({ handle: null, verify: null, close: null });
  });

  it('that was refused can be taken up again, one that was withdrawn cannot', () => {
    const rejected = after(reported(), [{ action: 'reject', by, note }, '2026-03-06T23:55']);
    expect(nextActions(rejected)).toEqual(['reopen', 'addNote']);
    const again = after(rejected, [{ action: 'reopen', by, note }, '2026-03-07T08:00']);
    expect(nextDue(again)).toEqual({ step: 'register', dueMs: at('2026-03-07T08:10') });
    const void_ = after(reported(), [{ action: 'withdraw', by, note, duplicateOf: 'AJ0' }, '2026-03-06T23:55']);
    expect(void_).toMatchObject({ result: 'void', duplicateOf: 'AJ0' });
    expect(nextActions(void_)).toEqual(['addNote']);
  });

  it('answers with a sentence what cannot be done', () => {
    const refused = (value: LiveCase, action: CaseAction) => {
      const result = applyAction(value, action, REPORTED_MS, RULES);
      return result.ok ? 'done' : [result.code, result.detail];
    };
    expect(refused(reported(), { action: 'close', by })).toEqual([
      'case-not-there',
      'Case AJ1 is reported: wanted one of register, dispatch, reject, withdraw, addNote, got close.',
    ]);
    expect(refused(reported(null), { action: 'dispatch', by })).toEqual([
      'no-department',
      'No rule names who answers for case AJ1: wanted a department.',
    ]);
    expect(refused(reported(null), { action: 'register', by, category: '9999' })).toEqual([
      'unknown-category',
      'There is no class 9999 of kind "component" in the rules "program".',
    ]);
    expect(refused(reported(), { action: 'withdraw', by, note, duplicateOf: 'AJ1' })).toEqual([
      'same-case',
      'Case AJ1 cannot repeat itself: wanted the number of another case.',
    ]);
  });

  it('of no known class has no time for handling: unknown, never in time', () => {
    const one = after(reported(null), [{ action: 'dispatch', by, department: 'roads' }, '2026-03-06T23:52']);
    expect(one).toMatchObject({ handleDueMs: null, closeDueMs: null });
    const classed = after(reported(null), [{ action: 'register', by, category: '0118' }, '2026-03-06T23:52']);
    expect(classed).toMatchObject({ category: '0118', department: '市政设施管理单位' });
  });

  it('never steps back in time', () => {
    const one = after(reported(), [{ action: 'register', by }, '2026-03-06T23:40']);
    expect(one.steps.register).toBe(REPORTED_MS);
    expect(one.dispatchDueMs).toBe(REPORTED_MS + 5 * MINUTE_MS);
  });

  it('belongs to whom the longest code of the grid names, then to whom its class does', () => {
    expect(reported('0102', '130302001001001').department).toBe('street covers');
    expect(reported('0301', '130302001001001').department).toBe('street');
    expect(reported('0301', '130302009001001').department).toBe('district');
    expect(reported('0301', null).department).toBe('环境卫生管理单位');
  });
});
