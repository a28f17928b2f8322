import { Buffer } from 'node:buffer';
import type { VersionTable } from './feature-tables.ts';
import { HASH_SIZE_BYTES } from './row-buffer.ts';

/** The import that rows are made for: `ImportSession.layerId` and `importId`. */
export interface RowOwner {
  readonly layerId: number;
  readonly importId: number;
}

/**
 * Row versions of one table as PostgreSQL's COPY takes them in binary format. Nothing but numbers, strings and bytes, so
 * that it can be sent from the process that parses to the one that holds the store.
 *
 * ```
 *   0        2            10               22          42          62
 *   | columns|4, layer_id |8, valid_from   |16, row_hash|length, source_id |length, value | ...
 *                                                       |<------- row_hash speaks of these ...
 * ```
 */
export interface EncodedRows extends RowOwner {
  readonly table: VersionTable;
  readonly columns: readonly string[];
  /** Row after row, without the header and the trailer of COPY's format. */
  readonly data: Uint8Array<ArrayBuffer>;
  /** Where each row starts in `data`, and where the last one ends: one more than there are rows. */
  readonly rowStarts: Uint32Array;
}

const LAYER_ID_AT = 2 + 4;
const VALID_FROM_AT = 2 + (4 + 4) + 4;
const HASH_AT = 2 + (4 + 4) + (4 + 8) + 4;
const SOURCE_ID_LENGTH_AT: number = HASH_AT + HASH_SIZE_BYTES;
const SOURCE_ID_AT: number = SOURCE_ID_LENGTH_AT + 4;

export function rowCount({ rowStarts }: EncodedRows): number {
  return rowStarts.length - 1;
}

/** The source ids of all rows, as the database will know them. */
export function sourceIdsOf(rows: EncodedRows): readonly string[] {
  const bytes = bufferOf(rows);
  return Array.from({ length: rowCount(rows) }, (_, i) => {
    const start = rowStart(rows, i);
    const length = bytes.readInt32BE(start + SOURCE_ID_LENGTH_AT);
    return bytes.toString('utf8', start + SOURCE_ID_AT, start + SOURCE_ID_AT + length);
  });
}

/** 128 bits of SHA-256 over the canonical columns of each row, as a uuid spells them. */
export function hashesOf(rows: EncodedRows): readonly string[] {
  const bytes = bufferOf(rows);
  return Array.from({ length: rowCount(rows) }, (_, i) => {
    const start = rowStart(rows, i) + HASH_AT;
    const hex = bytes.toString('hex', start, start + HASH_SIZE_BYTES);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
  });
}

/** The same rows for another import, in the same memory: those that were given belong to it too. Hashes do not cover the owner. */
export function rowsOwnedBy(rows: EncodedRows, { layerId, importId }: RowOwner): EncodedRows {
  const bytes = bufferOf(rows);
  for (let i = 0; i < rowCount(rows); i++) {
    const start = rowStart(rows, i);
    bytes.writeInt32BE(layerId, start + LAYER_ID_AT);
    bytes.writeBigInt64BE(BigInt(importId), start + VALID_FROM_AT);
  }
  return { ...rows, layerId, importId };
}

/** The rows of the given indexes, in their order, as bytes of their own. */
export function bytesOf(rows: EncodedRows, indexes: readonly number[]): Uint8Array<ArrayBuffer> {
  let size = 0;
  for (const i of indexes) size += rowStart(rows, i + 1) - rowStart(rows, i);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const i of indexes) {
    const row = rows.data.subarray(rowStart(rows, i), rowStart(rows, i + 1));
    bytes.set(row, at);
    at += row.length;
  }
  return bytes;
}

/** The rows from one index up to another; the bytes are shared, not copied. */
export function sliceRows(rows: EncodedRows, from: number, to: number): EncodedRows {
  const start = rowStart(rows, from);
  const rowStarts = rows.rowStarts.slice(from, to + 1).map((each) => each - start);
  return { ...rows, data: rows.data.subarray(start, start + (rowStarts.at(-1) ?? 0)), rowStarts };
}

function rowStart({ rowStarts }: EncodedRows, index: number): number {
  return rowStarts[index] ?? 0;
}

function bufferOf({ data }: EncodedRows): Buffer {
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
