import type { Column, Value } from 'mdb-reader';
import { isPlainNumber } from '../headings/looks-like.ts';
import type { CellValue, ColumnInfo } from '../table-format.ts';

/** A value as a cell; `undefined` is one that should hold a number or a date and holds none. */
export function cellOf(value: Value, type: Column['type']): CellValue | undefined {
  if (value === null) return null;
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return undefined;
    return type === 'float' ? shortestSingle(value) : value;
  }
  if (typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return isoOf(value);
  if (typeof value !== 'string') return null;
  if (type === 'currency' || type === 'numeric') return isPlainNumber(value) ? Number(value) : value;
  const text = value.trim();
  return text === '' ? null : text;
}

/** Type of a column; `null` for pictures, attachments and other binary content. */
export function columnTypeOf(type: Column['type']): ColumnInfo['type'] | null {
  switch (type) {
    case 'boolean':
      return 'boolean';
    case 'byte':
    case 'integer':
    case 'long':
    case 'bigint':
    case 'currency':
    case 'float':
    case 'double':
    case 'numeric':
      return 'number';
    case 'datetime':
    case 'datetimextended':
      return 'date';
    case 'text':
    case 'memo':
    case 'repid':
      return 'text';
    case 'binary':
    case 'ole':
    case 'complex':
      return null;
  }
}

/** The decimal number a person wrote into a column of single precision: 12.345, not 12.345000267028809. */
function shortestSingle(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Day that Access counts from: a time without a day stands on it. */
const DAY_ZERO = '1899-12-30';

function isoOf(date: Date): string | undefined {
  if (Number.isNaN(date.getTime())) return undefined;
  const text = date.toISOString();
  const time = text.slice(-13, -5);
  const day = text.slice(0, -14);
  if (day === DAY_ZERO) return time;
  return time === '00:00:00' ? day : `${day}T${time}`;
}
