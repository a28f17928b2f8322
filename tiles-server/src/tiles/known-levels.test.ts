import { describe, expect, it } from 'vitest';
import { coverNearness, knownLevels } from './known-levels.ts';

/** At the equator a degree is as long either way: 0.001 degrees are 111.132 m, 0.0011 degrees 122.2 m. */
const COVERS = Float64Array.of(0, 0, 5, 1, 1, 7);

describe('the known ground', () => {
  it('is known 111 m from a cover and not at 122 m, whichever way', () => {
    const near = coverNearness(COVERS);
    expect([near(0.001, 0), near(0, -0.001), near(1, 1.001)]).toEqual([true, true, true]);
    expect([near(0.0011, 0), near(0, -0.0011), near(0.5, 0.5)]).toEqual([false, false, false]);
  });

  it('is not known anywhere without a cover and without an elevation model, whatever is drawn', () => {
    const levelAt = knownLevels(() => 12, [], coverNearness(new Float64Array(0)));
    expect(levelAt(0, 0)).toBeNull();
  });

  it('is what is drawn where the elevation model has a level, and unknown in its gaps', () => {
    // Two samples 0.1 degrees apart along the equator: the western one 3 m, the eastern one without data.
    const grid = {
      west: 10,
      north: 0,
      cellLonDeg: 0.1,
      cellLatDeg: 0.1,
      registration: 'corner' as const,
      firstColumn: 0,
      firstRow: 0,
      columns: 2,
      rows: 1,
      levelsM: Float32Array.of(3, Number.NaN),
    };
    const levelAt = knownLevels(() => 3, [grid], coverNearness(COVERS));
    expect([levelAt(10, 0), levelAt(10.1, 0)]).toEqual([3, null]);
  });
});
