import { describe, expect, it } from 'vitest';
import { DAY_MS, dayScale, midnightBefore } from './day-scale.ts';

const CHINA_MINUTES = 480;
/** Noon of 20 November 2026 in China. */
const NOON_MS = Date.UTC(2026, 10, 20, 4);

describe('the days behind the scrubber', () => {
  it('begin at midnight by the clock of the city, which in China is 16:00 UTC of the day before', () => {
    expect(midnightBefore(NOON_MS, CHINA_MINUTES)).toBe(Date.UTC(2026, 10, 19, 16));
    expect(midnightBefore(Date.UTC(2026, 10, 19, 16), CHINA_MINUTES)).toBe(Date.UTC(2026, 10, 19, 16));
  });

  it('reach back a year at least, and as far as anything is known', () => {
    const year = dayScale(null, NOON_MS, CHINA_MINUTES);
    expect(year.counts).toHaveLength(365);
    expect(year.firstMs + 364 * DAY_MS).toBe(Date.UTC(2026, 10, 19, 16));
    const fromMs = Date.UTC(2024, 11, 31, 16);
    const casesByDay = [{ startMs: fromMs + DAY_MS, count: 214 }];
    const whole = dayScale({ fromMs, logFromMs: null, isSimulated: false, casesByDay }, NOON_MS, CHINA_MINUTES);
    // All of 2025 and 324 days of 2026.
    expect(whole.counts).toHaveLength(365 + 324);
    expect(whole.counts.slice(0, 3)).toEqual([0, 214, 0]);
  });
});
