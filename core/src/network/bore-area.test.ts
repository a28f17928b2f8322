import { describe, expect, it } from 'vitest';
import { plainSection } from '../analysis/testing/plain-conduit.ts';
import { boreAreaM2 } from './bore-area.ts';

describe('boreAreaM2', () => {
  it('knows the area of a round pipe, a box and an open channel', () => {
    expect(boreAreaM2(plainSection('circular', 200, 200, null))).toBeCloseTo(0.031416, 6);
    expect(boreAreaM2({ ...plainSection('rectangular', 1200, 800, 200), barrels: 2 })).toBeCloseTo(1.92, 12);
    expect(boreAreaM2({ ...plainSection('trapezoidal', 3000, 1000, null), floorWidthMm: 1000 })).toBeCloseTo(2, 12);
  });

  it('does not know it without a size, for an outside, or for a shape that width and height do not tell', () => {
    expect(boreAreaM2(null)).toBeNaN();
    expect(boreAreaM2(plainSection('circular', null, null, null))).toBeNaN();
    expect(boreAreaM2(plainSection('circular', 0, 0, null))).toBeNaN();
    expect(boreAreaM2({ ...plainSection('circular', 110, 110, null), measured: 'outside' })).toBeNaN();
    expect(boreAreaM2(plainSection('egg', 600, 900, null))).toBeNaN();
  });
});
