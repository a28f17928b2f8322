import type { Bounds } from '@undercroft/store/store';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AreaIndex, holds } from './area-index.ts';

/** Coordinates on a lattice, so that points often lie on edges, and anywhere. */
const lon = fc.oneof(
  fc.integer({ min: -180, max: 180 }),
  fc.double({ min: 119.5, max: 119.7, noNaN: true }),
  fc.integer({ min: 0, max: 64 }).map((i) => 119.5 + i / 256),
);
const lat = fc.oneof(
  fc.integer({ min: -90, max: 90 }),
  fc.double({ min: 39.8, max: 40, noNaN: true }),
  fc.integer({ min: 0, max: 64 }).map((i) => 39.8 + i / 256),
);
const bounds = fc
  .tuple(lon, lat, lon, lat)
  .map(([a, b, c, d]): Bounds => [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)]);

describe('the index of areas', () => {
  it('finds just the rectangles that hold a point, each once, also after others were taken out', () => {
    fc.assert(
      fc.property(
        fc.array(bounds, { maxLength: 30 }),
        fc.array(fc.tuple(lon, lat)),
        fc.nat(),
        (areas, points, gone) => {
          const index = new AreaIndex<number>();
          for (const [i, each] of areas.entries()) index.add(each, i);
          for (const [i, each] of areas.entries()) if (i % 3 === gone % 3) index.remove(each, i);
          for (const [x, y] of points) {
            const found: number[] = [];
            index.at(x, y, (i) => found.push(i));
            const wanted = areas.flatMap((each, i) => (i % 3 !== gone % 3 && holds(each, x, y) ? [i] : []));
            expect(found.sort((a, b) => a - b)).toEqual(wanted);
          }
        },
      ),
    );
  });

  it('finds nothing for what has no place', () => {
    const index = new AreaIndex<string>();
    index.add([-180, -90, 180, 90], 'world');
    const found: string[] = [];
    index.at(Number.NaN, Number.NaN, (item) => found.push(item));
    expect(found).toEqual([]);
    index.at(180, 90, (item) => found.push(item));
    expect(found).toEqual(['world']);
  });
});
