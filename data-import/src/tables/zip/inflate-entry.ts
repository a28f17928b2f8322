import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { ImportError } from '../../import-error.ts';
import type { ZIP_LIMITS_DEFAULTS } from './zip-limits.ts';

const CHUNK_BYTES = 1 << 18;
const DEFLATED = 8;
const MEGABYTE = 1024 ** 2;

/** Inflated bytes of each entry, the longest pass over it: what the cap on the whole archive counts. */
export interface InflateBudget {
  readonly limits: typeof ZIP_LIMITS_DEFAULTS;
  readonly inflated: Map<Entry, number>;
  total: number;
}

/**
 * The bytes of an entry. Throws `ImportError` as soon as it inflates to more than a cap allows or than its header says, and
 * at the end when bytes are missing or its checksum does not hold.
 */
export async function* inflateEntry(
  zip: ZipFile,
  entry: Entry,
  name: string,
  budget: InflateBudget,
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let length = 0;
  let checksum = 0;
  try {
    for await (const chunk of await packedOrPlain(zip, entry)) {
      signal?.throwIfAborted();
      const bytes = chunk as Buffer;
      length += bytes.length;
      checkCaps(entry, name, length, budget);
      checksum = crc32(bytes, checksum);
      yield bytes;
    }
  } catch (cause) {
    if (cause instanceof ImportError || signal?.aborted === true) throw cause;
    throw damaged(name, cause instanceof Error ? cause.message : String(cause), cause);
  }
  if (length !== entry.uncompressedSize) {
    throw damaged(name, `its directory says ${entry.uncompressedSize} bytes, ${length} came`);
  }
  if (checksum !== entry.crc32) throw damaged(name, 'its checksum does not hold');
}

async function packedOrPlain(zip: ZipFile, entry: Entry): Promise<Readable> {
  const raw = await zip.openReadStreamPromise(entry, { decodeFileData: false });
  if (entry.compressionMethod !== DEFLATED) return raw;
  // The callback is there to be called: what fails reaches whoever iterates.
  return pipeline(raw, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => undefined);
}

function checkCaps(entry: Entry, name: string, length: number, budget: InflateBudget): void {
  const { limits } = budget;
  if (length > entry.uncompressedSize) {
    throw damaged(name, `its directory says ${entry.uncompressedSize} bytes, it holds more`);
  }
  if (length > limits.ratioFreeBytes && length > entry.compressedSize * limits.maxRatio) {
    throw new ImportError(
      'unsafe-file',
      `"${name}" unpacks to more than ${limits.maxRatio} times its size; no survey does. It was not read on.`,
    );
  }
  const before = budget.inflated.get(entry) ?? 0;
  if (length <= before) return;
  budget.inflated.set(entry, length);
  budget.total += length - before;
  if (budget.total > limits.maxInflatedBytes) {
    const cap = Math.round(limits.maxInflatedBytes / MEGABYTE);
    throw new ImportError(
      'unsafe-file',
      `The archive of "${name}" unpacks to more than ${cap} MB, the most that is read.`,
    );
  }
}

function damaged(name: string, why: string, cause?: unknown): ImportError {
  return new ImportError('damaged-file', `"${name}" in the archive is damaged: ${why}.`, { cause });
}
