import { cellOf, cellRange } from '@undercroft/core/tiling/quadtree';
import { describe, expect, it } from 'vitest';
import { labelTiles, labelZoom } from './base-map-label-tiles.ts';

describe('the names of a view', () => {
  it('are those of the zoom whose pixels are as large: zoom 0 is 78.27 km a pixel of 512 at the equator', () => {
    expect(labelZoom(78_271.5, 0, [0, 22])).toBe(0);
    expect(labelZoom(78_271.5 / 2 ** 15, 0, [0, 22])).toBe(15);
    // At 60 degrees a circle of latitude is half as long.
    expect(labelZoom(78_271.5 / 2 ** 15, 60, [0, 22])).toBe(14);
    expect(labelZoom(0.01, 0, [4, 16])).toBe(16);
    expect(labelZoom(Number.NaN, 0, [4, 16])).toBe(16);
  });

  it('come from the tile looked at, two rings about it, and one ring of tiles three zooms coarser', () => {
    const tiles = labelTiles(119.6, 39.925, 16, [4, 16]);
    expect(tiles.filter(({ z }) => z === 16)).toHaveLength(25);
    expect(tiles.filter(({ z }) => z === 13)).toHaveLength(9);
    const cell = cellOf(119.6, 39.925);
    for (const middle of [tiles[12], tiles[29]]) {
      const { from, to } = cellRange(middle ?? { z: 0, x: 0, y: 0 });
      expect(from <= cell && cell < to).toBe(true);
    }
  });

  it('stay within the world', () => {
    expect(labelTiles(-180, 85, 1, [0, 16]).every(({ z, x, y }) => x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z)).toBe(
      true,
    );
  });
});
