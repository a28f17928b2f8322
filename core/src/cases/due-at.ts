import type { Allowance } from '../protocol/live/case-rule.ts';
import { addWorkingMs, dayOf, endOfWorkday, type WorkCalendar, yearOf } from './work-calendar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/**
 * When something that begins at an instant is due, milliseconds since 1970 UTC. Null where no rule says how long it may
 * take, and where that is working time and the city's clock is not known.
 */
export function dueAt(calendar: WorkCalendar | null, fromMs: number, allowance: Allowance | null): number | null {
  if (allowance === null) return null;
  const { amount, unit } = allowance;
  switch (unit) {
    case 'minutes':
      return fromMs + amount * MINUTE_MS;
    case 'hours':
      return fromMs + amount * HOUR_MS;
    case 'workingMinutes':
      return calendar === null ? null : addWorkingMs(calendar, fromMs, amount * MINUTE_MS);
    case 'workingHours':
      return calendar === null ? null : addWorkingMs(calendar, fromMs, amount * HOUR_MS);
    case 'workdays':
      return calendar === null ? null : endOfWorkday(calendar, fromMs, amount);
  }
}

/** The years between two instants whose holidays nobody has declared: what is due then rests on weekends alone. */
export function undeclaredYears(calendar: WorkCalendar, fromMs: number, toMs: number): readonly number[] {
  const years: number[] = [];
  for (let year = yearOf(dayOf(calendar, fromMs)); year <= yearOf(dayOf(calendar, toMs)); year++) {
    if (!calendar.years.has(year)) years.push(year);
  }
  return years;
}
