import { LINE, POINT, POLYGON } from './decoded-tile.ts';
import { writeValue } from './encode-value.ts';
import { ByteBuffer, closeMessage, MOST_VARINT_BYTES, writeVarint, writeVarint64 } from './protobuf-writer.ts';
import type { TileGeometry } from './tile-geometry.ts';
import { VectorTileError } from './vector-tile-error.ts';

/*
 * CONTRIBUTOR NOTES. Tiles a second on one core of a shared machine (best of several runs), of 1,000 conduits with 2.5
 * vertices and 8 attributes at zoom 15, uncompressed: `bench/lib/mvt-rows.ts`; the bytes are the same throughout.
 *
 *   635  a value kept as its message and joined at the end: three small arrays and a BigInt or an encoder's call each
 * 1,500  dictionaries as bytes that grow, written when a value is first seen; strings by character; lengths in front
 *        written as one byte and the content moved up when that is too little
 * 1,980  + plain loops over the attributes; the bounding box comes out of the projection, so that a line inside the tile
 *        is not clipped; three vertices are simplified without a stack; values in a map of strings and one of numbers
 * 2,400  + the attribute that is unique anyway (the id) is not looked for
 *
 * Of what remains a fifth is sine and logarithm of the projection. A series about the tile's middle would save most of
 * it, and round some vertex differently from its neighbour tile's: not worth a seam.
 */
const LAYER_TAG = 0x1a;
const NAME_TAG = 0x0a;
const FEATURE_TAG = 0x12;
const KEY_TAG = 0x1a;
const VALUE_TAG = 0x22;

/**
 * Writes one layer of a vector tile 2.1, feature by feature, straight into bytes. Keys and values are asked for once and
 * then named by their places; each goes into its dictionary the moment it is first asked for.
 */
export class VectorTileLayerWriter {
  readonly name: string;
  readonly extent: number;
  featureCount = 0;
  readonly #keys = new Map<string, number>();
  readonly #texts = new Map<string, number>();
  readonly #numbers = new Map<number, number>();
  #yes = -1;
  #no = -1;
  #valueCount = 0;
  readonly #keyBytes = new ByteBuffer(128);
  readonly #valueBytes = new ByteBuffer(1024);
  readonly #features = new ByteBuffer(4096);

  constructor(name: string, extent = 4096) {
    this.name = name;
    this.extent = extent;
  }

  /** Place of a key, for `feature`. */
  key(name: string): number {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    const place = this.#keys.size;
    this.#keys.set(name, place);
    this.#keyBytes.text(KEY_TAG, name);
    return place;
  }

  /**
   * Place of a value, for `feature`.
   *
   * @throws VectorTileError `value-not-finite`: an unknown number has no tag at all.
   */
  value(value: string | number | boolean): number {
    if (typeof value === 'string') return this.#textPlace(value);
    return typeof value === 'number' ? this.#numberPlace(value) : this.#booleanPlace(value);
  }

  /** Place of a value that no other feature has: it is not looked for, and not known to `value` afterwards. */
  uniqueValue(value: string | number | boolean): number {
    return typeof value === 'string' ? this.#append(value) : this.value(value);
  }

  /**
   * Adds a feature. `tags` holds key and value places in turn, the first `tagCount` of them. Repeated points, lines of
   * one point and rings of two are left out; returns false, and adds nothing, when nothing is left.
   *
   * @throws VectorTileError `id-invalid` when the id is not a whole number from 0 to 2^53 - 1.
   */
  feature(id: number | null, geometry: TileGeometry, tags: ArrayLike<number>, tagCount = tags.length): boolean {
    if (id !== null && !(Number.isSafeInteger(id) && id >= 0)) {
      throw new VectorTileError('id-invalid', `Layer ${this.name}: an id must be 0 to 2^53 - 1; got ${id}.`);
    }
    const words = 10 + tagCount + 2 * geometry.pointCount + 3 * geometry.partCount;
    this.#features.reserve(words * MOST_VARINT_BYTES);
    const { bytes, length: start } = this.#features;
    bytes[start] = FEATURE_TAG;
    let pos = start + 2;
    if (id !== null) {
      bytes[pos] = 0x08;
      pos = writeVarint64(bytes, pos + 1, id);
    }
    if (tagCount > 0) {
      bytes[pos] = 0x12;
      const content = pos + 2;
      pos = content;
      for (let i = 0; i < tagCount; i++) pos = writeVarint(bytes, pos, tags[i] ?? 0);
      pos = closeMessage(bytes, content, pos);
    }
    bytes[pos] = 0x18;
    bytes[pos + 1] = geometry.type;
    bytes[pos + 2] = 0x22;
    const content = pos + 4;
    pos = writeGeometry(bytes, content, geometry);
    if (pos === content) return false;
    pos = closeMessage(bytes, content, pos);
    this.#features.length = closeMessage(bytes, start + 2, pos);
    this.featureCount += 1;
    return true;
  }

