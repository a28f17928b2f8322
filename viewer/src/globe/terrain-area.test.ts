import { tileRectangle } from '@undercroft/core/terrain/terrain-tiling';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { globalTile, terrainArea } from './terrain-area.ts';

describe('the area of a scene in the global terrain tiling', () => {
  it('is at most seven tiles a side and holds the scene with four times its extent about it', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -150, max: 150, noNaN: true }),
        fc.double({ min: -70, max: 70, noNaN: true }),
        fc.double({ min: 0.001, max: 0.3, noNaN: true }),
        (lon, lat, side) => {
          const area = terrainArea([lon, lat, lon + side, lat + side]);
          expect(area.columns).toBeLessThanOrEqual(7);
          expect(area.rows).toBeLessThanOrEqual(7);
          const [west, south, east, north] = area.rectangle;
          expect(west).toBeLessThanOrEqual(lon - 3.9 * side);
          expect(east).toBeGreaterThanOrEqual(lon + 4.9 * side);
          expect(south).toBeLessThanOrEqual(lat);
          expect(north).toBeGreaterThanOrEqual(lat + side);
        },
      ),
      { examples: [[119.59, 39.915, 0.012]] },
    );
  });

  it('counts its first row from the north, where the global one counts from the south', () => {
    const area = terrainArea([119.59, 39.919, 119.61, 39.931]);
    const [west, , , north] = area.rectangle;
    const corner = tileRectangle(globalTile(area, { level: 0, x: 0, y: 0 }));
    expect(corner[0]).toBeCloseTo(west, 9);
    expect(corner[3]).toBeCloseTo(north, 9);
  });

  it('splits a tile into four that fill it', () => {
    const area = terrainArea([10.3, 55.3, 10.35, 55.36]);
    const [west, south, east, north] = tileRectangle(globalTile(area, { level: 1, x: 3, y: 2 }));
    const children = [
      [6, 4],
      [7, 4],
      [6, 5],
      [7, 5],
    ].map(([x = 0, y = 0]) => tileRectangle(globalTile(area, { level: 2, x, y })));
    expect(Math.min(...children.map((each) => each[0]))).toBeCloseTo(west, 9);
    expect(Math.min(...children.map((each) => each[1]))).toBeCloseTo(south, 9);
    expect(Math.max(...children.map((each) => each[2]))).toBeCloseTo(east, 9);
    expect(Math.max(...children.map((each) => each[3]))).toBeCloseTo(north, 9);
    expect(children[0]?.[3]).toBeCloseTo(north, 9);
  });
});
