import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crossingSides } from './polygon.ts';
import { ringCrossing } from './ring-crossing.ts';

/** A comb of `teeth` teeth, each 1 m wide and 10 m high: simple, and of many sides. */
function comb(teeth: number): number[] {
  const xy: number[] = [];
  for (let i = 0; i < teeth; i++) xy.push(i * 2, 1, i * 2, 10, i * 2 + 1, 10, i * 2 + 1, 1);
  return [...xy, teeth * 2, 1, teeth * 2, 0, 0, 0];
}

describe('a ring', () => {
  test('that is simple crosses nowhere', () => {
    expect(ringCrossing(Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10))).toBeNull();
    expect(ringCrossing(Float64Array.from(comb(100)))).toBeNull();
  });

  test('tied as a bow crosses in its middle', () => {
    expect(ringCrossing(Float64Array.of(0, 0, 10, 10, 10, 0, 0, 10))).toEqual([5, 5]);
  });

  test('of many sides is looked at as closely', () => {
    // One tooth of the comb is bent over its neighbour: from x = 20 to x = 23 at 8 m.
    const xy = comb(100);
    const at = xy.findIndex((value, i) => i % 2 === 0 && value === 21 && xy[i + 1] === 10);
    xy[at] = 23;
    const place = ringCrossing(Float64Array.from(xy));
    expect(place?.[0]).toBeGreaterThan(21);
    expect(place?.[0]).toBeLessThan(23.1);
  });

  test('that runs back over itself is told at the turn', () => {
    expect(ringCrossing(Float64Array.of(0, 0, 10, 0, 10, 5, 15, 5, 10, 5, 10, 10, 0, 10))).toEqual([15, 5]);
  });

  test('that touches itself in a corner is told', () => {
    expect(ringCrossing(Float64Array.of(0, 0, 5, 5, 10, 0, 10, 10, 5, 5, 0, 10))).toEqual([5, 5]);
  });

  test('of repeated corners is taken without them', () => {
    expect(ringCrossing(Float64Array.of(0, 0, 10, 0, 10, 0, 10.0001, 0, 10, 10, 0, 10, 0, 0))).toBeNull();
  });
});

describe('a ring that turns one way alone', () => {
  /** Corners on a circle of 100 m, taken every `step` of `count`. */
  const star = (count: number, step: number) =>
    Float64Array.from({ length: count * 2 }, (_, i) => {
      const angle = (2 * Math.PI * step * Math.floor(i / 2)) / count;
      return 100 * (i % 2 === 0 ? Math.cos(angle) : Math.sin(angle));
    });

  test('crosses nowhere when it goes round once, whichever way', () => {
    for (const count of [3, 4, 5, 12, 150, 200]) {
      expect(ringCrossing(star(count, 1))).toBeNull();
      expect(ringCrossing(star(count, count - 1))).toBeNull();
    }
  });

  test('crosses when it goes round more often', () => {
    expect(ringCrossing(star(5, 2))).not.toBeNull();
    expect(ringCrossing(star(7, 3))).not.toBeNull();
    expect(ringCrossing(star(201, 2))).not.toBeNull();
  });

  test('is never called simple where two of its sides meet', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }));
    fc.assert(
      fc.property(fc.uniqueArray(corner, { minLength: 3, maxLength: 7, selector: String }), (corners) => {
        const ring = Float64Array.from(corners.flat());
        if (ringCrossing(ring) === null) expect(crossingSides(ring)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });
});
