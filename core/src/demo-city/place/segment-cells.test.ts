import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PlanPoint } from './plan-geometry.ts';
import { distanceToSegment, segmentCells } from './segment-cells.ts';

const place = fc.tuple(
  fc.double({ min: -500, max: 500, noNaN: true }),
  fc.double({ min: -500, max: 500, noNaN: true }),
);

describe('segmentCells', () => {
  it('finds what lies within reach, once, in the order it was added', () => {
    const cells = segmentCells<string>(10);
    cells.add([0, 0], [100, 0], 'long');
    cells.add([50, 3], [50, 3], 'point');
    cells.add([50, 90], [60, 90], 'far');
    const found: string[] = [];
    cells.near([45, 1], [55, 1], 2, ({ value }) => found.push(value));
    expect(found).toEqual(['long', 'point']);
    expect(cells.hasWithin([50, 5], 2.5, (value) => value === 'point')).toBe(true);
    expect(cells.hasWithin([50, 5], 2.5, (value) => value === 'long')).toBe(false);
  });

  it('misses no stretch that a look at every one of them finds', () => {
    const stretches = fc.array(fc.tuple(place, place), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(stretches, place, fc.double({ min: 0.5, max: 80, noNaN: true }), (all, at, reachM) => {
        const cells = segmentCells<number>(24);
        for (const [i, [a, b]] of all.entries()) cells.add(a, b, i);
        const near = all.filter(([a, b]) => distanceToSegment(at, a, b) < reachM);
        expect(cells.hasWithin(at, reachM, () => true)).toBe(near.length > 0);
        const found = new Set<number>();
        cells.near(at, at, reachM, ({ value }) => found.add(value));
        for (const [i, [a, b]] of all.entries()) {
          if (distanceToSegment(at, a, b) < reachM) expect(found.has(i)).toBe(true);
        }
      }),
    );
  });
});

describe('distanceToSegment', () => {
  it('is 3 beside it and 5 beyond its end', () => {
    const [a, b]: [PlanPoint, PlanPoint] = [
      [0, 0],
      [10, 0],
    ];
    expect(distanceToSegment([5, 3], a, b)).toBe(3);
    expect(distanceToSegment([13, 4], a, b)).toBe(5);
    expect(distanceToSegment([3, 4], a, a)).toBe(5);
  });
});
