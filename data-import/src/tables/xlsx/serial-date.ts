const DAY_MS = 86_400_000;
/** Serial 1 is 1900-01-01; days from serial 61 on count from here, because Excel holds 1900 for a leap year. */
const EPOCH_1900_MS = Date.UTC(1899, 11, 30);
const EPOCH_1904_MS = Date.UTC(1904, 0, 1);
/** The day that never was: 1900-02-29. */
const FALSE_LEAP_DAY = 60;
/** 9999-12-31, the last day a workbook knows. */
const LAST_SERIAL = 2_958_465;

/**
 * A date of a workbook as ISO 8601: `2024-05-31`, with the time when there is one (`2024-05-31T08:30:00`), only the time for
 * serials below 1 (`08:30:00`). `null` for what is no date: negative serials, beyond the year 9999, the false leap day.
 */
export function serialToIso(serial: number, from1904: boolean): string | null {
  if (!Number.isFinite(serial) || serial < 0 || serial >= LAST_SERIAL + 1) return null;
  const seconds = Math.round(serial * 86_400);
  const days = Math.floor(seconds / 86_400);
  const time = seconds % 86_400;
  if (days === 0 && !from1904) return timeText(time);
  if (days === FALSE_LEAP_DAY && !from1904) return null;
  const epoch = from1904 ? EPOCH_1904_MS : EPOCH_1900_MS + (days < FALSE_LEAP_DAY ? DAY_MS : 0);
  const day = new Date(epoch + days * DAY_MS).toISOString().slice(0, 10);
  return time === 0 ? day : `${day}T${timeText(time)}`;
}

function timeText(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
