import { fromLonLat } from '@undercroft/core/geodesy/crs';
import type { LocalGrids } from '@undercroft/core/protocol/georeference';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownCrs } from './known-crs.ts';
import { localGridPlacement } from './local-grid.ts';

const METRES_PER_DEGREE = 111_320;
const GRIDS: LocalGrids = {
  turned: { kind: 'helmert', to: 'EPSG:4549', dx: 465_000, dy: 4_420_000, rotationDeg: 90, scale: 1 },
  own: {
    kind: 'transverseMercator',
    centralMeridianDeg: 119.6,
    latitudeOfOriginDeg: 0,
    scale: 1,
    falseEastingM: 50_000,
    falseNorthingM: -4_000_000,
    surfaceHeightM: 0,
  },
};

describe('a local grid', () => {
  test('turned by a quarter runs its x axis north', () => {
    // 100 m along x of a grid turned anticlockwise by 90 degrees is 100 m north.
    const there = localGridPlacement('LOCAL:turned', GRIDS).place(100, 0);
    if (typeof there === 'string') throw new Error(there);
    const [east, north] = fromLonLat(knownCrs('EPSG:4549'))(...there);
    expect(east).toBeCloseTo(465_000, 3);
    expect(north).toBeCloseTo(4_420_100, 3);
  });

  test('any Helmert grid gives back the place it was made from', () => {
    const number = (max: number) => fc.double({ min: -max, max, noNaN: true });
    fc.assert(
      fc.property(
        number(180),
        fc.double({ min: 0.999, max: 1.001, noNaN: true }),
        number(20_000),
        number(20_000),
        (rotationDeg, scale, x, y) => {
          const grids: LocalGrids = {
            g: { kind: 'helmert', to: 'EPSG:4549', dx: 465_000, dy: 4_420_000, rotationDeg, scale },
          };
          const there = localGridPlacement('LOCAL:g', grids).place(x, y);
          if (typeof there === 'string') throw new Error(there);
          const [east, north] = fromLonLat(knownCrs('EPSG:4549'))(...there);
          // The inverse of E = dx + k (x cos a - y sin a), N = dy + k (x sin a + y cos a).
          const cos = Math.cos((rotationDeg * Math.PI) / 180);
          const sin = Math.sin((rotationDeg * Math.PI) / 180);
          expect(((east - 465_000) * cos + (north - 4_420_000) * sin) / scale).toBeCloseTo(x, 3);
          expect((-(east - 465_000) * sin + (north - 4_420_000) * cos) / scale).toBeCloseTo(y, 3);
        },
      ),
    );
  });

  test('a transverse Mercator of its own is right on its meridian, where x is the false easting', () => {
    const [, north] = fromLonLat(knownCrs('EPSG:4549'))(120, 39.93);
    const there = localGridPlacement('LOCAL:own', GRIDS).place(50_000, north - 4_000_000);
    if (typeof there === 'string') throw new Error(there);
    expect(there[0]).toBeCloseTo(119.6, 9);
    expect(there[1]).toBeCloseTo(39.93, 9);
  });

  test('a surface 100 m up stretches plan lengths by 100 / 6,378,137', () => {
    const own = GRIDS.own;
    if (own?.kind !== 'transverseMercator') throw new Error('no grid');
    const raised: LocalGrids = { own: { ...own, falseNorthingM: 0, surfaceHeightM: 100 } };
    const low: LocalGrids = { own: { ...own, falseNorthingM: 0 } };
    const up = localGridPlacement('LOCAL:own', raised).place(50_000, 4_420_000 * (1 + 100 / 6_378_137));
    const down = localGridPlacement('LOCAL:own', low).place(50_000, 4_420_000);
    if (typeof up === 'string' || typeof down === 'string') throw new Error('not placed');
    expect(Math.abs(up[1] - down[1]) * METRES_PER_DEGREE).toBeLessThan(0.001);
  });

  test('neither the label nor a message holds a parameter', () => {
    const placement = localGridPlacement('LOCAL:own', GRIDS);
    expect(JSON.stringify([placement.label, placement.crs.name, placement.crs.proj])).not.toMatch(
      /50000|4000000|119\.6/,
    );
    expect(placement.place(9e9, 9e9)).not.toMatch(/50000|119\.6/);
  });

  test('a grid that nobody configured is refused, and those that are there are named', () => {
    expect(() => localGridPlacement('LOCAL:new', GRIDS)).toThrow(/Known are turned, own/);
    expect(() => localGridPlacement('LOCAL:__proto__', GRIDS)).toThrow(/no local grid/);
  });
});
