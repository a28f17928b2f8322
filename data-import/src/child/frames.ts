import { writeSync } from 'node:fs';

/**
 * How a reading process speaks: frames on a pipe, each four bytes of length (little-endian, of the payload), one byte of
 * kind, and the payload.
 *
 *     0       4    5            5 + length
 *     | length|kind|  payload  |
 */
export interface Frame {
  readonly kind: FrameKind;
  readonly payload: Uint8Array<ArrayBuffer>;
}

export type FrameKind = 'event' | 'rows';

const KINDS: readonly FrameKind[] = ['event', 'rows'];
const HEADER_SIZE_BYTES = 5;
/** Far above any batch; more is not ours. */
const MOST_PAYLOAD_BYTES = 256 * 1024 * 1024;

/** Writes frames to a file descriptor, a payload part after part. A full pipe blocks the writer until its reader has taken something. */
export function frameWriter(descriptor: number): (kind: FrameKind, ...payload: readonly Uint8Array[]) => void {
  return (kind, ...payload) => {
    const header = Buffer.alloc(HEADER_SIZE_BYTES);
    header.writeUInt32LE(
      payload.reduce((size, part) => size + part.length, 0),
      0,
    );
    header.writeUInt8(KINDS.indexOf(kind), 4);
    writeWhole(descriptor, header);
    for (const part of payload) writeWhole(descriptor, part);
  };
}

/** The frames of a stream. Throws a `TypeError` for bytes that are none. What is cut off at the end is left out. */
export async function* readFrames(stream: AsyncIterable<Uint8Array<ArrayBuffer>>): AsyncGenerator<Frame> {
  let parts: Uint8Array<ArrayBuffer>[] = [];
  let held = 0;
  let wanted = HEADER_SIZE_BYTES;
  let kind: FrameKind | null = null;
  for await (const chunk of stream) {
    parts.push(chunk);
    held += chunk.length;
    if (held < wanted) continue;
    const bytes = parts.length === 1 ? chunk : Buffer.concat(parts);
    let start = 0;
    while (bytes.length - start >= wanted) {
      if (kind === null) {
        ({ kind, length: wanted } = headerAt(bytes, start));
        start += HEADER_SIZE_BYTES;
      } else {
        yield { kind, payload: bytes.subarray(start, start + wanted) };
        start += wanted;
        kind = null;
        wanted = HEADER_SIZE_BYTES;
      }
    }
    parts = start === bytes.length ? [] : [bytes.subarray(start)];
    held = bytes.length - start;
  }
}

function headerAt(bytes: Uint8Array, start: number): { readonly kind: FrameKind; readonly length: number } {
  const view = new DataView(bytes.buffer, bytes.byteOffset + start, HEADER_SIZE_BYTES);
  const length = view.getUint32(0, true);
  const kind = KINDS[view.getUint8(4)];
  if (kind === undefined || length > MOST_PAYLOAD_BYTES)
    throw new TypeError('The bytes are no frame of a reading process.');
  return { kind, length };
}

function writeWhole(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
