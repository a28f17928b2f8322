import type { AlarmRule } from '../protocol/live/alarm-rule.ts';

const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const DAY_MS = DAY_MINUTES * MINUTE_MS;

type Timing = Pick<AlarmRule, 'schedule' | 'effectiveFrom' | 'effectiveUntil'>;

/** When a rule is in force. Times are milliseconds since 1970 UTC. */
export interface RuleTimes {
  isInForce(atMs: number): boolean;
  /** The next time after `atMs` at which that may change; null when it never does. */
  nextChangeMs(atMs: number): number | null;
}

/** By a clock that is so many minutes ahead of UTC all year. */
export function ruleTimes({ schedule, effectiveFrom, effectiveUntil }: Timing, utcOffsetMinutes: number): RuleTimes {
  const fromMs = effectiveFrom === null ? null : Date.parse(effectiveFrom);
  const untilMs = effectiveUntil === null ? null : Date.parse(effectiveUntil);
  const offsetMs = utcOffsetMinutes * MINUTE_MS;
  const from = minutesOf(schedule?.from ?? '00:00');
  const until = minutesOf(schedule?.until ?? '00:00');
  return {
    isInForce(atMs) {
      if ((fromMs !== null && atMs < fromMs) || (untilMs !== null && atMs >= untilMs)) return false;
      if (schedule === null) return true;
      const clock = new Date(atMs + offsetMs);
      const weekday = clock.getUTCDay() || 7;
      if (schedule.weekdays !== undefined && !schedule.weekdays.includes(weekday)) return false;
      if (schedule.months !== undefined && !schedule.months.includes(clock.getUTCMonth() + 1)) return false;
      const minute = clock.getUTCHours() * 60 + clock.getUTCMinutes();
      if (from === until) return true;
      return from < until ? minute >= from && minute < until : minute >= from || minute < until;
    },
    nextChangeMs(atMs) {
      const changes = [fromMs, untilMs].filter((each) => each !== null && each > atMs);
      if (schedule !== null) {
        const midnight = Math.floor((atMs + offsetMs) / DAY_MS) * DAY_MS - offsetMs;
        for (const minute of [from, until, DAY_MINUTES]) {
          const time = midnight + minute * MINUTE_MS;
          changes.push(time > atMs ? time : time + DAY_MS);
        }
      }
      return changes.reduce<number | null>(
        (least, each) => (each === null || (least ?? each) < each ? least : each),
        null,
      );
    },
  };
}

function minutesOf(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}
