import { Buffer } from 'node:buffer';
import type { SqlValue } from '../sql.ts';

/** What COPY's text format escapes: backslash, and the bytes that end a value or a row. NUL no text of PostgreSQL holds. */
const COPY_SPECIAL = /[\\\t\n\r\b\f\v\0]/;
const COPY_SPECIALS = /[\\\t\n\r\b\f\v\0]/g;

/** What stands for NUL, which files that were padded with it bring along: the replacement character. */
const INSTEAD_OF_NUL = '\u{fffd}';

const COPY_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\0': INSTEAD_OF_NUL,
};

/** A value in PostgreSQL's text input form, as a parameter carries it; `null` is SQL null. */
export function encodeValue(value: SqlValue): string | null {
  if (value === null) return null;
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return encodeNumber(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (value instanceof Uint8Array) return `\\x${toHex(value)}`;
  return encodeArray(value);
}

/** One row of COPY's text format, without the line end. */
export function encodeCopyRow(values: readonly SqlValue[]): string {
  let row = '';
  for (let i = 0; i < values.length; i++) {
    const text = encodeValue(values[i] ?? null);
    if (i > 0) row += '\t';
    row += text === null ? '\\N' : escapeCopy(text);
  }
  return row;
}

function escapeCopy(text: string): string {
  return COPY_SPECIAL.test(text) ? text.replace(COPY_SPECIALS, (special) => COPY_ESCAPES[special] ?? special) : text;
}

function encodeNumber(value: number): string {
  // String(-0) drops the sign, and a level read back must be the very bits that were written.
  return Object.is(value, -0) ? '-0' : String(value);
}

function encodeArray(values: readonly (string | number | null)[]): string {
  const items = values.map((value) => {
    if (value === null) return 'NULL';
    if (typeof value === 'number') return encodeNumber(value);
    return `"${value.replace(/["\\]/g, '\\$&')}"`;
  });
  return `{${items.join(',')}}`;
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('hex');
}
