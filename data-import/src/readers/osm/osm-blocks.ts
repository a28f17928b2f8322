import { promisify } from 'node:util';
import { inflate } from 'node:zlib';
import { PbfReader } from 'pbf';
import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../byte-source.ts';

const inflateAsync = promisify(inflate);

/** Limits of the format (OpenStreetMap wiki, "PBF Format"): a header of 64 kB, a blob of 32 MB, packed or not. */
const MOST_HEADER_BYTES = 64 * 1024;
const MOST_BLOB_BYTES = 32 * 1024 * 1024;

/** What a file may require of its reader and this one can do. */
const KNOWN_FEATURES: ReadonlySet<string> = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * The data blocks of an OpenStreetMap extract, unpacked one at a time. Throws `ImportError` when it is no such file, is cut
 * off, or needs what this reader cannot do (history files).
 */
export async function* osmBlocks(source: ByteSource, signal?: AbortSignal): AsyncIterable<Uint8Array> {
  let offset = 0;
  while (offset < source.sizeBytes) {
    signal?.throwIfAborted();
    const lengthBytes = await exactly(source, offset, 4);
    const headerLength = new DataView(lengthBytes.buffer, lengthBytes.byteOffset, 4).getUint32(0);
    if (headerLength > MOST_HEADER_BYTES) throw notOsm(source, offset, `a header of ${headerLength} bytes`);
    const header = parsed(source, offset, await exactly(source, offset + 4, headerLength), readHeader);
    if (header.size < 0 || header.size > MOST_BLOB_BYTES)
      throw notOsm(source, offset, `a blob of ${header.size} bytes`);
    const start = offset + 4 + headerLength;
    const blob = parsed(source, offset, await exactly(source, start, header.size), readBlob);
    offset = start + header.size;
    if (header.type === 'OSMHeader') requireKnown(source, await unpacked(source, start, blob));
    else if (header.type === 'OSMData') yield await unpacked(source, start, blob);
  }
}

interface BlobHeader {
  type: string;
  size: number;
}

function readHeader(bytes: Uint8Array): BlobHeader {
  return new PbfReader(bytes).readFields<BlobHeader>(
    (tag, header, pbf) => {
      if (tag === 1) header.type = pbf.readString();
      else if (tag === 3) header.size = pbf.readVarint();
    },
    { type: '', size: -1 },
  );
}

interface Blob {
  raw: Uint8Array | null;
  zlib: Uint8Array | null;
  rawSize: number;
}

function readBlob(bytes: Uint8Array): Blob {
  return new PbfReader(bytes).readFields<Blob>(
    (tag, blob, pbf) => {
      if (tag === 1) blob.raw = pbf.readBytes();
      else if (tag === 2) blob.rawSize = pbf.readVarint();
      else if (tag === 3) blob.zlib = pbf.readBytes();
    },
    { raw: null, zlib: null, rawSize: 0 },
  );
}

async function unpacked(source: ByteSource, offset: number, { raw, zlib, rawSize }: Blob): Promise<Uint8Array> {
  if (raw !== null) return raw;
  if (zlib === null) throw notOsm(source, offset, 'a blob packed otherwise than by zlib');
  if (rawSize > MOST_BLOB_BYTES) throw notOsm(source, offset, `a blob that unpacks to ${rawSize} bytes`);
  try {
    // Whatever the blob says of itself, no more than this is ever inflated.
    return await inflateAsync(zlib, { maxOutputLength: MOST_BLOB_BYTES });
  } catch (cause) {
    throw notOsm(source, offset, 'a blob that does not unpack', cause);
  }
}

function requireKnown(source: ByteSource, block: Uint8Array): void {
  const required = parsed(source, 0, block, (bytes) =>
    new PbfReader(bytes).readFields<string[]>((tag, features, pbf) => {
      if (tag === 4) features.push(pbf.readString());
    }, []),
  );
  const unknown = required.filter((feature) => !KNOWN_FEATURES.has(feature));
  if (unknown.length === 0) return;
  const message = `"${source.name}" requires ${unknown.join(', ')}, which is not read: take an extract without history.`;
  throw new ImportError('unknown-format', message);
}

async function exactly(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  const bytes = await source.bytes(offset, offset + length);
  if (bytes.length === length) return bytes;
  const message = `"${source.name}" ends within a block that begins at byte ${offset}: it is cut off.`;
  throw new ImportError('unknown-format', message);
}

/** What `pbf` throws about broken bytes is no crash but a fact about the file. */
export function parsed<T>(source: ByteSource, offset: number, bytes: Uint8Array, parse: (bytes: Uint8Array) => T): T {
  try {
    return parse(bytes);
  } catch (cause) {
    throw notOsm(source, offset, 'bytes that are no protocol buffer', cause);
  }
}

function notOsm(source: ByteSource, offset: number, what: string, cause?: unknown): ImportError {
  const message = `"${source.name}" is not an OpenStreetMap extract, or is damaged: at byte ${offset} there is ${what}.`;
  return new ImportError('unknown-format', message, { cause });
}
