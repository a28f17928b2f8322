import { cellOf, cellRange } from '@undercroft/core/tiling/quadtree';
import type { TileRows } from '@undercroft/core/tiling/tile-rows';
import type { Tile } from '@undercroft/core/tiling/tileset-json';
import { placeAt } from '@undercroft/store/rows/place';
import { LRUCache } from 'lru-cache';

/** Tiles whose rows are kept, of all scenes together: of 3,500 features each takes some 5 MB. */
const KEPT_TILES = 8;

interface CelledRows {
  readonly rows: TileRows;
  /** Finest cell of each row. */
  readonly linkCells: Float64Array;
  readonly nodeCells: Float64Array;
}

/**
 * Rows of tiles that are drawn as lines, for the finest tiles under them. A viewer asks for the one and then for the others,
 * and reading rows costs four times what encoding them does. Kept by the tile of the plan: another revision is another
 * plan.
 */
export class RowsAbove {
  readonly #kept = new LRUCache<Tile, Promise<CelledRows>>({ max: KEPT_TILES });

  /** Reads the rows of a tile and keeps them. */
  async keep(tile: Tile, read: () => Promise<TileRows>): Promise<TileRows> {
    const reading = read().then(withCells);
    this.#kept.set(tile, reading);
    try {
      return (await reading).rows;
    } catch (error) {
      // Whoever asked may have gone: that is no answer for anybody else.
      if (this.#kept.peek(tile) === reading) this.#kept.delete(tile);
      throw error;
    }
  }

  /** The rows of a tile out of those kept of `above`; null when they are not kept, or their reading failed. */
  async sliceOf(above: Tile, tile: Tile): Promise<TileRows | null> {
    const kept = await this.#kept.get(above)?.catch(() => null);
    if (kept === undefined || kept === null) return null;
    const { from, to } = cellRange(tile.address);
    const within = (cells: Float64Array) => (_: unknown, i: number) => {
      const cell = cells[i] ?? -1;
      return cell >= from && cell < to;
    };
    return {
      links: kept.rows.links.filter(within(kept.linkCells)),
      nodes: kept.rows.nodes.filter(within(kept.nodeCells)),
    };
  }
}

function withCells(rows: TileRows): CelledRows {
  return {
    rows,
    linkCells: Float64Array.from(rows.links, ({ link }) => placeAt(link.path)?.cell ?? -1),
    nodeCells: Float64Array.from(rows.nodes, ({ node }) => cellOf(node.position[0], node.position[1])),
  };
}
