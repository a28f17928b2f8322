import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fittingScale, roundStep } from './scale.ts';
import { spread } from './spread.ts';

describe('spread', () => {
  it('leaves what has room, and opens what crowds about its middle', () => {
    expect(spread([10, 20, 40], 5, 0, 100)).toEqual([10, 20, 40]);
    expect(spread([20, 20, 20], 5, 0, 100)).toEqual([15, 20, 25]);
  });

  it('keeps order, distance and, where there is room, the ends', () => {
    const wishes = fc
      .array(fc.integer({ min: 0, max: 1000 }), { maxLength: 20 })
      .map((some) => some.toSorted((a, b) => a - b));
    fc.assert(
      fc.property(wishes, (some) => {
        const out = spread(some, 4, 0, 1000);
        for (let i = 1; i < out.length; i++) expect((out[i] ?? 0) - (out[i - 1] ?? 0)).toBeGreaterThanOrEqual(4 - 1e-9);
        if (out.length > 0) {
          expect(out[0]).toBeGreaterThanOrEqual(0);
          expect(out.at(-1)).toBeLessThanOrEqual(1000 + 1e-9);
        }
      }),
      { seed: 3 },
    );
  });
});

describe('scales', () => {
  it('takes the finest that fits: 20 m in 200 mm is 1:100, in 199 mm 1:150', () => {
    expect(fittingScale(20, 200)).toBe(100);
    expect(fittingScale(20, 199)).toBe(150);
    expect(fittingScale(0, 100)).toBe(50);
  });

  it('steps by 0.5 m where 4.2 m may have nine ticks', () => {
    expect(roundStep(4.2, 9)).toBe(0.5);
  });
});
