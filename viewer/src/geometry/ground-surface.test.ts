import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flatGround, groundSurface } from './ground-surface.ts';

const square = { bbox: [10, 50, 11, 51] as [number, number, number, number], columns: 2, rows: 2, covers: 4 };

describe('the coarse ground', () => {
  // North-west 10 m, north-east 20 m, south-west 30 m, south-east 40 m.
  const ground = groundSurface({ ...square, levelsM: [10, 20, 30, 40] });

  it('has its first level in the north-west corner', () => {
    expect(ground.levelAt(10, 51)).toBe(10);
    expect(ground.levelAt(11, 51)).toBe(20);
    expect(ground.levelAt(10, 50)).toBe(30);
    expect(ground.levelAt(11, 50)).toBe(40);
  });

  it('is the mean of the four corners in the middle', () => {
    expect(ground.levelAt(10.5, 50.5)).toBe(25);
  });

  it('keeps the level of its edge outside', () => {
    expect(ground.levelAt(5, 60)).toBe(10);
    expect(ground.levelAt(20, 50.5)).toBe(30);
  });

  it('never leaves the range of its levels', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -50, max: 900, noNaN: true }), { minLength: 12, maxLength: 12 }),
        fc.double({ min: 9, max: 12, noNaN: true }),
        fc.double({ min: 49, max: 52, noNaN: true }),
        (levelsM, lon, lat) => {
          const any = groundSurface({ ...square, columns: 4, rows: 3, levelsM });
          const level = any.levelAt(lon, lat);
          expect(level).toBeGreaterThanOrEqual(any.minLevelM - 1e-9);
          expect(level).toBeLessThanOrEqual(any.maxLevelM + 1e-9);
        },
      ),
    );
  });

  it('refuses a grid with a level too few', () => {
    expect(() => groundSurface({ ...square, levelsM: [1, 2, 3] })).toThrow('2 x 2 wants 4 levels and came with 3');
  });

  it('is level where a scene has none', () => {
    expect(flatGround([0, 0, 1, 1], 3.5).levelAt(40, 7)).toBe(3.5);
  });
});
