import { BYTES, ProtobufReader } from './protobuf-reader.ts';

const LAYER_FIELD = 3;
const NAME_FIELD = 1;

/**
 * The bytes of a vector tile that are of one layer: its own bytes, unchanged, and so a tile of their own. Empty when the
 * tile has no such layer.
 *
 * @throws VectorTileError `truncated` for what is no vector tile.
 */
export function selectLayer(tile: Uint8Array, name: string): Uint8Array {
  const reader = new ProtobufReader(tile);
  while (reader.pos < reader.end) {
    const start = reader.pos;
    const key = reader.varint();
    if (key !== ((LAYER_FIELD << 3) | BYTES)) {
      reader.skip(key & 7);
      continue;
    }
    const end = reader.contentEnd();
    if (layerName(tile.subarray(reader.pos, end)) === name) return tile.subarray(start, end);
    reader.pos = end;
  }
  return new Uint8Array(0);
}

function layerName(layer: Uint8Array): string | null {
  const reader = new ProtobufReader(layer);
  while (reader.pos < reader.end) {
    const key = reader.varint();
    if (key !== ((NAME_FIELD << 3) | BYTES)) {
      reader.skip(key & 7);
      continue;
    }
    return reader.text();
  }
  return null;
}
