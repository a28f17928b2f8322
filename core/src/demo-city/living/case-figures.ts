import type { CityCase } from '../../model/city-case.ts';
import { CHINA_OFFSET_MS } from './case-calendar.ts';

/** What a set of cases comes to; hours and weekdays (from Monday) by the city's clock. */
export interface CaseFigures {
  readonly total: number;
  readonly byHour: readonly number[];
  readonly byWeekday: readonly number[];
  readonly byMonth: readonly number[];
  /** Most cases reported within one hour, and on one day. */
  readonly busiestHour: number;
  readonly busiestDay: number;
  /** Shares of all that were reported. */
  readonly registered: number;
  /** Shares of those dispatched and handled. */
  readonly dispatchedInTime: number;
  readonly handledInTime: number;
  /** From registration to dispatch, minutes. */
  readonly medianDispatchMinutes: number;
  readonly open: number;
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

export function caseFigures(cases: Iterable<CityCase>): CaseFigures {
  const byHour = Array.from({ length: 24 }, () => 0);
  const byWeekday = Array.from({ length: 7 }, () => 0);
  const byMonth = Array.from({ length: 12 }, () => 0);
  const perHour = new Map<number, number>();
  const perDay = new Map<number, number>();
  const dispatchMs: number[] = [];
  let total = 0;
  let registered = 0;
  let dispatchedInTime = 0;
  let handled = 0;
  let handledInTime = 0;
  let open = 0;
  for (const { steps, dispatchDueMs, handleDueMs, result } of cases) {
    total += 1;
    if (result === 'open') open += 1;
    if (steps.report !== null) {
      const clock = steps.report + CHINA_OFFSET_MS;
      add(byHour, Math.floor(clock / HOUR_MS) % 24);
      add(byWeekday, (Math.floor(clock / DAY_MS) + 3) % 7);
      add(byMonth, new Date(clock).getUTCMonth());
      count(perHour, Math.floor(clock / HOUR_MS));
      count(perDay, Math.floor(clock / DAY_MS));
    }
    if (steps.register === null) continue;
    registered += 1;
    if (steps.dispatch === null) continue;
    dispatchMs.push(steps.dispatch - steps.register);
    if (dispatchDueMs !== null && steps.dispatch <= dispatchDueMs) dispatchedInTime += 1;
    if (steps.handle === null) continue;
    handled += 1;
    if (handleDueMs !== null && steps.handle <= handleDueMs) handledInTime += 1;
  }
  dispatchMs.sort((a, b) => a - b);
  return {
    total,
    byHour,
    byWeekday,
    byMonth,
    busiestHour: most(perHour),
    busiestDay: most(perDay),
    registered: registered / total,
    dispatchedInTime: dispatchedInTime / dispatchMs.length,
    handledInTime: handledInTime / handled,
    medianDispatchMinutes: (dispatchMs[dispatchMs.length >> 1] ?? Number.NaN) / MINUTE_MS,
    open,
  };
}

function add(slots: number[], slot: number): void {
  slots[slot] = (slots[slot] ?? 0) + 1;
}

function count(counts: Map<number, number>, key: number): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function most(counts: ReadonlyMap<number, number>): number {
  let found = 0;
  for (const value of counts.values()) found = Math.max(found, value);
  return found;
}
