import { describe, expect, it } from 'vitest';
import { coarserContents } from './coarser-contents.ts';
import { dirtyTiles, leafCellOf, leafRange } from './dirty-tiles.ts';
import { addressOf, CELL_ZOOM, mortonOf } from './quadtree.ts';
import type { CellSummary } from './tile-rows.ts';
import { contentTiles, LEAF_ZOOM, tileTree } from './tileset-json.ts';

const X = 2 ** 17;
const Y = 2 ** 16;

/** A leaf cell so many cells east and south of a corner that four zooms share. */
function cell(east: number, south: number): number {
  return mortonOf(X + east, Y + south);
}

function summary(at: number, count: number): CellSummary {
  return { cell: at, count, bbox: [10, 55, 10.001, 55.001], minLevelM: 1, maxLevelM: 2, maxSizeM: 1 };
}

/** Four blocks of 2 x 2 cells: 800 features each in three of them, 2400 in the one in the north-west. */
const CELLS = [
  ...[cell(0, 0), cell(1, 0), cell(0, 1), cell(1, 1)].map((at) => summary(at, 600)),
  summary(cell(2, 0), 300),
  summary(cell(0, 2), 300),
  summary(cell(2, 2), 300),
];

describe('dirtyTiles', () => {
  const tree = tileTree(CELLS);
  if (tree === null) throw new Error('cells make a tree');
  const coarser = coarserContents(tree);
  const tiles = [...contentTiles(tree), ...coarser.keys()];
  const named = (cells: readonly number[]) =>
    dirtyTiles(tiles, cells)
      .map(({ address: { z, x, y } }) => `${z}/${x - X / 2 ** (LEAF_ZOOM - z)}/${y - Y / 2 ** (LEAF_ZOOM - z)}`)
      .sort();

  it('are the finest tile about a cell and the coarser content above it', () => {
    // 3300 features in all: the root of 4 x 4 cells has one coarser content; its north-west is divided to the leaves.
    expect(named([cell(1, 0)])).toEqual(['16/0/0', '18/1/0']);
    expect(named([cell(2, 0)])).toEqual(['16/0/0', '17/1/0']);
  });

  it('are those of every cell, each once', () => {
    expect(named([cell(0, 0), cell(0, 0), cell(2, 2)])).toEqual(['16/0/0', '17/1/1', '18/0/0']);
  });

  it('are none for a cell that no tile holds, as of a row that was the only one of its place', () => {
    expect(named([cell(100, 100)])).toEqual([]);
    expect(named([])).toEqual([]);
  });

  it('finds the leaf of a finest cell, and the leaves of a tile', () => {
    const leaf = cell(1, 1);
    expect(leafCellOf(leaf * 4 ** (CELL_ZOOM - LEAF_ZOOM) + 4095)).toBe(leaf);
    expect(leafRange({ address: addressOf(leaf, LEAF_ZOOM) })).toEqual({ from: leaf, to: leaf + 1 });
    expect(leafRange({ address: { z: LEAF_ZOOM - 1, x: X / 2, y: Y / 2 } })).toEqual({
      from: cell(0, 0),
      to: cell(0, 0) + 4,
    });
  });
});
