import { type NetworkTileOptions, networkTile } from '@undercroft/core/tiling/network-tile';
import type { CellRange } from '@undercroft/core/tiling/quadtree';
import { type SentRows, tileRowsOf } from '@undercroft/store/sent-rows';
import { ReadRows } from './read-rows.ts';

/** The rows of a tile. */
export interface JobRows {
  readonly sent: SentRows;
  /** Whether tiles are cut out of these very rows: then they are read once for all of them. */
  readonly isShared: boolean;
  /** Of these cells alone; null for all that were sent. */
  readonly cells: CellRange | null;
}

/** What a tile of the network is made from. */
export interface NetworkJob {
  readonly rows: JobRows;
  readonly options: NetworkTileOptions;
}

/** Where rows become bytes: on this thread, or in others (`encodePool`). The bytes are the same. */
export interface TileEncoder {
  /**
   * The glb of a tile; null when its rows have nothing to draw. `read` is called when there is a place for the job, so
   * that no rows wait in memory. Rejects with the signal's reason when that aborts before the work has begun.
   */
  network(read: () => Promise<NetworkJob>, signal: AbortSignal): Promise<Uint8Array | null>;
}

/** Encodes on the thread it is called on. */
export function ownThread(): TileEncoder {
  const shared = new ReadRows<SentRows>();
  return {
    async network(read, signal) {
      signal.throwIfAborted();
      const { rows, options } = await read();
      const { sent, isShared, cells } = rows;
      const made = isShared ? shared.shared(sent, sent, cells) : tileRowsOf(sent);
      return made === null ? null : networkTile(made, options);
    },
  };
}
