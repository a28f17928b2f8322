import { closeSync, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { constants, crc32, deflateRawSync } from 'node:zlib';
import { fileOutput } from './file-output.ts';

const CHUNK_BYTES = 1024 * 1024;
const LOCAL_SIGNATURE = 0x04034b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
/** Written by version 2.0, which knows deflation. */
const VERSION = 20;
const DEFLATED = 8;
/** 2025-10-18 00:00 as DOS writes it: the day of writing would differ from run to run. */
const DOS_DATE = ((2025 - 1980) << 9) | (10 << 5) | 18;
/** An empty stored block that ends a deflated stream. */
const LAST_BLOCK = Uint8Array.of(1, 0, 0, 0xff, 0xff);

interface Entry {
  readonly name: string;
  readonly at: number;
  crc: number;
  size: number;
  packedSize: number;
}

/** Packs files into an archive, each under its own name, a megabyte at a time. Bytes follow from the files alone. */
export function writeZip(path: string, files: readonly string[]): void {
  const zip = fileOutput(path);
  const entries: Entry[] = [];
  for (const file of files) {
    const entry: Entry = { name: basename(file), at: zip.length, crc: 0, size: 0, packedSize: 0 };
    entries.push(entry);
    zip.write(localHeader(entry));
    const start = zip.length;
    for (const chunk of chunksOf(file)) {
      entry.crc = crc32(chunk, entry.crc);
      entry.size += chunk.length;
      zip.write(withoutEnd(chunk));
    }
    zip.write(LAST_BLOCK);
    entry.packedSize = zip.length - start;
    zip.patch(entry.at, localHeader(entry));
  }
  const directoryAt = zip.length;
  for (const entry of entries) zip.write(directoryEntry(entry));
  zip.write(endRecord(entries.length, directoryAt, zip.length - directoryAt));
  zip.close();
}

/** A piece of a deflated stream that another may follow: flushed to a whole byte, its last block not marked so. */
function withoutEnd(chunk: Uint8Array): Uint8Array {
  return deflateRawSync(chunk, { finishFlush: constants.Z_SYNC_FLUSH });
}

/** Pieces of a file, each in the same memory: good until the next is asked for. */
function* chunksOf(path: string): Iterable<Uint8Array> {
  const file = openSync(path, 'r');
  const chunk = new Uint8Array(CHUNK_BYTES);
  try {
    while (true) {
      const count = readSync(file, chunk);
      if (count === 0) return;
      yield chunk.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

function localHeader({ name, crc, size, packedSize }: Entry): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  const out = new Uint8Array(30 + bytes.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, LOCAL_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(8, DEFLATED, true);
  view.setUint16(12, DOS_DATE, true);
  view.setUint32(14, crc, true);
  view.setUint32(18, packedSize, true);
  view.setUint32(22, size, true);
  view.setUint16(26, bytes.length, true);
  out.set(bytes, 30);
  return out;
}

function directoryEntry({ name, at, crc, size, packedSize }: Entry): Uint8Array {
  const bytes = new TextEncoder().encode(name);
  const out = new Uint8Array(46 + bytes.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, ENTRY_SIGNATURE, true);
  view.setUint16(4, VERSION, true);
  view.setUint16(6, VERSION, true);
  view.setUint16(10, DEFLATED, true);
  view.setUint16(14, DOS_DATE, true);
  view.setUint32(16, crc, true);
  view.setUint32(20, packedSize, true);
  view.setUint32(24, size, true);
  view.setUint16(28, bytes.length, true);
  view.setUint32(42, at, true);
  out.set(bytes, 46);
  return out;
}

function endRecord(count: number, at: number, size: number): Uint8Array {
  const out = new Uint8Array(22);
  const view = new DataView(out.buffer);
  view.setUint32(0, END_SIGNATURE, true);
  view.setUint16(8, count, true);
  view.setUint16(10, count, true);
  view.setUint32(12, size, true);
  view.setUint32(16, at, true);
  return out;
}
