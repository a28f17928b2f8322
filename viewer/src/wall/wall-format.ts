import { fixed, grouped } from '../format/quantity.ts';
import type { Say } from '../i18n/i18n.ts';
import type { Language } from '../i18n/language.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** From here on a number is told in ten thousands (万) or thousands (k). */
const LARGE = 10_000;

/** A count as a wall shows it: whole up to 9,999, then "1.5万" in Chinese and "15k" in English. */
export function countText(count: number, language: Language): string {
  if (count < LARGE) return grouped(count);
  return language === 'zh' ? `${shortened(count / 10_000)}万` : `${shortened(count / 1000)}k`;
}

function shortened(value: number): string {
  return value < 100 ? fixed(Math.floor(value * 10) / 10, 1).replace(/\.0$/, '') : grouped(Math.floor(value));
}

/** How long ago, or for how long: seconds to a minute and a half, minutes to an hour and a half, hours to two days. */
export function ageText(ms: number, say: Say): string {
  const size = Math.max(0, ms);
  if (size < 1.5 * MINUTE_MS) return say('wall.seconds', { number: Math.floor(size / SECOND_MS) });
  if (size < 1.5 * HOUR_MS) return say('wall.minutes', { number: Math.floor(size / MINUTE_MS) });
  if (size < 2 * DAY_MS) return say('wall.hours', { number: Math.floor(size / HOUR_MS) });
  return say('wall.days', { number: Math.floor(size / DAY_MS) });
}

/** "08:30:05" by a clock so many minutes ahead of UTC. */
export function timeText(ms: number, utcOffsetMinutes: number): string {
  return new Date(ms + utcOffsetMinutes * MINUTE_MS).toISOString().slice(11, 19);
}

/** "2026-06-21" by the same clock. */
export function dateText(ms: number, utcOffsetMinutes: number): string {
  return new Date(ms + utcOffsetMinutes * MINUTE_MS).toISOString().slice(0, 10);
}

/** Distance to a unit or a camera: metres, from a kilometre on kilometres. */
export function distanceText(metres: number): string {
  return metres < 1000 ? `${grouped(metres)} m` : `${fixed(metres / 1000, 1)} km`;
}
