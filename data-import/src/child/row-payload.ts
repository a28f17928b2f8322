import type { EncodedRows } from '@undercroft/store/rows/encoded-rows';

const COUNT_SIZE_BYTES = 4;

/**
 * Rows as the payload of a frame, in parts that lie one after the other; what the rows hold is not copied.
 *
 * ```
 *   length of the head u32 | head, JSON | length of the starts u32 | where rows start, u32 each | the rows
 * ```
 *
 * Numbers are little-endian. Structured cloning copies the rows three times on the way.
 */
export function packRows({ data, rowStarts, ...head }: EncodedRows): readonly Uint8Array[] {
  const text = Buffer.from(JSON.stringify(head), 'utf8');
  const starts = Buffer.alloc(rowStarts.length * COUNT_SIZE_BYTES);
  for (const [i, start] of rowStarts.entries()) starts.writeUInt32LE(start, i * COUNT_SIZE_BYTES);
  return [count(text.length), text, count(starts.length), starts, data];
}

/** The inverse; the rows' bytes are those of the payload. */
export function unpackRows(payload: Uint8Array<ArrayBuffer>): EncodedRows {
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.byteLength);
  const headEnd = COUNT_SIZE_BYTES + bytes.readUInt32LE(0);
  const head = JSON.parse(bytes.toString('utf8', COUNT_SIZE_BYTES, headEnd)) as Omit<EncodedRows, 'data' | 'rowStarts'>;
  const startsAt = headEnd + COUNT_SIZE_BYTES;
  const rowStarts = new Uint32Array(bytes.readUInt32LE(headEnd) / COUNT_SIZE_BYTES);
  for (let i = 0; i < rowStarts.length; i++) rowStarts[i] = bytes.readUInt32LE(startsAt + i * COUNT_SIZE_BYTES);
  return { ...head, rowStarts, data: payload.subarray(startsAt + rowStarts.byteLength) };
}

function count(value: number): Uint8Array {
  const bytes = Buffer.alloc(COUNT_SIZE_BYTES);
  bytes.writeUInt32LE(value);
  return bytes;
}
