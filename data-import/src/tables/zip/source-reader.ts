import { Readable } from 'node:stream';
import { RandomAccessReader } from 'yauzl';
import type { ByteSource } from '../../readers/byte-source.ts';

const CHUNK_BYTES = 1 << 18;

/** Lets yauzl read a source that may lie on disk or in memory. */
export class SourceReader extends RandomAccessReader {
  readonly #source: ByteSource;

  constructor(source: ByteSource) {
    super();
    this.#source = source;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(pieces(this.#source, start, end), { objectMode: false });
  }
}

async function* pieces(source: ByteSource, start: number, end: number): AsyncGenerator<Buffer> {
  const last = Math.min(end, source.sizeBytes);
  for (let at = start; at < last; at += CHUNK_BYTES) {
    const bytes = await source.bytes(at, Math.min(at + CHUNK_BYTES, last));
    if (bytes.length === 0) return;
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
}
