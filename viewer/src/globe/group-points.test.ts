import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countKinds, type Groupable, groupPoints, KINDS_BY_WEIGHT } from './group-points.ts';

const point = (id: string, lon: number, rest: Partial<Groupable> = {}): Groupable => ({
  id,
  kind: 'camera',
  lon,
  lat: 0,
  ...rest,
});

/** A pixel at zoom 10 on the equator: 360 degrees over 512 x 2^10 pixels. */
const PIXEL = 360 / (512 * 1024);

describe('points too near to be drawn apart', () => {
  it('are one group within 30 pixels, two beyond, at the mean of their places', () => {
    const near = groupPoints([point('a', 0), point('b', 20 * PIXEL)], 10, 30);
    expect(near).toHaveLength(1);
    expect(near[0]?.lon).toBeCloseTo(10 * PIXEL, 12);
    expect(groupPoints([point('a', 0), point('b', 31 * PIXEL)], 10, 30)).toHaveLength(2);
    // Two zooms finer 20 pixels are 80.
    expect(groupPoints([point('a', 0), point('b', 20 * PIXEL)], 12, 30)).toHaveLength(2);
  });

  it('lose nobody, and do not depend on the order they come in', () => {
    const anyPoint = fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom(...CITY_POINT_KINDS),
      lon: fc.double({ min: 119, max: 119.1, noNaN: true }),
      lat: fc.double({ min: 39, max: 39.1, noNaN: true }),
    });
    const sameId = { selector: ({ id }: Groupable) => id };
    fc.assert(
      fc.property(
        fc.uniqueArray(anyPoint, { ...sameId, maxLength: 80 }),
        fc.integer({ min: 8, max: 20 }),
        (points, z) => {
          const groups = groupPoints(points, z, 30);
          const ids = groups.flatMap((group) => group.points.map(({ id }) => id));
          expect(ids.toSorted()).toEqual(points.map(({ id }) => id).toSorted());
          expect(groupPoints(points.toReversed(), z, 30)).toEqual(groups);
        },
      ),
    );
  });

  it('are counted by kind, and no kind is forgotten', () => {
    const points = [point('a', 0, { kind: 'hydrant' }), point('b', 0), point('c', 0, { kind: 'hydrant' })];
    expect(countKinds(points)).toEqual([
      ['camera', 1],
      ['hydrant', 2],
    ]);
    expect([...KINDS_BY_WEIGHT].toSorted()).toEqual([...CITY_POINT_KINDS].toSorted());
  });
});
