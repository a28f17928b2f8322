import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ARCHIVE_INDEX, archiveIndex } from './archive-index.ts';
import type { ExportedFile } from './export-record.ts';
import { type ByteSink, writeFileWhole } from './write-file-whole.ts';
import { centralHeader, endOfArchive, localHeader, type ZipEntry } from './zip-records.ts';

/** A gzip file is a header (10 bytes where it bears no name), the deflated bytes, their CRC-32 and their length. */
const GZIP_HEADER_BYTES = 10;
const GZIP_TRAILER_BYTES = 8;

/** Files of a folder that go into an archive, by their paths in it. */
const ROOT = 'tiles/';

/**
 * Puts the 3D Tiles of an exported folder into one 3D Tiles archive (3TZ 1.3): what is compressed in the folder as it
 * stands there, everything else stored, the index last.
 */
export async function write3tz(
  out: string,
  folder: string,
  files: readonly ExportedFile[],
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  return await writeFileWhole(out, async (sink) => {
    const entries: ZipEntry[] = [];
    for (const file of files) {
      if (!file.path.startsWith(ROOT)) continue;
      const bytes = await readFile(join(folder, file.path));
      const path = file.path.slice(ROOT.length);
      entries.push(
        await (file.encoding === 'gzip' ? writeDeflated(path, bytes, sink) : writeStored(path, bytes, sink)),
      );
    }
    entries.push(await writeStored(ARCHIVE_INDEX, archiveIndex(entries), sink));
    const directoryOffset = sink.length;
    for (const entry of entries) await sink.write(centralHeader(entry));
    await sink.write(endOfArchive(entries.length, directoryOffset, sink.length - directoryOffset));
  });
}

async function writeStored(path: string, bytes: Buffer, sink: ByteSink): Promise<ZipEntry> {
  const sizes = { packedBytes: bytes.length, bytes: bytes.length };
  return await writeEntry({ path, method: 'stored', crc32: crc32(bytes), ...sizes, offset: sink.length }, bytes, sink);
}

async function writeDeflated(path: string, gzip: Buffer, sink: ByteSink): Promise<ZipEntry> {
  const packed = gzip.subarray(GZIP_HEADER_BYTES, gzip.length - GZIP_TRAILER_BYTES);
  const trailer = gzip.subarray(gzip.length - GZIP_TRAILER_BYTES);
  const sizes = { crc32: trailer.readUInt32LE(0), bytes: trailer.readUInt32LE(4), packedBytes: packed.length };
  return await writeEntry({ path, method: 'deflated', ...sizes, offset: sink.length }, packed, sink);
}

async function writeEntry(entry: ZipEntry, packed: Uint8Array, sink: ByteSink): Promise<ZipEntry> {
  await sink.write(localHeader(entry));
  await sink.write(packed);
  return entry;
}
