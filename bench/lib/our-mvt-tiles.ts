import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import { MVT_BENCH_LAYER, type MvtTile } from './mvt-rows.ts';

/** One tile out of rows in memory: projected, simplified, clipped, quantised and written, uncompressed. */
export function ourMvtTile({ rows, address }: MvtTile): Uint8Array<ArrayBuffer> {
  return encodeVectorTile([tileLayer(MVT_BENCH_LAYER, rows, address)]);
}
