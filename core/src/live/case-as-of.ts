import { CASE_STEPS, type CityCase } from '../model/city-case.ts';

type Case = Omit<CityCase, 'raw'>;

/**
 * A case of the tables as it stood at an instant (milliseconds since 1970 UTC): steps that came later are not reached, what
 * follows from them (a due time, the department it was dispatched to) is not said, and it is open unless it had ended.
 * Null before it was reported, and when that is not known.
 *
 * A case that ended without a time of its end, as one that was rejected or withdrawn, ends with the last of its steps that
 * has a time.
 */
export function caseAsOf<Given extends Case>(given: Given, atMs: number): Given | null {
  const { report } = given.steps;
  if (report === null || report > atMs) return null;
  const reached = (ms: number | null) => (ms !== null && ms <= atMs ? ms : null);
  const steps = Object.fromEntries(CASE_STEPS.map((step) => [step, reached(given.steps[step])])) as Given['steps'];
  const isBefore = (step: 'register' | 'dispatch') => (given.steps[step] ?? Number.NEGATIVE_INFINITY) > atMs;
  return {
    ...given,
    steps,
    department: isBefore('dispatch') ? null : given.department,
    dispatchDueMs: isBefore('register') ? null : given.dispatchDueMs,
    handleDueMs: isBefore('dispatch') ? null : given.handleDueMs,
    result: given.result === 'unknown' || endMs(given) <= atMs ? given.result : 'open',
  };
}

/** Instants at which a case changed, in order: its steps that have a time. */
export function caseStepTimes({ steps }: Case): readonly number[] {
  const times = CASE_STEPS.flatMap((step) => steps[step] ?? []);
  return [...new Set(times)].sort((a, b) => a - b);
}

function endMs(given: Case): number {
  if (given.result === 'open') return Number.POSITIVE_INFINITY;
  return given.steps.close ?? Math.max(...caseStepTimes(given));
}
