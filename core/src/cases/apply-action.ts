import type { LiveCase } from '../live/live-case.ts';
import { CASE_STEPS, type CaseStep } from '../model/city-case.ts';
import type { CaseAction } from '../protocol/live/case-records.ts';
import type { CaseRules } from './case-rules.ts';
import { caseStage } from './case-stage.ts';
import { dueAt } from './due-at.ts';
import { nextActions } from './next-actions.ts';
import { responsible } from './responsible.ts';

export type CaseRefusalCode = 'case-not-there' | 'unknown-category' | 'no-department' | 'same-case';

/** The case after an action, or why it cannot be taken, in one sentence. */
export type ActionResult =
  | { readonly ok: true; readonly value: LiveCase }
  | { readonly ok: false; readonly code: CaseRefusalCode; readonly detail: string };

/**
 * Takes an action on a case at an instant (milliseconds since 1970 UTC). A step is never earlier than the one before it:
 * where the clock says so, the time of the step before is taken. Pure; the case handed in stays.
 */
export function applyAction(value: LiveCase, action: CaseAction, atMs: number, rules: CaseRules): ActionResult {
  if (!nextActions(value).includes(action.action)) {
    const can = nextActions(value).join(', ');
    const detail = `Case ${value.sourceId} is ${caseStage(value)}: wanted one of ${can === '' ? 'no action' : can}, got ${action.action}.`;
    return { ok: false, code: 'case-not-there', detail };
  }
  const nowMs = Math.max(atMs, ...CASE_STEPS.map((step) => value.steps[step] ?? Number.NEGATIVE_INFINITY));
  switch (action.action) {
    case 'register': {
      const classed = withCategory(value, action.category, rules);
      return classed.ok ? done(registered(classed.value, nowMs, rules)) : classed;
    }
    case 'reject':
      return done({ ...value, result: 'rejected' });
    case 'dispatch': {
      const classed = withCategory(value, action.category, rules);
      if (!classed.ok) return classed;
      const known = classed.value;
      const ready = known.steps.register === null ? registered(known, nowMs, rules) : known;
      return handedTo(ready, action.department, action.unit, nowMs, rules);
    }
    case 'redispatch':
      return redispatched(value, action.department, action.unit, nowMs, rules);
    case 'return':
      return done({
        ...without(value, ['dispatch', 'handle', 'verify', 'close'], nowMs),
        department: null,
        unit: null,
        returnedCount: value.returnedCount + 1,
        dispatchDueMs: dueAt(rules.calendar, nowMs, rules.set.clocks.dispatch),
      });
    case 'handle':
      return done({
        ...stepped(value, 'handle', nowMs),
        verifyDueMs: dueAt(rules.calendar, nowMs, rules.set.clocks.verify),
      });
    case 'verifyPass':
      return done(stepped(value, 'verify', nowMs));
    case 'verifyFail':
      // The time it was due by stays: failing does not win time.
      return done({
        ...value,
        steps: { ...value.steps, handle: null, verify: null },
        verifyDueMs: null,
        reopenedCount: value.reopenedCount + 1,
      });
    case 'close':
      return done({ ...stepped(value, 'close', nowMs), result: 'closed' });
    case 'reopen':
      return done(reopened(value, nowMs, rules));
    case 'withdraw':
      if (action.duplicateOf === value.sourceId) {
        const detail = `Case ${value.sourceId} cannot repeat itself: wanted the number of another case.`;
        return { ok: false, code: 'same-case', detail };
      }
      return done({ ...value, result: 'void', duplicateOf: action.duplicateOf ?? value.duplicateOf });
    case 'addNote':
      return done(value);
  }
}

function done(value: LiveCase): ActionResult {
  return { ok: true, value };
}

function withCategory(value: LiveCase, category: string | undefined, rules: CaseRules): ActionResult {
  if (category === undefined || category === value.category) return done(value);
  if (rules.category(value.kind, category) === null) {
    const detail = `There is no class ${category} of kind "${value.kind}" in the rules "${rules.set.id}".`;
    return { ok: false, code: 'unknown-category', detail };
  }
  const classed = { ...value, category };
  return done({ ...classed, department: responsible(rules, classed)?.department ?? null });
}

