import { describe, expect, it } from 'vitest';
import { collapsedSide, mitreVectors, offsetPolygon } from './offset-polygon.ts';
import { signedArea } from './polygon.ts';

describe('offsetPolygon', () => {
  it('grows 2 x 10 by 1.5 to 5 x 13', () => {
    const floor = Float64Array.of(0, 0, 2, 0, 2, 10, 0, 10);
    const top = offsetPolygon(floor, mitreVectors(floor), 1.5);
    expect([...top]).toEqual([-1.5, -1.5, 3.5, -1.5, 3.5, 11.5, -1.5, 11.5]);
    expect(signedArea(top)).toBeCloseTo(65, 12);
  });

  it('moves the inner corner of an L along its diagonal', () => {
    const ell = Float64Array.of(0, 0, 4, 0, 4, 1, 1, 1, 1, 3, 0, 3);
    const grown = offsetPolygon(ell, mitreVectors(ell), 0.5);
    expect(grown[6]).toBeCloseTo(1.5, 12);
    expect(grown[7]).toBeCloseTo(1.5, 12);
  });

  it('names the side of a notch 1 m wide that is closed by walls leaning 0.6 m each, and not by 0.4 m', () => {
    const notched = Float64Array.of(0, 0, 3, 0, 3, 2, 2, 2, 2, 1, 1, 1, 1, 2, 0, 2);
    const mitres = mitreVectors(notched);
    expect(collapsedSide(notched, mitres, 0.6)).toBe(4);
    expect(collapsedSide(notched, mitres, 0.4)).toBeNull();
  });
});
