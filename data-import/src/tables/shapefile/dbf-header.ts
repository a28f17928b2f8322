import { ImportError } from '../../import-error.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { MAX_COLUMNS } from '../table-limits.ts';

/** A field as a `.dbf` describes it. */
export interface DbfField {
  /** Name in the file's own encoding. */
  readonly nameBytes: Uint8Array;
  /** `C`, `N`, `F`, `L`, `D`, `I`, `O`, `@` ... */
  readonly type: string;
  /** Where it begins in a record; the mark of deletion is at 0. */
  readonly start: number;
  readonly length: number;
}

export interface DbfHeader {
  readonly fields: readonly DbfField[];
  readonly saidRecords: number;
  /** Records that the bytes of the file have room for. */
  readonly heldRecords: number;
  readonly headerBytes: number;
  readonly recordBytes: number;
  /** Language driver: which code page the program used, 0 when it did not say. */
  readonly languageDriver: number;
}

const FIXED_BYTES = 32;
const FIELD_BYTES = 32;
const FIELDS_END = 0x0d;
const LONGEST_HEADER = 1 << 16;

/**
 * Reads the head of a `.dbf`. Throws `ImportError` for one that cannot be: fields that take more than a record has, records
 * of no length.
 */
export async function dbfHeader(source: ByteSource): Promise<DbfHeader> {
  const bytes = await source.bytes(0, LONGEST_HEADER);
  if (bytes.length < FIXED_BYTES + 1) throw damaged(source, 'it is shorter than a header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const saidRecords = view.getUint32(4, true);
  const headerBytes = view.getUint16(8, true);
  const recordBytes = view.getUint16(10, true);
  if (headerBytes < FIXED_BYTES + 1 || headerBytes > bytes.length) {
    throw damaged(source, `its header says it is ${headerBytes} bytes long, ${bytes.length} are there`);
  }
  if (recordBytes < 1) throw damaged(source, 'its records are said to have no length');
  const fields = fieldsOf(bytes, headerBytes);
  const needed = fields.reduce((sum, { length }) => sum + length, 1);
  if (needed > recordBytes) {
    throw damaged(source, `its fields take ${needed} bytes, its records are said to have ${recordBytes}`);
  }
  const heldRecords = Math.floor(Math.max(0, source.sizeBytes - headerBytes) / recordBytes);
  return { fields, saidRecords, heldRecords, headerBytes, recordBytes, languageDriver: bytes[29] ?? 0 };
}

function fieldsOf(bytes: Uint8Array, headerBytes: number): readonly DbfField[] {
  const fields: DbfField[] = [];
  let start = 1;
  for (let at = FIXED_BYTES; at + FIELD_BYTES <= headerBytes && bytes[at] !== FIELDS_END; at += FIELD_BYTES) {
    if (fields.length >= MAX_COLUMNS) break;
    const name = bytes.subarray(at, at + 11);
    const nameEnd = name.indexOf(0);
    const type = String.fromCharCode(bytes[at + 11] ?? 0);
    // Long texts keep the high byte of their length where numbers have their decimals.
    const length = (bytes[at + 16] ?? 0) + (type === 'C' ? 256 * (bytes[at + 17] ?? 0) : 0);
    fields.push({ nameBytes: name.slice(0, nameEnd < 0 ? 11 : nameEnd), type, start, length });
    start += length;
  }
  return fields;
}

function damaged(source: ByteSource, why: string): ImportError {
  return new ImportError('damaged-file', `"${source.name}" is no table that can be read: ${why}.`);
}
