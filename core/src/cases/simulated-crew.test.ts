import { describe, expect, it } from 'vitest';
import { type LiveCase, NEW_LIVE_CASE } from '../live/live-case.ts';
import { applyAction } from './apply-action.ts';
import { caseRules } from './case-rules.ts';
import { caseStage } from './case-stage.ts';
import { PROGRAM_CASE_RULES } from './program-case-rules.ts';
import { simulatedCrewStep } from './simulated-crew.ts';
import { takenInCase } from './taken-in-case.ts';

const HOUR_MS = 3_600_000;
const RULES = caseRules(PROGRAM_CASE_RULES, 480);
/** Monday 2026-11-16, 09:00 in China. */
const MONDAY_MS = Date.UTC(2026, 10, 16, 1);

function reported(n: number): LiveCase {
  const said: LiveCase = {
    ...NEW_LIVE_CASE,
    sourceId: `20261116L${n}`,
    kind: 'component',
    category: '0102',
    title: null,
    channel: 'citizen',
    position: [119.6, 39.93],
    gridCell: null,
    component: null,
    address: null,
    department: null,
    steps: { report: MONDAY_MS, register: null, dispatch: null, handle: null, verify: null, close: null },
    dispatchDueMs: null,
    handleDueMs: null,
    result: 'open',
    raw: {},
  };
  return takenInCase(said, null, RULES);
}

/** The case after all that its crew does, and how many steps that took. */
function worked(first: LiveCase): { readonly value: LiveCase; readonly steps: number } {
  let value = first;
  for (let steps = 0; ; steps++) {
    const next = simulatedCrewStep(value);
    if (next === null) return { value, steps };
    const result = applyAction(value, next.action, next.atMs, RULES);
    if (!result.ok || steps > 20) throw new Error(`${caseStage(value)} after ${steps} steps`);
    value = result.value;
  }
}

describe('simulated crews', () => {
  it('end every case in five steps or, when it fails its verification, in seven, within three days', () => {
    const all = Array.from({ length: 500 }, (_, n) => worked(reported(n)));
    expect(all.every(({ value }) => value.result === 'closed')).toBe(true);
    expect(new Set(all.map(({ steps }) => steps))).toEqual(new Set([5, 7]));
    expect(Math.max(...all.map(({ value }) => (value.steps.close ?? 0) - MONDAY_MS))).toBeLessThan(72 * HOUR_MS);
  });

  it('are late with few: more than none and less than one in twenty', () => {
    const late = Array.from({ length: 2000 }, (_, n) => worked(reported(n)).value).filter(
      ({ steps, handleDueMs }) => (steps.handle ?? 0) > (handleDueMs ?? 0),
    );
    expect(late.length).toBeGreaterThan(0);
    expect(late.length).toBeLessThan(100);
  });

  it('do the same for the same case, and go on from what a person did', () => {
    expect(worked(reported(7))).toEqual(worked(reported(7)));
    const result = applyAction(reported(7), { action: 'dispatch', by: 'Li' }, MONDAY_MS + 60_000, RULES);
    if (!result.ok) throw new Error(result.detail);
    expect(simulatedCrewStep(result.value)?.action.action).toBe('handle');
    expect(simulatedCrewStep({ ...result.value, result: 'void' })).toBeNull();
  });
});
