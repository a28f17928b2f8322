import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measuredLine } from './measured-line.ts';

/** 30 m east, then 40 m north. */
const corner = measuredLine([
  [0, 0],
  [30, 0],
  [30, 40],
]);

describe('measuredLine', () => {
  it('finds places along it, beside it and beyond its ends', () => {
    expect(corner.lengthM).toBe(70);
    expect(corner.at(50)).toEqual([30, 20]);
    expect(corner.at(10, 2)).toEqual([10 + (2 * 10) / 30, -2]);
    expect(corner.at(-5)).toEqual([-5, 0]);
    expect(corner.at(75)).toEqual([30, 45]);
    expect(corner.at(80, 3)).toEqual([33, 50]);
  });

  it('mitres the corner of a parallel: 2 m right of a left turn lies at (32, -2)', () => {
    expect(corner.parallel(2)).toEqual([
      [0, -2],
      [32, -2],
      [32, 40],
    ]);
    expect(corner.parallel(2, 10)[0]).toEqual([-10, -2]);
  });

  it('tells the length along it of a place beside it, and beyond both ends', () => {
    expect(corner.chainageOf([12, 3])).toBe(12);
    expect(corner.chainageOf([33, 25])).toBe(55);
    expect(corner.chainageOf([-7, 1])).toBe(-7);
    expect(corner.chainageOf([29, 46])).toBe(76);
  });

  it('comes back to the length it went out from, 1 m to either side of a gentle bend', () => {
    const bend = measuredLine(Array.from({ length: 21 }, (_, i) => [i * 12, 0.02 * i * i * 12] as const));
    fc.assert(
      fc.property(fc.double({ min: 1, max: bend.lengthM - 1, noNaN: true }), fc.constantFrom(-1, 0, 1), (m, right) => {
        expect(Math.abs(bend.chainageOf(bend.at(m, right)) - m)).toBeLessThan(0.06);
      }),
    );
  });

  it('refuses a line of one place', () => {
    expect(() =>
      measuredLine([
        [1, 1],
        [1, 1],
      ]),
    ).toThrow('two different points');
  });
});
