import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endLevels, outerTopBasis, sectionHeights, UNKNOWN_HEIGHTS } from './end-levels.ts';

const WALLED = { innerM: 0.5, outerM: 0.6 };
const NOMINAL = { innerM: 0.5, outerM: null };

describe('endLevels', () => {
  it('takes a sewer of 0.50 m with a wall of 0.05 m from its invert at 7.50', () => {
    expect(endLevels('invert', 7.5, WALLED)).toEqual({ invertM: 7.5, axisM: 7.75, outerTopM: 8.05 });
  });

  it('takes the same pipe from its outer top, axis and outer bottom to the same levels', () => {
    const levels = { invertM: 7.5, axisM: 7.75, outerTopM: 8.05 };
    expect(endLevels('outerTop', 8.05, WALLED)).toEqual(levels);
    expect(endLevels('axis', 7.75, WALLED)).toEqual(levels);
    expect(endLevels('outerBottom', 7.45, WALLED)).toEqual(levels);
  });

  it('differs by 0.55 m when the invert is read as the outer top', () => {
    const asItIs = endLevels('invert', 7.5, WALLED);
    const misread = endLevels('outerTop', 7.5, WALLED);
    expect((asItIs.outerTopM ?? 0) - (misread.outerTopM ?? 0)).toBeCloseTo(0.55, 9);
  });

  it('takes the nominal size for the outer one where there is no wall, and says so', () => {
    const levels = endLevels('invert', 7.5, NOMINAL);
    expect(levels).toEqual({ invertM: 7.5, axisM: 7.75, outerTopM: 8 });
    expect(outerTopBasis('invert', NOMINAL, levels, levels)).toBe('inner');
    expect(outerTopBasis('invert', WALLED, levels, levels)).toBe('wall');
    expect(outerTopBasis('outerTop', NOMINAL, levels, levels)).toBe('stated');
  });

  it('keeps the stated level and nothing else where the size is unknown', () => {
    expect(endLevels('invert', 7.5, UNKNOWN_HEIGHTS)).toEqual({ invertM: 7.5, axisM: null, outerTopM: null });
    expect(endLevels('outerTop', 7.5, UNKNOWN_HEIGHTS)).toEqual({ invertM: null, axisM: null, outerTopM: 7.5 });
  });

  it('gives no bore to what is measured outside', () => {
    const bank = { shape: 'envelope', widthMm: 600, heightMm: 400, wallMm: null, floorWidthMm: null } as const;
    const heights = sectionHeights({ ...bank, open: false, barrels: 1, measured: 'outside' }, null);
    expect(endLevels('outerTop', 9, heights)).toEqual({ invertM: null, axisM: 8.8, outerTopM: 9 });
    expect(endLevels('invert', 9, heights)).toEqual({ invertM: 9, axisM: null, outerTopM: null });
  });

  it('knows nothing without a level or without a reference', () => {
    const nothing = { invertM: null, axisM: null, outerTopM: null };
    expect(endLevels('invert', null, WALLED)).toEqual(nothing);
    expect(endLevels('unknown', 7.5, WALLED)).toEqual(nothing);
  });

  it('keeps the order of levels and the wall between them for any size', () => {
    const size = fc.integer({ min: 20, max: 4000 }).map((mm) => mm / 1000);
    const wall = fc.integer({ min: 1, max: 300 }).map((mm) => mm / 1000);
    const level = fc.integer({ min: -20_000, max: 20_000 }).map((mm) => mm / 1000);
    fc.assert(
      fc.property(
        size,
        wall,
        level,
        fc.constantFrom('invert', 'axis', 'outerTop', 'outerBottom'),
        (innerM, w, z, reference) => {
          const { invertM, axisM, outerTopM } = endLevels(reference, z, { innerM, outerM: innerM + 2 * w });
          expect((axisM ?? 0) - (invertM ?? 0)).toBeCloseTo(innerM / 2, 5);
          expect((outerTopM ?? 0) - (axisM ?? 0)).toBeCloseTo(innerM / 2 + w, 5);
        },
      ),
    );
  });
});
