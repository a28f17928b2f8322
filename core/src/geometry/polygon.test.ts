import { describe, expect, it } from 'vitest';
import { anticlockwise, boundsOf, containsPoint, crossingSides, signedArea } from './polygon.ts';

const ell = Float64Array.of(0, 0, 4, 0, 4, 1, 1, 1, 1, 3, 0, 3);

describe('polygon', () => {
  it('measures an L of 4 x 1 and 1 x 2 as 6 m2, minus when it runs clockwise', () => {
    expect(signedArea(ell)).toBeCloseTo(6, 12);
    const clockwise = Float64Array.of(0, 0, 0, 3, 1, 3, 1, 1, 4, 1, 4, 0);
    expect(signedArea(clockwise)).toBeCloseTo(-6, 12);
    expect([...anticlockwise(clockwise)]).toEqual([...ell]);
  });

  it('keeps its digits 500 km from the origin', () => {
    const far = ell.map((value, i) => value + (i % 2 === 0 ? 500_000 : 4_400_000));
    expect(signedArea(far)).toBeCloseTo(6, 9);
  });

  it('knows the notch of an L is outside', () => {
    expect(containsPoint(ell, 0.5, 2.5)).toBe(true);
    expect(containsPoint(ell, 3.5, 0.5)).toBe(true);
    expect(containsPoint(ell, 2, 2)).toBe(false);
    expect(boundsOf(ell)).toEqual([0, 0, 4, 3]);
  });

  it('finds the two sides of a bow-tie that cross, and none in an L', () => {
    expect(crossingSides(Float64Array.of(0, 0, 2, 2, 2, 0, 0, 2))).toEqual([0, 2]);
    expect(crossingSides(ell)).toBeNull();
  });

  it('finds a corner that touches a far side', () => {
    expect(crossingSides(Float64Array.of(0, 0, 4, 0, 4, 4, 2, 0, 0, 4))).not.toBeNull();
  });
});
