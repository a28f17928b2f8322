import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { ImportError } from '../import-error.ts';

/** Bytes with a name: a file, an upload, a text in a test. Can be streamed from the start any number of times. */
export interface ByteSource {
  /** Name shown to people; never an absolute path. */
  readonly name: string;
  readonly sizeBytes: number;
  stream(signal?: AbortSignal): AsyncIterable<Uint8Array>;
}

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
    async *stream(signal) {
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
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
  for await (const chunk of source.stream(signal)) hash.update(chunk);
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
    async *stream(signal) {
      for await (const chunk of source.stream(signal)) {
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

function unreadable(name: string, cause: unknown): ImportError {
  if (cause instanceof ImportError) return cause;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown';
  if (code === 'ENOENT') return new ImportError('file-not-found', `There is no file "${name}".`, { cause });
  return new ImportError('file-not-readable', `"${name}" could not be read (${code}).`, { cause });
}
