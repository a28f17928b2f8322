import { cellRange } from '@undercroft/core/tiling/quadtree';
import type { Tile } from '@undercroft/core/tiling/tileset-json';
import type { SentRows } from '@undercroft/store/sent-rows';
import { LRUCache } from 'lru-cache';
import type { JobRows } from './tile-encoder.ts';

/** Tiles whose rows are kept, of all scenes together: of 3,500 features each takes some 2 MB. */
const KEPT_TILES = 8;

/**
 * Rows of tiles that are drawn as lines, for the finest tiles under them. A viewer asks for the one and then for the others,
 * and reading rows costs more than encoding them does. Kept by the tile of the plan: another revision is another plan.
 */
export class RowsAbove {
  readonly #kept = new LRUCache<Tile, Promise<SentRows>>({ max: KEPT_TILES });

  /** Reads the rows of a tile and keeps them. */
  async keep(tile: Tile, read: () => Promise<SentRows>): Promise<JobRows> {
    const reading = read();
    this.#kept.set(tile, reading);
    try {
      return { sent: await reading, isShared: true, cells: null };
    } catch (error) {
      // Whoever asked may have gone: that is no answer for anybody else.
      if (this.#kept.peek(tile) === reading) this.#kept.delete(tile);
      throw error;
    }
  }

  /** The rows of a tile out of those kept of `above`; null when they are not kept, or their reading failed. */
  async sliceOf(above: Tile, tile: Tile): Promise<JobRows | null> {
    const sent = await this.#kept.get(above)?.catch(() => null);
    if (sent === undefined || sent === null) return null;
    return { sent, isShared: true, cells: cellRange(tile.address) };
  }
}
