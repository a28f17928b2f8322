import type { ColumnUnit } from '@undercroft/core/protocol/profile';
import type { CellValue } from '../../tables/table-format.ts';
import { unitOfWord } from '../heading-key.ts';
import { isUnknownText } from './unknown-text.ts';

/** Powers of ten that a double holds exactly: a mantissa below 2^53 over one of them is rounded once, as `Number` does. */
const POWERS = Array.from({ length: 23 }, (_, exponent) => 10 ** exponent);

const TWO_TO_53 = 9_007_199_254_740_992;
const MINUS = 45;
const PLUS = 43;
const POINT = 46;
const ZERO = 48;
const NINE = 57;

/** A number as a person wrote it, with the unit that stood behind it. */
export interface WrittenNumber {
  readonly value: number;
  readonly unit: ColumnUnit | null;
}

/**
 * The number in a cell. `null`: the cell is empty or says "not known". A text: there is no number, and why.
 * Reads full-width digits, blanks between thousands (commas where they can be nothing else), the minus of typesetters, exponents. A unit behind the
 * number is dropped only when it is `expected`; use `readMeasure` where a column has a unit.
 */
export function readNumber(cell: CellValue, expected: ColumnUnit | null = null): number | null | string {
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : `${cell} is no number.`;
  if (cell === null) return null;
  if (typeof cell === 'boolean') return `"${cell}" is no number.`;
  const plain = plainDecimal(cell);
  if (!Number.isNaN(plain)) return plain;
  const written = writtenNumber(cell);
  if (written === null || typeof written === 'string') return written;
  if (written.unit === null || written.unit === expected) return written.value;
  return expected === null
    ? `"${cell}" has a unit (${written.unit}) where a plain number was wanted.`
    : `"${cell}" is in ${written.unit}; wanted ${expected}.`;
}

/** A plain decimal (`-12.345`) without a regular expression or an allocation; NaN for anything else. */
export function plainDecimal(text: string): number {
  const length = text.length;
  if (length === 0) return Number.NaN;
  const first = text.charCodeAt(0);
  let at = first === MINUS || first === PLUS ? 1 : 0;
  let mantissa = 0;
  let decimals = -1;
  let digits = 0;
  for (; at < length; at++) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      mantissa = mantissa * 10 + (code - ZERO);
      digits++;
      if (decimals >= 0) decimals++;
    } else if (code === POINT && decimals < 0) {
      decimals = 0;
    } else {
      return Number.NaN;
    }
  }
  if (digits === 0) return Number.NaN;
  if (mantissa >= TWO_TO_53 || decimals > 22) return Number(text);
  const value = decimals > 0 ? mantissa / (POWERS[decimals] ?? Number.NaN) : mantissa;
  return first === MINUS ? -value : value;
}

const NUMBER = /^([+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?)(.*)$/u;
/** One comma alone may as well be the decimal comma of other countries: it parts thousands only where that is plain. */
const THOUSANDS = /^[+-]?\d{1,3}(?:(?:[ '\u2009\u202f]\d{3})+|(?:,\d{3}){2,}|(?:,\d{3})+(?=\.\d))(?!\d)/u;

/** The number and unit in a text that is no plain decimal; `null` for "not known", a sentence for what is no number. */
export function writtenNumber(text: string): WrittenNumber | null | string {
  if (isUnknownText(text)) return null;
  const plain = text
    .normalize('NFKC')
    .replace(/[\u2212\u2010-\u2013\u207b]/gu, '-')
    .trim()
    .toLowerCase();
  if (isUnknownText(plain)) return null;
  const grouped = THOUSANDS.exec(plain);
  const joined =
    grouped === null ? plain : grouped[0].replace(/[ ,'\u2009\u202f]/gu, '') + plain.slice(grouped[0].length);
  const found = NUMBER.exec(joined.replace(/^([+-])\s+/, '$1'));
  if (found === null) return `"${text}" is no number.`;
  const value = Number(found[1]);
  const tail = (found[2] ?? '').trim();
  if (!Number.isFinite(value)) return `"${text}" is no number that can be kept.`;
  if (tail === '') return { value, unit: null };
  const unit = tail === "'" || tail === '′' ? 'ft' : tail === '"' || tail === '″' ? 'in' : unitOfWord(tail);
  return unit === null ? `"${text}" is no number: "${tail}" follows it.` : { value, unit };
}
