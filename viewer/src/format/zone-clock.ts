/** What a clock shows so many whole hours ahead of UTC: the date, and the minutes since midnight. */
export interface ZoneClock {
  /** "2026-06-21". */
  readonly date: string;
  readonly minutes: number;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

export function zoneClock(timeMs: number, zoneHours: number): ZoneClock {
  const text = new Date(timeMs + zoneHours * HOUR_MS).toISOString();
  return { date: text.slice(0, 10), minutes: Number(text.slice(11, 13)) * 60 + Number(text.slice(14, 16)) };
}

/** The instant a clock shows, milliseconds since 1970; `null` for what is no date, such as one half typed. */
export function fromZoneClock(date: string, minutes: number, zoneHours: number): number | null {
  const midnight = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00Z`) : Number.NaN;
  return Number.isFinite(midnight) ? midnight + minutes * MINUTE_MS - zoneHours * HOUR_MS : null;
}
