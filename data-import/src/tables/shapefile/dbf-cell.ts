import type { CellValue, ColumnInfo } from '../table-format.ts';
import type { DbfField } from './dbf-header.ts';

/** Reads one kind of cell: the value of the bytes from `start` up to `end`. */
export type CellReader = (bytes: Buffer, start: number, end: number) => CellValue;

/** Type of a field's column, `null` for memos, pictures and what else stands in other files. */
export function columnTypeOf({ type, length }: DbfField): ColumnInfo['type'] | null {
  switch (type) {
    case 'C':
      return 'text';
    case 'N':
    case 'F':
      return 'number';
    case 'I':
    case '+':
      return length === 4 ? 'number' : null;
    case 'O':
    case 'Y':
      return length === 8 ? 'number' : null;
    case 'L':
      return 'boolean';
    case 'D':
      return 'date';
    case '@':
    case 'T':
      return length === 8 ? 'date' : null;
    default:
      return null;
  }
}

export function cellReader(field: DbfField, text: CellReader): CellReader {
  switch (field.type) {
    case 'N':
    case 'F':
      return numberCell;
    case 'I':
    case '+':
      return (bytes, start) => bytes.readInt32LE(start);
    case 'O':
      return (bytes, start) => finite(bytes.readDoubleLE(start));
    case 'Y':
      return (bytes, start) => Number(bytes.readBigInt64LE(start)) / 10_000;
    case 'L':
      return logicalCell;
    case 'D':
      return dateCell;
    case '@':
    case 'T':
      return momentCell;
    default:
      return text;
  }
}

const SPACE = 0x20;
const ASTERISK = 0x2a;
const ZERO = 0x30;
const NINE = 0x39;
/** Digits a number of the runtime always holds. */
const SAFE_DIGITS = 15;
const POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/**
 * A number written in digits; blanks and the asterisks of an overflow are `null`. What is no number stays text, and so does an
 * integer of more digits than numbers hold.
 */
export function numberCell(bytes: Buffer, from: number, to: number): CellValue {
  let start = from;
  let end = to;
  while (start < end && (bytes[start] ?? 0) <= SPACE) start++;
  while (end > start && (bytes[end - 1] ?? 0) <= SPACE) end--;
  if (start === end) return null;
  let at = start;
  const negative = bytes[at] === 0x2d;
  if (negative || bytes[at] === 0x2b) at++;
  let mantissa = 0;
  let digits = 0;
  let seen = false;
  let decimals = -1;
  for (; at < end; at++) {
    const c = bytes[at] ?? 0;
    if (c >= ZERO && c <= NINE) {
      mantissa = mantissa * 10 + (c - ZERO);
      seen = true;
      if (mantissa > 0) digits++;
      if (decimals >= 0) decimals++;
    } else if (c === 0x2e && decimals < 0) {
      decimals = 0;
    } else {
      break;
    }
  }
  if (at < end || digits > SAFE_DIGITS || decimals >= POWERS.length || !seen) return oddNumber(bytes, start, end);
  // Both are exact, so their quotient is the number nearest to what is written.
  const value = decimals > 0 ? mantissa / (POWERS[decimals] ?? 1) : mantissa;
  return negative ? -value : value;
}

function oddNumber(bytes: Buffer, start: number, end: number): CellValue {
  for (let i = start; i < end; i++) if (bytes[i] === ASTERISK) return null;
  const text = bytes.toString('latin1', start, end);
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && !/[.e]/i.test(text) ? text : value;
}

function logicalCell(bytes: Buffer, start: number): CellValue {
  switch (String.fromCharCode(bytes[start] ?? 0)) {
    case 'T':
    case 't':
    case 'Y':
    case 'y':
      return true;
    case 'F':
    case 'f':
    case 'N':
    case 'n':
      return false;
    default:
      return null;
  }
}

function dateCell(bytes: Buffer, start: number, end: number): CellValue {
  const text = bytes.toString('latin1', start, end).replaceAll('\0', ' ').trim();
  if (text === '' || /^0+$/.test(text)) return null;
  const match = /^(\d{4})(\d\d)(\d\d)$/.exec(text);
  if (match === null) return text;
  const [, year = '', month = '', day = ''] = match;
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= 31
    ? `${year}-${month}-${day}`
    : text;
}

/** Julian day number of 1970-01-01. */
const EPOCH_DAY = 2_440_588;
const DAY_MS = 86_400_000;

function momentCell(bytes: Buffer, start: number): CellValue {
  const day = bytes.readInt32LE(start);
  const ms = bytes.readInt32LE(start + 4);
  if (day <= 0 || ms < 0 || ms >= DAY_MS) return null;
  const moment = new Date((day - EPOCH_DAY) * DAY_MS + ms);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString().slice(0, 19);
}

function finite(value: number): CellValue {
  return Number.isFinite(value) && value > -1e38 ? value : null;
}
