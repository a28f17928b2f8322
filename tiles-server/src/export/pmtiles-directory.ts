import { gzipSync } from 'node:zlib';

/**
 * An entry of a PMTiles directory (version 3): `runLength` tiles from `tileId` on have the same content; a run length of
 * 0 names a leaf directory instead.
 */
export interface PmtilesEntry {
  readonly tileId: number;
  /** From the start of the tile data, or of the leaf directories. */
  readonly offset: number;
  readonly length: number;
  readonly runLength: number;
}

/** Header and root directory together lie in the first 16 KiB. */
export const MOST_ROOT_BYTES = 16_384 - 127;

/** Entries of a leaf to begin with; a leaf is read in one request. */
const LEAF_ENTRIES = 4096;

const FINEST_ZOOM = 26;

/**
 * Place of a tile on the Hilbert curves of the zooms, one after the other: 0 for 0/0/0, then 1/0/0, 1/0/1, 1/1/1, 1/1/0.
 *
 * @throws RangeError for a tile that is not in the square of its zoom, or beyond zoom 26, where numbers are no longer exact.
 */
export function pmtilesId(z: number, x: number, y: number): number {
  const side = 2 ** z;
  if (z > FINEST_ZOOM || x >= side || y >= side || Math.min(z, x, y) < 0) {
    throw new RangeError(`A PMTiles archive holds tiles of zooms 0 to ${FINEST_ZOOM}; got ${z}/${x}/${y}.`);
  }
  let id = (4 ** z - 1) / 3;
  let [tx, ty] = [x, y];
  for (let s = side / 2; s >= 1; s /= 2) {
    const rx = (tx & s) > 0 ? 1 : 0;
    const ry = (ty & s) > 0 ? 1 : 0;
    id += s * s * ((3 * rx) ^ ry);
    if (ry === 0) {
      if (rx === 1) [tx, ty] = [s - 1 - tx, s - 1 - ty];
      [tx, ty] = [ty, tx];
    }
    // Within the quarter alone from here on.
    tx &= s - 1;
    ty &= s - 1;
  }
  return id;
}

/** A directory as bytes, not yet compressed: number of entries, then ids as differences, run lengths, lengths, offsets. */
export function directoryBytes(entries: readonly PmtilesEntry[]): Buffer {
  const numbers: number[] = [entries.length];
  let last = 0;
  for (const { tileId } of entries) {
    numbers.push(tileId - last);
    last = tileId;
  }
  for (const { runLength } of entries) numbers.push(runLength);
  for (const { length } of entries) numbers.push(length);
  let next = -1;
  for (const { offset, length } of entries) {
    // 0 says: right behind the one before.
    numbers.push(offset === next ? 0 : offset + 1);
    next = offset + length;
  }
  return varints(numbers);
}

/** The directories of an archive, compressed: the root, and the leaves behind one another where the root needs them. */
export function directories(entries: readonly PmtilesEntry[]): { readonly root: Buffer; readonly leaves: Buffer } {
  const whole = gzipSync(directoryBytes(entries));
  if (whole.length <= MOST_ROOT_BYTES) return { root: whole, leaves: Buffer.alloc(0) };
  for (let size = LEAF_ENTRIES; ; size *= 2) {
    const leaves: Buffer[] = [];
    const rootEntries: PmtilesEntry[] = [];
    let offset = 0;
    for (let i = 0; i < entries.length; i += size) {
      const leaf = gzipSync(directoryBytes(entries.slice(i, i + size)));
      rootEntries.push({ tileId: entries[i]?.tileId ?? 0, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = gzipSync(directoryBytes(rootEntries));
    if (root.length <= MOST_ROOT_BYTES) return { root, leaves: Buffer.concat(leaves) };
  }
}

function varints(values: readonly number[]): Buffer {
  const out = Buffer.alloc(values.length * 8);
  let pos = 0;
  for (const value of values) {
    let rest = value;
    while (rest >= 0x80) {
      out[pos] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
      pos += 1;
    }
    out[pos] = rest;
    pos += 1;
  }
  return out.subarray(0, pos);
}
