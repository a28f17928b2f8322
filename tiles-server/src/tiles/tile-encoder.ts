import { type NetworkTileOptions, networkTile } from '@undercroft/core/tiling/network-tile';
import type { TileRows } from '@undercroft/core/tiling/tile-rows';

/** What a tile of the network is made from. */
export interface NetworkJob {
  readonly rows: TileRows;
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
export const ownThread: TileEncoder = {
  async network(read, signal) {
    signal.throwIfAborted();
    const { rows, options } = await read();
    return networkTile(rows, options);
  },
};
