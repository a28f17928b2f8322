import { tmpdir } from 'node:os';
import type { Issue } from '@undercroft/core/model/issue';
import { type Entry, fromRandomAccessReaderPromise, type ZipFile } from 'yauzl';
import { ImportError } from '../../import-error.ts';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { checkEntries } from './check-entries.ts';
import { type InflateBudget, inflateEntry } from './inflate-entry.ts';
import { SourceReader } from './source-reader.ts';
import { type TemporaryShelf, temporaryShelf } from './temporary-shelf.ts';
import { ZIP_LIMITS_DEFAULTS, type ZipLimits } from './zip-limits.ts';

/** The files of an archive that may be read. */
export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** Entries that were left out, and why. */
  readonly issues: readonly Issue[];
  /** Removes what was inflated to disk. Entries cannot be read any more. */
  close(): Promise<void>;
}

/**
 * A file in an archive. `name` is its path in there, folders and all: a label, never a path on this machine. `stream`
 * inflates; `bytes` inflates once, into memory or a temporary file.
 */
export interface ZipEntry extends ByteSource {
  /** The same bytes in a temporary file, for libraries that open files themselves; gone when the archive is closed. */
  onDisk(): Promise<ByteSource>;
}

/** Names, comments and extra fields of all entries: they are held while the archive is open. */
const LONGEST_DIRECTORY_BYTES = 16 * 1024 ** 2;

const SIGNATURES = [
  [0x50, 0x4b, 0x03, 0x04],
  [0x50, 0x4b, 0x05, 0x06],
];

/** True when a file begins as archives do. */
export function looksLikeZip(head: Uint8Array): boolean {
  return SIGNATURES.some((signature) => signature.every((byte, i) => head[i] === byte));
}

/**
 * Opens an archive by its directory; nothing is inflated yet. Throws `ImportError` for one that is damaged, holds too many
 * entries or whose entries overlap (one stretch of bytes counted many times over). Encrypted entries, links, repeated names
 * and names that lead out of their folder are left out with an issue, archives inside it too.
 */
export async function openZip(source: ByteSource, options: ZipLimits = {}): Promise<ZipArchive> {
  const limits = { ...ZIP_LIMITS_DEFAULTS, ...options };
  const zip = await directoryOf(source);
  try {
    const listed = await listEntries(zip, source, limits.maxEntries);
    const { accepted, issues } = checkEntries(listed);
    const budget: InflateBudget = { limits, inflated: new Map(), total: 0 };
    const shelf = temporaryShelf(options.folder ?? tmpdir());
    const memory = { left: limits.maxMemoryBytes };
    return {
      entries: accepted.map(({ entry, name }) => entrySource(zip, entry, name, { budget, shelf, memory })),
      issues,
      async close() {
        zip.close();
        await shelf.remove();
      },
    };
  } catch (cause) {
    zip.close();
    throw cause instanceof ImportError ? cause : damagedArchive(source, cause);
  }
}

interface Shared {
  readonly budget: InflateBudget;
  readonly shelf: TemporaryShelf;
  readonly memory: { left: number };
}

function entrySource(zip: ZipFile, entry: Entry, name: string, shared: Shared): ZipEntry {
  const { budget, memory, shelf } = shared;
  let inMemory: Promise<ByteSource> | null = null;
  let onDisk: Promise<ByteSource> | null = null;
  const stream = (signal?: AbortSignal) => inflateEntry(zip, entry, name, budget, signal);
  const disk = () => {
    onDisk ??= shelf.put(name, stream());
    return onDisk;
  };
  const randomAccess = () => {
    if (onDisk !== null) return onDisk;
    if (inMemory !== null) return inMemory;
    const size = entry.uncompressedSize;
    if (size > budget.limits.memoryEntryBytes || size > memory.left) return disk();
    memory.left -= size;
    inMemory = collected(name, size, stream());
    return inMemory;
  };
  return {
    name,
    sizeBytes: entry.uncompressedSize,
    localPath: null,
    stream,
    onDisk: disk,
    bytes: async (start, end) => (await randomAccess()).bytes(start, end),
  };
}

async function collected(name: string, size: number, chunks: AsyncIterable<Uint8Array>): Promise<ByteSource> {
  const bytes = new Uint8Array(size);
  let filled = 0;
  for await (const chunk of chunks) {
    bytes.set(chunk, filled);
    filled += chunk.length;
  }
  return memorySource(name, bytes);
}

async function directoryOf(source: ByteSource): Promise<ZipFile> {
  try {
    return await fromRandomAccessReaderPromise(new SourceReader(source), source.sizeBytes, {
      autoClose: false,
      decodeStrings: false,
    });
  } catch (cause) {
    throw damagedArchive(source, cause);
  }
}

async function listEntries(zip: ZipFile, source: ByteSource, maxEntries: number): Promise<readonly Entry[]> {
  if (zip.entryCount > maxEntries) {
    throw new ImportError(
      'unsafe-file',
      `"${source.name}" holds ${zip.entryCount} entries; at most ${maxEntries} are read.`,
    );
  }
  const entries: Entry[] = [];
  let packed = 0;
  let named = 0;
  for await (const entry of zip.eachEntry()) {
    entries.push(entry);
    packed += entry.compressedSize;
    named += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (named > LONGEST_DIRECTORY_BYTES) {
      throw new ImportError('unsafe-file', `The names and comments of the entries of "${source.name}" fill megabytes.`);
    }
  }
  if (packed > source.sizeBytes) {
    throw new ImportError(
      'unsafe-file',
      `The entries of "${source.name}" overlap or are longer than the archive itself.`,
    );
  }
  return entries;
}

function damagedArchive(source: ByteSource, cause: unknown): ImportError {
  const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
  return new ImportError('damaged-file', `The archive "${source.name}" cannot be read: ${why}.`, { cause });
}
