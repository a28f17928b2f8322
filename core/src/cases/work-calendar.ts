import type { WorkCalendarData } from '../protocol/live/case-rule.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Working time beyond this many days without any is taken as never: no calendar has a year without a working day. */
const MOST_FREE_DAYS = 400;

/** Working time of a city. Days are counted from 1970-01-01 by its own clock. */
export interface WorkCalendar {
  /** Minutes that the city's clock is ahead of UTC. */
  readonly utcOffsetMinutes: number;
  /** Working time of a working day: from and to in milliseconds after midnight. */
  readonly hours: readonly (readonly [fromMs: number, toMs: number])[];
  /** True for each day of the week that is free, from Monday. */
  readonly freeWeekdays: readonly boolean[];
  /** What is declared of single days: free, or worked though it is a weekend. */
  readonly declared: ReadonlyMap<number, 'free' | 'worked'>;
  /** Years whose holidays are declared. */
  readonly years: ReadonlySet<number>;
}

/** Throws `RangeError` for a holiday that ends before it begins. */
export function workCalendar(data: WorkCalendarData, utcOffsetMinutes: number): WorkCalendar {
  const declared = new Map<number, 'free' | 'worked'>();
  for (const { holidays, workdays } of data.years) {
    for (const { name, from, to } of holidays) {
      const [first, last] = [dayOfDate(from), dayOfDate(to)];
      if (last < first) throw new RangeError(`Holiday "${name}" begins on ${from} and must not end before, on ${to}.`);
      for (let day = first; day <= last; day++) declared.set(day, 'free');
    }
    for (const date of workdays) declared.set(dayOfDate(date), 'worked');
  }
  return {
    utcOffsetMinutes,
    hours: data.hours.map(({ from, to }) => [timeOfDayMs(from), timeOfDayMs(to)]),
    freeWeekdays: Array.from({ length: 7 }, (_, i) => data.weekend.includes(i + 1)),
    declared,
    years: new Set(data.years.map(({ year }) => year)),
  };
}

export function isWorkday({ declared, freeWeekdays }: WorkCalendar, day: number): boolean {
  const word = declared.get(day);
  // 1970-01-01 was a Thursday: three days after a Monday.
  return word === undefined ? !(freeWeekdays[(((day + 3) % 7) + 7) % 7] ?? false) : word === 'worked';
}

/** The day of an instant by the city's clock. */
export function dayOf({ utcOffsetMinutes }: WorkCalendar, atMs: number): number {
  return Math.floor((atMs + utcOffsetMinutes * MINUTE_MS) / DAY_MS);
}

/** Year of a day. */
export function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}

/**
 * The first instant by which that much working time has gone by since another: the end of a working day rather than the
 * beginning of the next. For none it is that instant itself, working time or not.
 */
export function addWorkingMs(calendar: WorkCalendar, fromMs: number, workingMs: number): number {
  if (workingMs <= 0) return fromMs;
  let left = workingMs;
  let freeDays = 0;
  for (let day = dayOf(calendar, fromMs); ; day++) {
    freeDays = isWorkday(calendar, day) ? 0 : freeDays + 1;
    if (freeDays > MOST_FREE_DAYS) throw new RangeError('The calendar has no working day in more than a year.');
    for (const [beginMs, endMs] of spansOf(calendar, day)) {
      const begin = Math.max(beginMs, fromMs);
      if (endMs <= begin) continue;
      if (left <= endMs - begin) return begin + left;
      left -= endMs - begin;
    }
  }
}

/** Working time of `[fromMs, toMs)`, 0 when it ends before it begins. */
export function workingMsBetween(calendar: WorkCalendar, fromMs: number, toMs: number): number {
  let sum = 0;
  for (let day = dayOf(calendar, fromMs); day <= dayOf(calendar, toMs); day++) {
    for (const [beginMs, endMs] of spansOf(calendar, day)) {
      sum += Math.max(0, Math.min(endMs, toMs) - Math.max(beginMs, fromMs));
    }
  }
  return sum;
}

/** When the working time of the n-th working day after the day of an instant ends; for none the instant itself. */
export function endOfWorkday(calendar: WorkCalendar, fromMs: number, workdays: number): number {
  if (workdays <= 0) return fromMs;
  let left = workdays;
  let freeDays = 0;
  for (let day = dayOf(calendar, fromMs) + 1; ; day++) {
    const isWorked = isWorkday(calendar, day);
    freeDays = isWorked ? 0 : freeDays + 1;
    if (freeDays > MOST_FREE_DAYS) throw new RangeError('The calendar has no working day in more than a year.');
    if (isWorked) left--;
    if (left <= 0) return spansOf(calendar, day).at(-1)?.[1] ?? fromMs;
  }
}

/** Begin and end of each stretch of working time of a day, milliseconds since 1970 UTC. */
function spansOf(calendar: WorkCalendar, day: number): readonly (readonly [beginMs: number, endMs: number])[] {
  if (!isWorkday(calendar, day)) return [];
  const midnightMs = day * DAY_MS - calendar.utcOffsetMinutes * MINUTE_MS;
  return calendar.hours.map(([fromMs, toMs]) => [midnightMs + fromMs, midnightMs + toMs]);
}

function dayOfDate(date: string): number {
  return Math.floor(Date.parse(`${date}T00:00:00Z`) / DAY_MS);
}

function timeOfDayMs(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
