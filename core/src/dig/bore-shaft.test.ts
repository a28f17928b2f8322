import { describe, expect, it } from 'vitest';
import { localProjection } from '../geodesy/local-projection.ts';
import { ACCURACY_NOT_STATED } from '../model/quality-level.ts';
import { NATIONAL_RULES } from '../rules/national-rules.ts';
import { checkBore } from './bore-check.ts';
import { type DigNode, digRows } from './dig-rows.ts';

const projection = localProjection([119.6, 39.94]);

/** 1.0 m wide outside, from its cover at 10 to its underside at 6.9. */
const MANHOLE: DigNode = {
  id: 'n',
  kind: 'manhole',
  sourceId: 'n',
  utility: 'sewage',
  owner: null,
  status: 'inUse',
  accuracy: ACCURACY_NOT_STATED,
  material: null,
  position: [119.6, 39.94],
  coverLevelM: 10,
  sumpLevelM: 7,
  shaftDiameterMm: 800,
};

/** A bore of 0.3 m from west to east, past the manhole at y, at a level. */
function verdict(y: number, levelM: number, changes: Partial<DigNode> = {}, toleranceM = 0): string | null {
  const axis = Float64Array.of(-30, y, levelM, 30, y, levelM);
  const plan = { method: 'hdd', axis, radiusM: 0.15, toleranceM, ground: () => 10 } as const;
  const rows = digRows([], [{ ...MANHOLE, ...changes }], projection);
  return checkBore(plan, rows, NATIONAL_RULES).findings[0]?.verdict ?? null;
}

describe('a bore beside and under a manhole', () => {
  it('hits it where it runs through it, between cover and underside', () => {
    expect(verdict(0, 8)).toBe('hit');
    expect(verdict(0.64, 8)).toBe('hit');
  });

  it('is inside uncertainty 0.05 m off, clear 0.15 m off: 2 sigma are 0.10 m', () => {
    expect(verdict(0.7, 8)).toBe('insideUncertainty');
    expect(verdict(0.8, 8)).toBe('clear');
    expect(verdict(0.8, 8, {}, 0.1)).toBe('insideUncertainty');
  });

  it('passes under it: 0.15 m for 2 sigma of the level', () => {
    // Its top at 6.65 is 0.25 m under the underside, at 6.80 0.10 m.
    expect(verdict(0, 6.5)).toBe('clear');
    expect(verdict(0, 6.65)).toBe('insideUncertainty');
  });

  it('knows nothing of what runs under a manhole of unknown depth', () => {
    expect(verdict(0, 3, { sumpLevelM: null })).toBe('unknown');
    expect(verdict(0, 8, { coverLevelM: null })).toBe('unknown');
    expect(verdict(1.5, 8, { shaftDiameterMm: null })).toBe('unknown');
  });

  it('leaves it out 6 m off', () => {
    expect(verdict(7, 8)).toBeNull();
  });
});
