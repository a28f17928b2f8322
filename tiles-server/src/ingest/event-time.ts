import type { Refusal } from '../live/live-scene.ts';
import { refused, shown } from './refused.ts';

/** A device's clock may be ahead of the server's by so much; beyond it an event would hold the present for too long, ms. */
export const AHEAD_LIMIT_MS = 5 * 60_000;

/** A clock before this was never set (or counts in seconds): 2000-01-01. */
const EARLIEST_MS = Date.UTC(2000, 0, 1);

/** Milliseconds of a time as events state it, which was checked to be one. */
export function momentOf(time: string | number): number {
  return typeof time === 'number' ? time : Date.parse(time);
}

/** The time of an event, ms since 1970 UTC, or why it cannot be one that reached the server at `receivedMs`. */
export function eventTimeOf(time: string | number, receivedMs: number): number | Refusal {
  const ms = momentOf(time);
  if (!(ms >= EARLIEST_MS)) {
    return refused(
      'time-implausible',
      `eventTime: wanted a time from 2000 on, as ISO 8601 or in milliseconds since 1970, and got ${shown(time)}.`,
    );
  }
  if (ms <= receivedMs + AHEAD_LIMIT_MS) return ms;
  const now = new Date(receivedMs).toISOString();
  return refused(
    'time-in-future',
    `eventTime: wanted at most ${AHEAD_LIMIT_MS / 60_000} minutes ahead of ${now}, the server's time, and got ${shown(time)}.`,
  );
}
