import { CELL_ZOOM, cellRange } from './quadtree.ts';
import { LEAF_ZOOM, type Tile } from './tileset-json.ts';

/** Finest cells in a cell of `LEAF_ZOOM`. */
const CELLS_A_LEAF = 4 ** (CELL_ZOOM - LEAF_ZOOM);

/** The cell of `LEAF_ZOOM` in which a finest cell lies. */
export function leafCellOf(cell: number): number {
  return Math.floor(cell / CELLS_A_LEAF);
}

/** First and last-plus-one cell of `LEAF_ZOOM` of a tile. */
export function leafRange({ address }: Pick<Tile, 'address'>): { readonly from: number; readonly to: number } {
  const { from, to } = cellRange(address);
  return { from: from / CELLS_A_LEAF, to: to / CELLS_A_LEAF };
}

/**
 * The tiles with content, of those given, in which one of these cells of `LEAF_ZOOM` lies: the finest tile about each and
 * the coarser contents above it. Their rows are what an edit changes; every other tile has the rows it had, and the bytes where
 * the level of what has none is still the same.
 */
export function dirtyTiles(tiles: Iterable<Tile>, leafCells: Iterable<number>): readonly Tile[] {
  const cells = [...leafCells];
  return [...tiles].filter((tile) => {
    const { from, to } = leafRange(tile);
    return cells.some((cell) => from <= cell && cell < to);
  });
}
