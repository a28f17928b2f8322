import { fixed, grouped } from '../format/quantity.ts';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** "2025-07-01 08:30" by a clock so many minutes ahead of UTC. */
export function clockText(ms: number, utcOffsetMinutes: number): string {
  return new Date(ms + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 16).replace('T', ' ');
}

export function dayText(ms: number, utcOffsetMinutes: number): string {
  return clockText(ms, utcOffsetMinutes).slice(0, 10);
}

/** "UTC+8", "UTC−3:30". */
export function zoneText(utcOffsetMinutes: number): string {
  const hours = Math.floor(Math.abs(utcOffsetMinutes) / 60);
  const minutes = Math.abs(utcOffsetMinutes) % 60;
  return `UTC${utcOffsetMinutes < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
}

/** Minutes to an hour and a half, hours to two days, then days. */
export function durationText(ms: number, say: Say): string {
  const size = Math.abs(ms);
  if (size < 1.5 * HOUR_MS)
    return say('cases.minutes', { number: fixed(ms / MINUTE_MS, size < 10 * MINUTE_MS ? 1 : 0) });
  if (size < 2 * DAY_MS) return say('cases.hoursLong', { number: fixed(ms / HOUR_MS, 1) });
  return say('cases.days', { number: fixed(ms / DAY_MS, 1) });
}

/** "98.2%"; `null` where nothing is known to take a share of. */
export function shareText(part: number, whole: number): string | null {
  return whole === 0 ? null : `${fixed((100 * part) / whole, 1)}%`;
}

/** January first. */
export function monthName(month: number, language: Language): string {
  return nameOf({ month: 'short' }, new Date(Date.UTC(2024, month, 15)), language);
}

/** Monday is 0. */
export function weekdayName(weekday: number, language: Language): string {
  // 2024-01-01 was a Monday.
  return nameOf({ weekday: 'short' }, new Date(Date.UTC(2024, 0, 1 + weekday)), language);
}

function nameOf(part: Intl.DateTimeFormatOptions, date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en', { ...part, timeZone: 'UTC' }).format(date);
}

/** A class of cells in words: "3–7", "2–5%". */
export function classText(from: number, to: number | null, isShare: boolean): string {
  const figure = (value: number): string => (isShare ? fixed(value * 100, 0) : grouped(value));
  const unit = isShare ? '%' : '';
  if (to === null) return `> ${figure(from)}${unit}`;
  return from === to ? `${figure(to)}${unit}` : `${figure(from)}–${figure(to)}${unit}`;
}
