import { createHash } from 'node:crypto';

/** Name of the index, which is the last file of a 3D Tiles archive (3TZ 1.3). */
export const ARCHIVE_INDEX = '@3dtilesIndex1@';

const ENTRY_BYTES = 24;

/** A file of an archive: its path with forward slashes and none in front, and where its local header stands. */
export interface ArchivedFile {
  readonly path: string;
  readonly offset: number;
}

/**
 * The index of a 3D Tiles archive (3TZ 1.3, "Reading and writing the index file"): an entry of 24 bytes a file, ordered
 * by the hash read as two little-endian numbers of 64 bits.
 *
 * ```
 *   MD5 of the path, 16 bytes | offset of the local file header, u64 little endian
 * ```
 */
export function archiveIndex(files: readonly ArchivedFile[]): Buffer {
  const entries = files.map(({ path, offset }) => {
    const entry = Buffer.alloc(ENTRY_BYTES);
    createHash('md5').update(path).digest().copy(entry);
    entry.writeBigUInt64LE(BigInt(offset), 16);
    return entry;
  });
  return Buffer.concat(entries.sort(byHash));
}

function byHash(a: Buffer, b: Buffer): number {
  return compared(a.readBigUInt64LE(0), b.readBigUInt64LE(0)) || compared(a.readBigUInt64LE(8), b.readBigUInt64LE(8));
}

function compared(a: bigint, b: bigint): number {
  return a < b ? -1 : Number(a > b);
}
