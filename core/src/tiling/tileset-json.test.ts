import { describe, expect, it } from 'vitest';
import { addressOf, CELL_ZOOM, cellOf, cellRange, mortonOf } from './quadtree.ts';
import type { CellSummary } from './tile-rows.ts';
import { contentTiles, LEAF_ZOOM, region, tileTree } from './tileset-json.ts';

function summary(
  lon: number,
  lat: number,
  count: number,
  levels: readonly [number, number] | null = [10, 20],
): CellSummary {
  return {
    cell: Math.floor(cellOf(lon, lat) / 4 ** (CELL_ZOOM - LEAF_ZOOM)),
    count,
    bbox: [lon, lat, lon + 0.0001, lat + 0.0001],
    minLevelM: levels === null ? null : levels[0],
    maxLevelM: levels === null ? null : levels[1],
    maxSizeM: 1,
  };
}

describe('quadtree', () => {
  it('numbers the four tiles of zoom 1 north-west, north-east, south-west, south-east', () => {
    expect([mortonOf(0, 0), mortonOf(1, 0), mortonOf(0, 1), mortonOf(1, 1)]).toEqual([0, 1, 2, 3]);
  });

  it('finds a tile again from its Morton number, up to the last of 2^24', () => {
    for (const [x, y] of [
      [0, 0],
      [5, 9],
      [4095, 4096],
      [2 ** 24 - 1, 2 ** 24 - 1],
      [13_965_777, 6_123_456],
    ] as const) {
      expect(addressOf(mortonOf(x, y), CELL_ZOOM)).toEqual({ z: CELL_ZOOM, x, y });
    }
  });

  it('puts a position into the range of every tile above it', () => {
    const cell = cellOf(119.6, 39.93);
    // Web-Mercator tile of 119.6 E, 39.93 N at zoom 10: x = (119.6 + 180) / 360 * 1024 = 852.2, y = 387.4
    const { from, to } = cellRange({ z: 10, x: 852, y: 387 });
    expect(cell >= from && cell < to).toBe(true);
  });
});

describe('tileTree', () => {
  it('keeps few features in one tile', () => {
    const tree = tileTree([summary(10.3, 55.3, 400), summary(10.302, 55.3, 500)]);
    expect(tree === null ? null : contentTiles(tree).map((tile) => tile.count)).toEqual([900]);
  });

  it('divides many and loses none, each in exactly one tile', () => {
    const cells: CellSummary[] = [];
    for (let i = 0; i < 30; i++) for (let j = 0; j < 30; j++) cells.push(summary(10 + i * 0.003, 55 + j * 0.002, 100));
    const tree = tileTree(cells);
    const tiles = tree === null ? [] : contentTiles(tree);
    expect(tiles.reduce((sum, tile) => sum + tile.count, 0)).toBe(90_000);
    expect(Math.max(...tiles.map((tile) => tile.count))).toBeLessThanOrEqual(1000);
    for (const { cell } of cells) {
      const holding = tiles.filter(({ address }) => {
        const { from, to } = cellRange(address);
        const finest = cell * 4 ** (CELL_ZOOM - LEAF_ZOOM);
        return finest >= from && finest < to;
      });
      expect(holding).toHaveLength(1);
    }
  });

  it('has no tree over nothing', () => {
    expect(tileTree([])).toBeNull();
  });

  it('bounds levels with the geoid offset, and a tile without any level by its neighbours', () => {
    const tree = tileTree([summary(10, 55, 900), summary(10.2, 55, 900, null)]);
    if (tree === null) throw new Error('a tree was expected');
    const unknown = contentTiles(tree).find((tile) => tile.minLevelM === null);
    if (unknown === undefined) throw new Error('a tile without levels was expected');
    const [, , , , lowest, highest] = region(unknown, tree, 39.58);
    // Known levels 10 to 20: assumed 15, 1.5 times size 1, margin 1.75, band 4.
    expect(lowest).toBeCloseTo(15 + 39.58 - 7.25, 6);
    expect(highest).toBeCloseTo(15 + 39.58 + 7.25, 6);
  });
});
