import { describe, expect, it } from 'vitest';
import { axisOfPath, planStations } from './polyline.ts';

describe('axisOfPath', () => {
  it('lets the level run by plan length: 3 m and 4 m of a fall of 0.7 m stand 0.3 m down at the bend', () => {
    const path = Float64Array.of(0, 0, 3, 0, 3, 4);
    expect([...planStations(path, 2)]).toEqual([0, 3, 7]);
    const axis = axisOfPath(path, 10, 9.3);
    expect(axis[5]).toBeCloseTo(9.7, 12);
    expect(axis[8]).toBeCloseTo(9.3, 12);
  });

  it('stands a path without plan length upright', () => {
    expect([...axisOfPath(Float64Array.of(5, 6, 5, 6), 1, 3)]).toEqual([5, 6, 1, 5, 6, 3]);
  });

  it('merges equal neighbours', () => {
    expect(axisOfPath(Float64Array.of(0, 0, 0, 0, 2, 0), 1, 1).length).toBe(6);
  });
});
