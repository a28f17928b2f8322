import { describe, expect, it } from 'vitest';
import { densityBox } from './density-box.ts';

describe('densityBox', () => {
  it('leaves four in a hundred aside at each side and some room about the rest', () => {
    // A hundred and one places from 0 to 1 degree and one far away: 4 are left aside at each side, 0.04 to 0.97 stay.
    const places = Array.from({ length: 101 }, (_, i) => [i / 100, i / 100] as const);
    const box = densityBox([...places, [50, 50]]);
    // Middle 0.505, half 0.465 x 1.12 = 0.5208.
    expect(box?.[0]).toBeCloseTo(-0.0158, 4);
    expect(box?.[2]).toBeCloseTo(1.0258, 4);
  });

  it('is nowhere without a case, and never a point', () => {
    expect(densityBox([])).toBeNull();
    const [west = 0, , east = 0] = densityBox([[119.6, 39.9]]) ?? [];
    expect(east - west).toBeCloseTo(0.008, 9);
  });
});
