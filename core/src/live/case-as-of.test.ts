import { expect, test } from 'vitest';
import type { CityCase } from '../model/city-case.ts';
import { caseAsOf, caseStepTimes } from './case-as-of.ts';

const MINUTE_MS = 60_000;

/** Reported at minute 0, registered at 2, dispatched at 5, handled at 60, verified at 90, closed at 100. */
const CLOSED: Omit<CityCase, 'raw'> = {
  sourceId: '2025030200001',
  kind: 'component',
  category: '0102',
  title: '污水井盖',
  channel: 'citizen',
  position: [119.6, 39.92],
  gridCell: null,
  component: null,
  address: null,
  department: '排水公司',
  steps: {
    report: 0,
    register: 2 * MINUTE_MS,
    dispatch: 5 * MINUTE_MS,
    handle: 60 * MINUTE_MS,
    verify: 90 * MINUTE_MS,
    close: 100 * MINUTE_MS,
  },
  dispatchDueMs: 7 * MINUTE_MS,
  handleDueMs: 245 * MINUTE_MS,
  result: 'closed',
};

test('A case as of a minute has the steps of that minute, and nobody is named before it was dispatched', () => {
  expect(caseAsOf(CLOSED, -1)).toBeNull();
  expect(caseAsOf(CLOSED, 3 * MINUTE_MS)).toMatchObject({
    steps: { report: 0, register: 2 * MINUTE_MS, dispatch: null, handle: null, close: null },
    department: null,
    dispatchDueMs: 7 * MINUTE_MS,
    handleDueMs: null,
    result: 'open',
  });
  expect(caseAsOf(CLOSED, 60 * MINUTE_MS)).toMatchObject({
    steps: { dispatch: 5 * MINUTE_MS, handle: 60 * MINUTE_MS, verify: null },
    department: '排水公司',
    handleDueMs: 245 * MINUTE_MS,
    result: 'open',
  });
  expect(caseAsOf(CLOSED, 100 * MINUTE_MS)).toEqual(CLOSED);
});

test('A case that was rejected without a time ends with the last step that has one', () => {
  const steps = { report: 0, register: 2 * MINUTE_MS, dispatch: null, handle: null, verify: null, close: null };
  const rejected = { ...CLOSED, steps, dispatchDueMs: null, handleDueMs: null, result: 'rejected' as const };
  expect(caseAsOf(rejected, MINUTE_MS)?.result).toBe('open');
  expect(caseAsOf(rejected, 2 * MINUTE_MS)?.result).toBe('rejected');
  expect(caseStepTimes(rejected)).toEqual([0, 2 * MINUTE_MS]);
});

test('What is not known does not become open, closed or dated', () => {
  expect(caseAsOf({ ...CLOSED, result: 'unknown' }, MINUTE_MS)?.result).toBe('unknown');
  const undated = { ...CLOSED, steps: { ...CLOSED.steps, report: null } };
  expect(caseAsOf(undated, 100 * MINUTE_MS)).toBeNull();
  // When it was dispatched is not known, that it was is: the department stands.
  const undispatched = { ...CLOSED, steps: { ...CLOSED.steps, dispatch: null } };
  expect(caseAsOf(undispatched, MINUTE_MS)?.department).toBe('排水公司');
});
