const MINUTE_MS = 60_000;

/** The day of an instant by a clock, `20261120`; by UTC where none is declared. */
export function dayText(atMs: number, utcOffsetMinutes: number | undefined): string {
  return new Date(atMs + (utcOffsetMinutes ?? 0) * MINUTE_MS).toISOString().slice(0, 10).replaceAll('-', '');
}

/** Tracking number of the n-th case reported on a day, `AJ20261120-00042` (AJ: 案件). */
export function trackingNumber(day: string, serial: number): string {
  return `AJ${day}-${String(serial).padStart(5, '0')}`;
}
