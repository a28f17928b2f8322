import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportError } from '../import-error.ts';

/** Bytes with a name: a file, an upload, a text in a test. Can be streamed from the start any number of times. */
export interface ByteSource {
  /** Name shown to people; never an absolute path. */
  readonly name: string;
  readonly sizeBytes: number;
  /** Where it lies on this machine, for libraries that open files themselves; `null` when it is only in memory. Never shown. */
  readonly localPath: string | null;
  /** Chunks are the caller's to keep, unless it asks for `passing` ones: each of those is good until the next is asked for. */
  stream(signal?: AbortSignal, chunks?: ChunkUse): AsyncIterable<Uint8Array>;
  /** The bytes from `start` up to `end` or the end of the source, whichever comes first. */
  bytes(start: number, end: number): Promise<Uint8Array>;
}

/** What a caller does with the chunks of a stream. Passing ones need no new memory each, which has to be collected again. */
export type ChunkUse = 'kept' | 'passing';

const CHUNK_BYTES = 1 << 18;

/** A file on disk. Throws `ImportError` when there is none or when it cannot be read. */
export async function fileSource(path: string, name: string = basename(path)): Promise<ByteSource> {
  const info = await stat(path).catch((cause: unknown) => {
    throw unreadable(name, cause);
  });
  if (!info.isFile()) throw new ImportError('file-not-readable', `"${name}" is not a file.`);
  return {
    name,
    sizeBytes: info.size,
    localPath: path,
    async bytes(start, end) {
      try {
        return await bytesOfFile(path, start, Math.min(end, info.size));
      } catch (cause) {
        throw unreadable(name, cause);
      }
    },
    async *stream(signal, chunks = 'kept') {
      try {
        const file =
          chunks === 'passing' ? passingChunks(path) : createReadStream(path, { highWaterMark: CHUNK_BYTES });
        for await (const chunk of file) {
          signal?.throwIfAborted();
          yield chunk as Uint8Array;
        }
      } catch (cause) {
        if (signal?.aborted === true) throw cause;
        throw unreadable(name, cause);
      }
    },
  };
}

/** Bytes already in memory; a string is taken as UTF-8. */
export function memorySource(name: string, content: string | Uint8Array): ByteSource {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    sizeBytes: bytes.length,
    localPath: null,
    bytes: async (start, end) => bytes.subarray(start, end),
    async *stream(signal) {
      for (let start = 0; start < bytes.length; start += CHUNK_BYTES) {
        signal?.throwIfAborted();
        yield bytes.subarray(start, start + CHUNK_BYTES);
      }
    },
  };
}

/** SHA-256 of the whole source, lower-case hexadecimal. */
export async function sha256Of(source: ByteSource, signal?: AbortSignal): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of source.stream(signal, 'passing')) hash.update(chunk);
  return hash.digest('hex');
}

/** The same source, refusing to go on as soon as a whole pass over it no longer has the digest it had before. */
export function pinned(source: ByteSource, sha256: string): ByteSource {
  return {
    ...source,
    async *stream(signal) {
      const hash = createHash('sha256');
      for await (const chunk of source.stream(signal)) {
        hash.update(chunk);
        yield chunk;
      }
      if (hash.digest('hex') !== sha256) {
        throw new ImportError('file-changed', `"${source.name}" changed while it was being read. Import it again.`);
      }
    },
  };
}

/** The same source, telling the length of every chunk that is taken from it. */
export function metered(source: ByteSource, onBytes: (length: number) => void): ByteSource {
  return {
    ...source,
    async bytes(start, end) {
      const bytes = await source.bytes(start, end);
      onBytes(bytes.length);
      return bytes;
    },
    async *stream(signal, chunks) {
      for await (const chunk of source.stream(signal, chunks)) {
        onBytes(chunk.length);
        yield chunk;
      }
    },
  };
}

/** The first bytes of a source, for telling its format. */
export async function headOf(source: ByteSource, length: number, signal?: AbortSignal): Promise<Uint8Array> {
  for await (const chunk of source.stream(signal)) return chunk.subarray(0, length);
  return new Uint8Array(0);
}

/** The chunks of a file in two buffers that take turns: while one is being dealt with the other is filled. */
async function* passingChunks(path: string): AsyncGenerator<Uint8Array> {
  const handle = await open(path, 'r');
  let here = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let there = Buffer.allocUnsafeSlow(CHUNK_BYTES);
  let reading = handle.read(here, 0, CHUNK_BYTES, null);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const read = here.subarray(0, bytesRead);
      [here, there] = [there, here];
      reading = handle.read(here, 0, CHUNK_BYTES, null);
      yield read;
    }
  } finally {
    await reading.catch(() => undefined);
    await handle.close();
  }
}

async function bytesOfFile(path: string, start: number, end: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(Math.max(0, end - start));
  const handle = await open(path, 'r');
  try {
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return bytes.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

function unreadable(name: string, cause: unknown): ImportError {
  if (cause instanceof ImportError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  if (code === 'ENOENT') return new ImportError('file-not-found', `There is no file "${name}".`, { cause });
  return new ImportError('file-not-readable', `"${name}" could not be read (${code}).`, { cause });
}
