import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromZoneClock, zoneClock } from './zone-clock.ts';

describe('the clock of a zone', () => {
  it('shows the next day at 23:30 UTC eight hours ahead', () => {
    expect(zoneClock(Date.UTC(2026, 5, 20, 23, 30), 8)).toEqual({ date: '2026-06-21', minutes: 450 });
  });

  it('goes there and back', () => {
    const minute = fc.integer({ min: 0, max: 60_000_000 }).map((minutes) => minutes * 60_000);
    fc.assert(
      fc.property(minute, fc.integer({ min: -12, max: 14 }), (timeMs, zone) => {
        const { date, minutes } = zoneClock(timeMs, zone);
        expect(fromZoneClock(date, minutes, zone)).toBe(timeMs);
      }),
    );
  });

  it('has no instant for a date that is not one', () => {
    expect(fromZoneClock('', 0, 8)).toBeNull();
    expect(fromZoneClock('2026-02-45', 0, 8)).toBeNull();
  });
});