  /** The layer as a field of a tile, piece by piece; none when it has no feature: an encoder should not write such a layer. */
  pieces(): readonly Uint8Array[] {
    if (this.featureCount === 0) return [];
    const head = new ByteBuffer(64);
    head.varint64(0x78, 2);
    head.text(NAME_TAG, this.name);
    const tail = new ByteBuffer(8);
    tail.varint64(0x28, this.extent);
    const content = [head, this.#features, this.#keyBytes, this.#valueBytes, tail].map((each) => each.written());
    const frame = new Uint8Array(1 + MOST_VARINT_BYTES);
    frame[0] = LAYER_TAG;
    return [frame.subarray(0, writeVarint(frame, 1, totalLength(content))), ...content];
  }

  #textPlace(text: string): number {
    const known = this.#texts.get(text);
    if (known !== undefined) return known;
    this.#texts.set(text, this.#valueCount);
    return this.#append(text);
  }

  #numberPlace(value: number): number {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    if (!Number.isFinite(value)) {
      throw new VectorTileError('value-not-finite', `Layer ${this.name}: a value must be finite; got ${value}.`);
    }
    this.#numbers.set(value, this.#valueCount);
    return this.#append(value);
  }

  #booleanPlace(value: boolean): number {
    const known = value ? this.#yes : this.#no;
    if (known >= 0) return known;
    if (value) this.#yes = this.#valueCount;
    else this.#no = this.#valueCount;
    return this.#append(value);
  }

  #append(value: string | number | boolean): number {
    writeValue(this.#valueBytes, VALUE_TAG, value);
    this.#valueCount += 1;
    return this.#valueCount - 1;
  }
}

/** The bytes of a tile of these layers; no bytes when all are empty. */
export function encodeVectorTile(layers: readonly VectorTileLayerWriter[]): Uint8Array<ArrayBuffer> {
  const pieces = layers.flatMap((layer) => layer.pieces());
  const out = new Uint8Array(totalLength(pieces));
  let pos = 0;
  for (const piece of pieces) {
    out.set(piece, pos);
    pos += piece.length;
  }
  return out;
}

function totalLength(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}

function writeGeometry(bytes: Uint8Array, start: number, geometry: TileGeometry): number {
  const { coordinates, partEnds, partCount, type } = geometry;
  let pos = start;
  let x = 0;
  let y = 0;
  let from = 0;
  for (let part = 0; part < partCount; part++) {
    const end = partEnds[part] ?? 0;
    let to = end;
    if (type === POINT) {
      if (to > from) pos = writeVarint(bytes, pos, ((to - from) << 3) | 1);
      for (let i = from; i < to; i++) {
        const px = coordinates[2 * i] ?? 0;
        const py = coordinates[2 * i + 1] ?? 0;
        pos = writeVarint(bytes, pos, zigzag(px - x));
        pos = writeVarint(bytes, pos, zigzag(py - y));
        x = px;
        y = py;
      }
      from = end;
      continue;
    }
    if (type === POLYGON) while (to - from > 1 && samePoint(coordinates, from, to - 1)) to -= 1;
    let lines = 0;
    for (let i = from + 1; i < to; i++) if (!samePoint(coordinates, i - 1, i)) lines += 1;
    if (lines < (type === LINE ? 1 : 2)) {
      from = end;
      continue;
    }
    for (let i = from; i < to; i++) {
      const px = coordinates[2 * i] ?? 0;
      const py = coordinates[2 * i + 1] ?? 0;
      if (i === from) bytes[pos++] = 9;
      else if (px === x && py === y) continue;
      pos = writeVarint(bytes, pos, zigzag(px - x));
      pos = writeVarint(bytes, pos, zigzag(py - y));
      x = px;
      y = py;
      if (i === from) pos = writeVarint(bytes, pos, (lines << 3) | 2);
    }
    if (type === POLYGON) bytes[pos++] = 15;
    from = end;
  }
  return pos;
}

function samePoint(coordinates: Int32Array, a: number, b: number): boolean {
  return coordinates[2 * a] === coordinates[2 * b] && coordinates[2 * a + 1] === coordinates[2 * b + 1];
}

function zigzag(value: number): number {
  return ((value << 1) ^ (value >> 31)) >>> 0;
}
