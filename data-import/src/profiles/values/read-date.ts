import type { CellValue } from '../../tables/table-format.ts';
import { isUnknownText } from './unknown-text.ts';

const EARLIEST_YEAR = 1700;
const LATEST_YEAR = 2200;

/** Day 0 of spreadsheets that count from 1900, and the serials of 1927 to 2119: no year is so large. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);
const FIRST_SERIAL = 10_000;
const LAST_SERIAL = 80_000;
const DAY_MS = 86_400_000;

const SEPARATED = /^(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})(?:日|号)?)?月?)?年?(?:[t\s].*)?$/u;
const PACKED = /^(\d{4})(\d{2})(\d{2})?$/u;
const DAY_FIRST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/u;

/**
 * A date as ISO 8601 as far as it is said: `2018`, `2018-05`, `2018-05-31`. `null` for an empty cell, for "not known" and
 * for year 0; a text that says why for anything else (two-digit years and decades are no dates).
 */
export function readDate(cell: CellValue): { readonly date: string } | null | string {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return `"${cell}" is no date.`;
  const text = String(cell).normalize('NFKC').trim().toLowerCase();
  if (isUnknownText(text) || /^0+([-/.]0+)*$/.test(text)) return null;
  const serial = Number(text);
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL && /^\d{5}(\.\d+)?$/.test(text)) {
    return { date: new Date(SERIAL_EPOCH_MS + Math.floor(serial) * DAY_MS).toISOString().slice(0, 10) };
  }
  const parts = SEPARATED.exec(text.replace(/\.0+$/, '')) ?? PACKED.exec(text);
  if (parts !== null) return dateOf(text, parts[1] ?? '', parts[2], parts[3]);
  const dayFirst = DAY_FIRST.exec(text);
  // Day and month cannot be told apart; the year can.
  return dayFirst === null ? `"${text}" is no date.` : dateOf(text, dayFirst[3] ?? '', undefined, undefined);
}

/** The year of a date; see `readDate`. */
export function readYear(cell: CellValue): number | null | string {
  if (typeof cell === 'number' && Number.isInteger(cell) && cell >= EARLIEST_YEAR && cell <= LATEST_YEAR) return cell;
  const date = readDate(cell);
  return date === null || typeof date === 'string' ? date : Number(date.date.slice(0, 4));
}

function dateOf(text: string, year: string, month: string | undefined, day: string | undefined) {
  const inRange = Number(year) >= EARLIEST_YEAR && Number(year) <= LATEST_YEAR;
  if (!inRange) return `"${text}" is no date between ${EARLIEST_YEAR} and ${LATEST_YEAR}.`;
  if (month === undefined || Number(month) === 0) return { date: year };
  if (Number(month) > 12) return `"${text}" is no date: there is no month ${month}.`;
  const yearMonth = `${year}-${month.padStart(2, '0')}`;
  if (day === undefined || Number(day) === 0) return { date: yearMonth };
  const last = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  if (Number(day) > last) return `"${text}" is no date: ${yearMonth} has ${last} days.`;
  return { date: `${yearMonth}-${day.padStart(2, '0')}` };
}
