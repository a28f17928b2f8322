import { durationText } from '../cases/case-format.ts';
import type { Say } from '../i18n/i18n.ts';
import type { CaseClock } from './desk-lists.ts';

/** Below this a clock shows its seconds, milliseconds. */
const SECONDS_BELOW_MS = 3_600_000;

/** "4:07" to the hour, then hours and days. */
export function countdownText(ms: number, say: Say): string {
  const size = Math.abs(ms);
  if (size >= SECONDS_BELOW_MS) return durationText(size, say);
  const seconds = Math.floor(size / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** What is due next and how much time is left of it. */
export function clockWords({ due, leftMs }: CaseClock, say: Say): string {
  if (due === null) return '';
  const step = say(`desk.due.${due.step}`);
  if (leftMs === null) return `${step}: ${say('desk.noDue')}`;
  const time = countdownText(leftMs, say);
  return `${step}: ${say(leftMs < 0 ? 'desk.late' : 'desk.left', { time })}`;
}