function stepped(value: LiveCase, step: CaseStep, atMs: number): LiveCase {
  return { ...value, steps: { ...value.steps, [step]: atMs } };
}

function registered(value: LiveCase, atMs: number, rules: CaseRules): LiveCase {
  return {
    ...stepped(value, 'register', atMs),
    dispatchDueMs: dueAt(rules.calendar, atMs, rules.set.clocks.dispatch),
  };
}

function handedTo(
  value: LiveCase,
  department: string | undefined,
  unit: string | null | undefined,
  atMs: number,
  rules: CaseRules,
): ActionResult {
  const duty = responsible(rules, value);
  const named = department ?? value.department ?? duty?.department ?? null;
  if (named === null) {
    const detail = `No rule names who answers for case ${value.sourceId}: wanted a department.`;
    return { ok: false, code: 'no-department', detail };
  }
  const handleDueMs = dueAt(rules.calendar, atMs, rules.category(value.kind, value.category)?.handle ?? null);
  return done({
    ...stepped(value, 'dispatch', atMs),
    department: named,
    unit: unit ?? null,
    handleDueMs,
    closeDueMs: closeDue(handleDueMs, rules),
  });
}

/** What the department may take, and then verifying and closing. */
function closeDue(handleDueMs: number | null, { calendar, set }: CaseRules): number | null {
  const verifyDueMs = handleDueMs === null ? null : dueAt(calendar, handleDueMs, set.clocks.verify);
  return verifyDueMs === null ? null : dueAt(calendar, verifyDueMs, set.clocks.close);
}

/** Another unit of the department goes on by the time it was due; another department begins anew. */
function redispatched(
  value: LiveCase,
  department: string | undefined,
  unit: string | null | undefined,
  atMs: number,
  rules: CaseRules,
): ActionResult {
  if (department === undefined || department === value.department) return done({ ...value, unit: unit ?? null });
  const back = {
    ...without(value, ['dispatch', 'handle'], atMs),
    dispatchDueMs: dueAt(rules.calendar, atMs, rules.set.clocks.dispatch),
    returnedCount: value.returnedCount + 1,
  };
  return handedTo(back, department, unit, atMs, rules);
}

function reopened(value: LiveCase, atMs: number, rules: CaseRules): LiveCase {
  const { clocks } = rules.set;
  const again = { ...value, result: 'open', reopenedCount: value.reopenedCount + 1 } as const;
  if (value.steps.register === null) return { ...again, registerDueMs: dueAt(rules.calendar, atMs, clocks.register) };
  return {
    ...without(again, ['dispatch', 'handle', 'verify', 'close'], atMs),
    unit: null,
    dispatchDueMs: dueAt(rules.calendar, atMs, clocks.dispatch),
  };
}

/** Without some steps and what they were due by; those that were too late by now are kept in mind. */
function without(value: LiveCase, steps: readonly CaseStep[], atMs: number): LiveCase {
  const dues: Readonly<Record<CaseStep, number | null>> = {
    report: null,
    register: value.registerDueMs,
    dispatch: value.dispatchDueMs,
    handle: value.handleDueMs,
    verify: value.verifyDueMs,
    close: value.closeDueMs,
  };
  const isLate = (step: CaseStep): boolean => {
    const dueMs = dues[step];
    return dueMs !== null && (value.steps[step] ?? atMs) > dueMs;
  };
  const late = new Set([...value.lateSteps, ...steps.filter(isLate)]);
  return {
    ...value,
    steps: { ...value.steps, ...Object.fromEntries(steps.map((step) => [step, null])) },
    dispatchDueMs: steps.includes('dispatch') ? null : value.dispatchDueMs,
    handleDueMs: steps.includes('handle') ? null : value.handleDueMs,
    verifyDueMs: null,
    closeDueMs: null,
    lateSteps: CASE_STEPS.filter((step) => late.has(step)),
  };
}
