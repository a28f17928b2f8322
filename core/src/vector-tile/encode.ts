import { LINE, POINT, POLYGON } from './decoded-tile.ts';
import { encodeValue } from './encode-value.ts';
import type { TileGeometry } from './tile-geometry.ts';
import { VectorTileError } from './vector-tile-error.ts';

/*
 * Messages carry their length in front. It is written as one byte and the content moved up when it turns out to be
 * longer than 127 bytes: small features, the common case, are written in one pass without a copy.
 */
const LAYER_TAG = 0x1a;
const FEATURE_TAG = 0x12;
const MOST_VARINT_BYTES = 5;

/**
 * Writes one layer of a vector tile 2.1, feature by feature, straight into bytes. Keys and values are asked for once and
 * then named by their places.
 */
export class VectorTileLayerWriter {
  readonly name: string;
  readonly extent: number;
  featureCount = 0;
  readonly #keys = new Map<string, number>();
  readonly #values = new Map<string | number | boolean, number>();
  #bytes = new Uint8Array(4096);
  #length = 0;

  constructor(name: string, extent = 4096) {
    this.name = name;
    this.extent = extent;
  }

  /** Place of a key, for `feature`. */
  key(name: string): number {
    const known = this.#keys.get(name);
    if (known !== undefined) return known;
    this.#keys.set(name, this.#keys.size);
    return this.#keys.size - 1;
  }

  /**
   * Place of a value, for `feature`.
   *
   * @throws VectorTileError `value-not-finite`: an unknown number has no tag at all.
   */
  value(value: string | number | boolean): number {
    const known = this.#values.get(value);
    if (known !== undefined) return known;
    if (typeof value === 'number' && !Number.isFinite(value)) {
      throw new VectorTileError('value-not-finite', `Layer ${this.name}: a value must be finite; got ${value}.`);
    }
    this.#values.set(value, this.#values.size);
    return this.#values.size - 1;
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
    const start = this.#length;
    const words = 10 + tagCount + 2 * geometry.pointCount + 3 * geometry.partCount;
    if (start + words * MOST_VARINT_BYTES > this.#bytes.length) this.#grow(words * MOST_VARINT_BYTES);
    const bytes = this.#bytes;
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
    this.#length = closeMessage(bytes, start + 2, pos);
    this.featureCount += 1;
    return true;
  }

  /** The layer as a field of the tile; empty when it has no feature, for an encoder should not write such a layer. */
  finish(): Uint8Array {
    if (this.featureCount === 0) return new Uint8Array(0);
    const encoder = new TextEncoder();
    const name = encoder.encode(this.name);
    const dictionary: Uint8Array[] = [];
    for (const key of this.#keys.keys()) dictionary.push(field(0x1a, encoder.encode(key)));
    for (const value of this.#values.keys()) dictionary.push(field(0x22, encodeValue(value)));
    const extent = new Uint8Array(1 + MOST_VARINT_BYTES);
    extent[0] = 0x28;
    const head = [Uint8Array.of(0x78, 2), field(0x0a, name)];
    const tail = [...dictionary, extent.subarray(0, writeVarint(extent, 1, this.extent))];
    return field(LAYER_TAG, joined([...head, this.#bytes.subarray(0, this.#length), ...tail]));
  }

  #grow(wantedBytes: number): void {
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + wantedBytes));
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}

/** The bytes of a tile of these layers; no bytes when all are empty. */
export function encodeVectorTile(layers: readonly VectorTileLayerWriter[]): Uint8Array<ArrayBuffer> {
  return joined(layers.map((layer) => layer.finish()));
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

function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let pos = start;
  let rest = value;
  while (rest > 0x7f) {
    bytes[pos++] = (rest & 0x7f) | 0x80;
    rest >>>= 7;
  }
  bytes[pos++] = rest;
  return pos;
}

function writeVarint64(bytes: Uint8Array, start: number, value: number): number {
  let pos = start;
  let rest = value;
  while (rest > 0xffff_ffff) {
    bytes[pos++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  return writeVarint(bytes, pos, rest);
}

/** Writes the length of the content from `start` to `end` in front of it; returns where it ends now. */
function closeMessage(bytes: Uint8Array, start: number, end: number): number {
  const length = end - start;
  if (length < 0x80) {
    bytes[start - 1] = length;
    return end;
  }
  const extra = length < 0x4000 ? 1 : length < 0x20_0000 ? 2 : length < 0x1000_0000 ? 3 : 4;
  bytes.copyWithin(start + extra, start, end);
  writeVarint(bytes, start - 1, length);
  return end + extra;
}

function field(tag: number, content: Uint8Array): Uint8Array {
  const out = new Uint8Array(1 + MOST_VARINT_BYTES + content.length);
  out[0] = tag;
  const pos = writeVarint(out, 1, content.length);
  out.set(content, pos);
  return out.subarray(0, pos + content.length);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let pos = 0;
  for (const part of parts) {
    out.set(part, pos);
    pos += part.length;
  }
  return out;
}
