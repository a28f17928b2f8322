import type { LiveExtent } from '@undercroft/core/protocol/live/replay';

const MINUTE_MS = 60_000;
export const DAY_MS = 24 * 60 * MINUTE_MS;

/** The days that can be gone back to, by the clock of the city. */
export interface DayScale {
  /** Midnight of the first, milliseconds since 1970 UTC. */
  readonly firstMs: number;
  /** Cases reported on each day, up to and with today. */
  readonly counts: readonly number[];
}

/** A year at least: where less is known its days are empty. */
const LEAST_DAYS = 365;

/** The midnight before an instant, by a clock so many minutes ahead of UTC. */
export function midnightBefore(ms: number, utcOffsetMinutes: number): number {
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  return Math.floor((ms + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
}

export function dayScale(extent: LiveExtent | null, presentMs: number, utcOffsetMinutes: number): DayScale {
  const today = midnightBefore(presentMs, utcOffsetMinutes);
  const known = midnightBefore(extent?.fromMs ?? today, utcOffsetMinutes);
  const firstMs = Math.min(known, today - (LEAST_DAYS - 1) * DAY_MS);
  const counts = Array.from({ length: Math.round((today - firstMs) / DAY_MS) + 1 }, () => 0);
  for (const { startMs, count } of extent?.casesByDay ?? []) {
    const day = Math.round((startMs - firstMs) / DAY_MS);
    if (day < counts.length) counts[day] = count;
  }
  return { firstMs, counts };
}
