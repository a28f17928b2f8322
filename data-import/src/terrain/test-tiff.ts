import { deflateSync, zstdCompressSync } from 'node:zlib';

/** A small GeoTIFF for tests: one band, little-endian, in EPSG:4326 unless said otherwise. */
export interface TestTiff {
  readonly width: number;
  readonly height: number;
  /** Side of the square tiles; without it there are strips of `rowsPerStrip` rows. */
  readonly tileSide?: number;
  readonly rowsPerStrip?: number;
  readonly bits?: number;
  /** 1 unsigned, 2 signed, 3 floating point. */
  readonly format?: number;
  readonly compression?: number;
  readonly predictor?: number;
  readonly epsg?: number;
  readonly projected?: boolean;
  readonly pixelIsPoint?: boolean;
  readonly verticalUnit?: number;
  readonly noData?: string;
  readonly scale?: number;
  readonly corner?: readonly [x: number, y: number];
  readonly big?: boolean;
  /** Bytes of each chunk as stored; a chunk given twice is stored once, null is left out of the file. */
  readonly chunks: readonly (Uint8Array | null)[];
  /** Tags to replace or add: number, type, values. */
  readonly tags?: readonly Tag[];
  /** Offset of the directory after the first; 0 is none. */
  readonly next?: number;
}

export type Tag = readonly [tag: number, type: 2 | 3 | 4 | 12 | 16, values: readonly number[]];

const TYPE_BYTES = { 2: 1, 3: 2, 4: 4, 12: 8, 16: 8 } as const;

/** Where the first directory of such a file begins. */
export const FIRST_DIRECTORY = 16;

export function testTiff(tiff: TestTiff): Uint8Array {
  const big = tiff.big ?? false;
  const tiled = tiff.tileSide !== undefined;
  const scale = tiff.scale ?? 0.001;
  const [x, y] = tiff.corner ?? [10, 55];
  const keys = [1, 1, 0, 0];
  const addKey = (key: number, value: number) => {
    keys.push(key, 0, 1, value);
    keys[3] = (keys[3] ?? 0) + 1;
  };
  addKey(1024, tiff.projected === true ? 1 : 2);
  addKey(1025, tiff.pixelIsPoint === true ? 2 : 1);
  addKey(tiff.projected === true ? 3072 : 2048, tiff.epsg ?? 4326);
  if (tiff.verticalUnit !== undefined) addKey(4099, tiff.verticalUnit);
  const text = (value: string): readonly number[] => [...new TextEncoder().encode(`${value}\0`)];
  const place = big ? (16 as const) : (4 as const);
  const tags = new Map<number, Tag>();
  const add = (...tag: Tag) => tags.set(tag[0], tag);
  add(256, 4, [tiff.width]);
  add(257, 4, [tiff.height]);
  add(258, 3, [tiff.bits ?? 32]);
  add(259, 3, [tiff.compression ?? 1]);
  add(277, 3, [1]);
  if (!tiled) add(278, 4, [tiff.rowsPerStrip ?? tiff.height]);
  add(317, 3, [tiff.predictor ?? 1]);
  if (tiff.tileSide !== undefined) {
    add(322, 3, [tiff.tileSide]);
    add(323, 3, [tiff.tileSide]);
  }
  add(339, 3, [tiff.format ?? 3]);
  add(33550, 12, [scale, scale, 0]);
  add(33922, 12, [0, 0, 0, x, y, 0]);
  add(34735, 3, keys);
  if (tiff.noData !== undefined) add(42113, 2, text(tiff.noData));
  const zeros = tiff.chunks.map(() => 0);
  add(tiled ? 324 : 273, place, zeros);
  add(tiled ? 325 : 279, 4, zeros);
  for (const tag of tiff.tags ?? []) add(...tag);

  const sorted = [...tags.values()].toSorted(([a], [b]) => a - b);
  const entryBytes = big ? 20 : 12;
  let end = FIRST_DIRECTORY + (big ? 8 : 2) + sorted.length * entryBytes + (big ? 8 : 4);
  const valueAt = sorted.map(([, type, values]) => {
    const size = TYPE_BYTES[type] * values.length;
    if (size <= (big ? 8 : 4)) return -1;
    const at = end;
    end += size + (size % 2);
    return at;
  });
  const stored = new Map<Uint8Array, number>();
  for (const chunk of tiff.chunks) {
    if (chunk === null || stored.has(chunk)) continue;
    stored.set(chunk, end);
    end += chunk.length;
  }
  const declared = new Set((tiff.tags ?? []).map(([tag]) => tag));
  const fill = (tag: number, of: (chunk: Uint8Array) => number) => {
    const known = tags.get(tag);
    if (known === undefined || declared.has(tag)) return;
    tags.set(tag, [tag, known[1], tiff.chunks.map((chunk) => (chunk === null ? 0 : of(chunk)))]);
  };
  fill(tiled ? 324 : 273, (chunk) => stored.get(chunk) ?? 0);
  fill(tiled ? 325 : 279, (chunk) => chunk.length);

  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  view.setUint16(0, 0x4949);
  view.setUint16(2, big ? 43 : 42, true);
  if (big) view.setUint16(4, 8, true);
  if (big) view.setBigUint64(8, BigInt(FIRST_DIRECTORY), true);
  else view.setUint32(4, FIRST_DIRECTORY, true);
  let at = FIRST_DIRECTORY;
  if (big) view.setBigUint64(at, BigInt(sorted.length), true);
  else view.setUint16(at, sorted.length, true);
  at += big ? 8 : 2;
  sorted.forEach(([tag, type], i) => {
    const values = tags.get(tag)?.[2] ?? [];
    view.setUint16(at, tag, true);
    view.setUint16(at + 2, type, true);
    if (big) view.setBigUint64(at + 4, BigInt(values.length), true);
    else view.setUint32(at + 4, values.length, true);
    const inline = at + (big ? 12 : 8);
    const outside = valueAt[i] ?? -1;
    if (outside >= 0 && big) view.setBigUint64(inline, BigInt(outside), true);
    else if (outside >= 0) view.setUint32(inline, outside, true);
    values.forEach((value, k) => {
      writeValue(view, type, (outside >= 0 ? outside : inline) + k * TYPE_BYTES[type], value);
    });
    at += entryBytes;
  });
  view.setUint32(at, tiff.next ?? 0, true);
  for (const [chunk, offset] of stored) bytes.set(chunk, offset);
  return bytes;
}

/** Bytes of float32 levels, little-endian, as an uncompressed chunk holds them. */
export function floatBytes(levels: readonly number[] | Float32Array): Uint8Array {
  const values = Float32Array.from(levels);
  return new Uint8Array(values.buffer);
}

export const deflated = (bytes: Uint8Array): Uint8Array => deflateSync(bytes, { level: 1 });
export const zstandard = (bytes: Uint8Array): Uint8Array => zstdCompressSync(bytes);

function writeValue(view: DataView, type: Tag[1], at: number, value: number): void {
  if (type === 2) view.setUint8(at, value);
  else if (type === 3) view.setUint16(at, value, true);
  else if (type === 4) view.setUint32(at, value, true);
  else if (type === 12) view.setFloat64(at, value, true);
  else view.setBigUint64(at, BigInt(value), true);
}
