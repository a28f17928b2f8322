import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHINA_CALENDAR } from './china-calendar.ts';
import { dueAt, undeclaredYears } from './due-at.ts';
import { addWorkingMs, dayOf, endOfWorkday, isWorkday, workCalendar, workingMsBetween } from './work-calendar.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const CHINA = workCalendar(CHINA_CALENDAR, 480);

/** An instant by the clock of China. */
function at(text: string): number {
  return Date.parse(`${text}+08:00`);
}

describe('working time', () => {
  it.each([
    // Wednesday afternoon: 2 h until half past five, then seven days of holidays; the other 2 h on Thursday the 8th.
    ['2026-09-30T15:30', 4, '2026-10-08T10:30'],
    // Friday noon: 4 h of the afternoon are all of it. Due at its end, not on Monday morning.
    ['2026-03-06T12:00', 4, '2026-03-06T17:30'],
    // One minute more is due on Monday.
    ['2026-03-06T12:00', 4 + 1 / 60, '2026-03-09T08:31'],
    // At night over midnight: begins at half past eight.
    ['2026-03-04T23:50', 1, '2026-03-05T09:30'],
    // Over the midday rest.
    ['2026-03-04T11:30', 1, '2026-03-04T14:00'],
    // Saturday 2026-02-14 is worked, and then nine days are free: 1 h on the Saturday, 1 h on Tuesday the 24th.
    ['2026-02-14T16:30', 2, '2026-02-24T09:30'],
  ])('from %s %s hours go until %s', (from, hours, until) => {
    expect(addWorkingMs(CHINA, at(from), hours * HOUR_MS)).toBe(at(until));
  });

  it('of no length ends where it begins, by day and by night', () => {
    expect(addWorkingMs(CHINA, at('2026-03-04T23:50'), 0)).toBe(at('2026-03-04T23:50'));
  });

  it('of a day is seven and a half hours, of a week with a holiday on Friday four days of it', () => {
    expect(workingMsBetween(CHINA, at('2026-03-04T00:00'), at('2026-03-05T00:00'))).toBe(7.5 * HOUR_MS);
    // Monday 2026-04-27 to Sunday 2026-05-03; the 1st of May is a Friday.
    expect(workingMsBetween(CHINA, at('2026-04-27T00:00'), at('2026-05-04T00:00'))).toBe(4 * 7.5 * HOUR_MS);
    expect(workingMsBetween(CHINA, at('2026-03-05T00:00'), at('2026-03-04T00:00'))).toBe(0);
  });

  it('of working days ends with the n-th after the day it begins', () => {
    // Thursday 2026-09-24: the 25th to 27th are free, so the first is Monday, the third Wednesday.
    expect(endOfWorkday(CHINA, at('2026-09-24T09:00'), 3)).toBe(at('2026-09-30T17:30'));
    expect(endOfWorkday(CHINA, at('2026-09-24T23:59'), 3)).toBe(at('2026-09-30T17:30'));
    // Saturday the 9th of May is worked.
    expect(endOfWorkday(CHINA, at('2026-05-08T09:00'), 1)).toBe(at('2026-05-09T17:30'));
  });

  it('knows the days of the notice: 33 days of holidays and 6 worked days of weekends in 2026', () => {
    const days = Array.from({ length: 365 }, (_, i) => dayOf(CHINA, at('2026-01-01T12:00')) + i);
    const weekdays = workCalendar({ ...CHINA_CALENDAR, years: [] }, 480);
    const freed = days.filter((day) => isWorkday(weekdays, day) && !isWorkday(CHINA, day));
    const worked = days.filter((day) => !isWorkday(weekdays, day) && isWorkday(CHINA, day));
    expect(worked).toHaveLength(6);
    // 3 + 9 + 3 + 5 + 3 + 3 + 7 = 33 days, of which 3 Jan, 15, 21 and 22 Feb, 4 and 5 Apr, 2 and 3 May, 20 and 21 Jun,
    // 26 and 27 Sep, 3 and 4 Oct are of weekends anyway: 14.
    expect(freed).toHaveLength(33 - 14);
  });

  it('says which years nobody has declared', () => {
    expect(undeclaredYears(CHINA, at('2026-12-30T12:00'), at('2027-01-02T12:00'))).toEqual([2027]);
    expect(undeclaredYears(CHINA, at('2025-12-30T12:00'), at('2026-01-02T12:00'))).toEqual([]);
  });

  it('is not known where the clock of the city is not', () => {
    expect(dueAt(null, 0, { amount: 4, unit: 'workingHours' })).toBeNull();
    expect(dueAt(null, 0, { amount: 4, unit: 'workdays' })).toBeNull();
    expect(dueAt(null, 0, { amount: 4, unit: 'hours' })).toBe(4 * HOUR_MS);
    expect(dueAt(CHINA, 0, null)).toBeNull();
  });

  it('refuses a holiday that ends before it begins, and a calendar without working days', () => {
    const years = [
      { year: 2026, source: 's', holidays: [{ name: 'n', from: '2026-02-02', to: '2026-02-01' }], workdays: [] },
    ];
    expect(() => workCalendar({ ...CHINA_CALENDAR, years }, 480)).toThrow('must not end before');
    const never = { ...CHINA, freeWeekdays: Array.from({ length: 7 }, () => true), declared: new Map() };
    expect(() => addWorkingMs(never, 0, 1)).toThrow('no working day');
    expect(() => endOfWorkday(never, 0, 1)).toThrow('no working day');
  });

  const instant = fc.integer({ min: at('2025-12-01T00:00'), max: at('2026-12-01T00:00') });
  const working = fc.integer({ min: 0, max: 100 * 60 }).map((minutes) => minutes * MINUTE_MS);

  it('adds up: a then b is a + b, and what was added lies between', () => {
    fc.assert(
      fc.property(instant, working, working, (from, a, b) => {
        const whole = addWorkingMs(CHINA, from, a + b);
        expect(addWorkingMs(CHINA, addWorkingMs(CHINA, from, a), b)).toBe(whole);
        expect(workingMsBetween(CHINA, from, whole)).toBe(a + b);
      }),
    );
  });

  it('never ends earlier for beginning later or for lasting longer', () => {
    fc.assert(
      fc.property(instant, instant, working, working, (x, y, a, b) => {
        const [from, later] = x < y ? [x, y] : [y, x];
        const [short, long] = a < b ? [a, b] : [b, a];
        expect(addWorkingMs(CHINA, from, short)).toBeLessThanOrEqual(addWorkingMs(CHINA, later, short));
        expect(addWorkingMs(CHINA, from, short)).toBeLessThanOrEqual(addWorkingMs(CHINA, from, long));
      }),
    );
  });
});
