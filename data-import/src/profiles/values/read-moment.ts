import type { CellValue } from '../../tables/table-format.ts';
import { isUnknownText } from './unknown-text.ts';

/** A moment read, why it is none, or that nobody has said whose clock it is of. `null` is empty or "not known". */
export type MomentReading = { readonly ms: number } | { readonly fault: string } | { readonly lacksClock: true } | null;

const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2100;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Day 0 of spreadsheets that count days from 1900. */
const SERIAL_EPOCH_MS = Date.UTC(1899, 11, 30);

const SPELT =
  /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:\s*t?\s*(\d{1,2})[:时点](\d{1,2})(?:[:分](\d{1,2})(?:[.,](\d{1,9}))?秒?)?分?)?\s*(z|[+-]\d{2}:?\d{2})?$/u;
const PACKED = /^(\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})$/u;
const SERIAL = /^\d{5}\.\d+$/;

/**
 * A date with its time of day, as milliseconds since 1970 UTC. A zone that it names holds; else it is of the clock that is
 * so many minutes ahead of UTC. A date without a time of day is no moment: which of its hours is meant, nobody knows.
 */
export function readMoment(cell: CellValue, utcOffsetMinutes: number | null): MomentReading {
  if (cell === null) return null;
  const text = String(cell).normalize('NFKC').trim().toLowerCase();
  if (isUnknownText(text) || /^0+([-/.: t]0+)*$/.test(text)) return null;
  if (SERIAL.test(text)) {
    const localMs = SERIAL_EPOCH_MS + Math.round((Number(text) * DAY_MS) / 1000) * 1000;
    return byClock(localMs, utcOffsetMinutes);
  }
  const parts = SPELT.exec(text) ?? PACKED.exec(text);
  if (parts === null) return { fault: `"${text}" is no date with a time of day.` };
  const [, year, month, day, hour, minute, second = '0', fraction = '0', zone] = parts;
  if (hour === undefined || minute === undefined) return { fault: `"${text}" has no time of day.` };
  const [y, mo, d, h, mi, s] = [year, month, day, hour, minute, second].map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  const lastDay = new Date(Date.UTC(y, mo, 0)).getUTCDate();
  const isDate = y >= EARLIEST_YEAR && y <= LATEST_YEAR && mo >= 1 && mo <= 12 && d >= 1 && d <= lastDay;
  if (!isDate) return { fault: `"${text}" is no day between ${EARLIEST_YEAR} and ${LATEST_YEAR}.` };
  if (h > 23 || mi > 59 || s > 59) return { fault: `"${text}" is no time of day.` };
  const localMs = Date.UTC(y, mo - 1, d, h, mi, s) + Math.round(Number(`0.${fraction}`) * 1000);
  return byClock(localMs, zone === undefined ? utcOffsetMinutes : zoneMinutes(zone));
}

function byClock(localMs: number, utcOffsetMinutes: number | null): MomentReading {
  return utcOffsetMinutes === null ? { lacksClock: true } : { ms: localMs - utcOffsetMinutes * MINUTE_MS };
}

function zoneMinutes(zone: string): number {
  if (zone === 'z') return 0;
  const digits = zone.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2));
  return zone.startsWith('-') ? -minutes : minutes;
}

const DURATION = /^(\d+(?:\.\d+)?)\s*(个?工作日|个?工作时|天|日|个?小时|时|分钟|分|d|days?|h|hours?|min|minutes?)$/u;

/** How long something may take: `4小时`, `3天`, `30分钟`. Working hours and days have no length by the clock: a fault. */
export function readDuration(cell: CellValue): { readonly ms: number } | { readonly fault: string } | null {
  if (cell === null) return null;
  const text = String(cell).normalize('NFKC').trim().toLowerCase();
  if (isUnknownText(text)) return null;
  const [, figure, unit] = DURATION.exec(text) ?? [];
  if (figure === undefined || unit === undefined)
    return { fault: `"${text}" is neither a moment nor a length of time.` };
  if (unit.includes('工作')) {
    return { fault: `"${text}" counts working time, which has no length without the calendar of its city.` };
  }
  const minutes = /^(天|日|d)/u.test(unit) ? 24 * 60 : /^(分|min)/u.test(unit) ? 1 : 60;
  return { ms: Number(figure) * minutes * MINUTE_MS };
}
