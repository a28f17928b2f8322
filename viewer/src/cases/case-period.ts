/** The part of the year that cases are counted in; `all` is every case, those of unknown time too. */
export type CasePeriod =
  | { readonly kind: 'all' }
  | { readonly kind: 'year'; readonly year: number }
  /** `month` from 1. */
  | { readonly kind: 'month'; readonly year: number; readonly month: number }
  /** The last 30 days that the data tell of, whole days of the city's clock. */
  | { readonly kind: 'last30' };

export const ALL_CASES: CasePeriod = { kind: 'all' };

/** From the first moment to before the second, milliseconds since 1970; `null` is without end. */
export interface CaseRange {
  readonly fromMs: number | null;
  readonly toMs: number | null;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/**
 * The moments a period begins and ends at, by a clock so many minutes ahead of UTC. `lastMs` is the last report that the
 * data tell of; without it nobody knows which 30 days were meant, and the answer is `null`.
 */
export function caseRange(period: CasePeriod, utcOffsetMinutes: number, lastMs: number | null): CaseRange | null {
  const shiftMs = utcOffsetMinutes * MINUTE_MS;
  switch (period.kind) {
    case 'all':
      return { fromMs: null, toMs: null };
    case 'year':
      return { fromMs: Date.UTC(period.year, 0) - shiftMs, toMs: Date.UTC(period.year + 1, 0) - shiftMs };
    case 'month':
      return {
        fromMs: Date.UTC(period.year, period.month - 1) - shiftMs,
        toMs: Date.UTC(period.year, period.month) - shiftMs,
      };
    case 'last30': {
      if (lastMs === null) return null;
      const toMs = (Math.floor((lastMs + shiftMs) / DAY_MS) + 1) * DAY_MS - shiftMs;
      return { fromMs: toMs - 30 * DAY_MS, toMs };
    }
  }
}

/** Years from the first report to the last by the city's clock; none while nothing is known of time. */
export function caseYears(
  { fromMs, toMs }: { readonly fromMs: number | null; readonly toMs: number | null },
  utcOffsetMinutes: number,
): readonly number[] {
  if (fromMs === null || toMs === null) return [];
  const yearOf = (ms: number): number => new Date(ms + utcOffsetMinutes * MINUTE_MS).getUTCFullYear();
  const first = yearOf(fromMs);
  return Array.from({ length: yearOf(toMs) - first + 1 }, (_, i) => first + i);
}

/** `all`, `2025`, `2025-07` or `last30`, for the address. */
export function encodePeriod(period: CasePeriod): string {
  switch (period.kind) {
    case 'all':
    case 'last30':
      return period.kind;
    case 'year':
      return String(period.year);
    case 'month':
      return `${period.year}-${String(period.month).padStart(2, '0')}`;
  }
}

/** Reads what `encodePeriod` wrote; anything else is `null`. */
export function decodePeriod(text: string): CasePeriod | null {
  if (text === 'all' || text === 'last30') return { kind: text };
  const [, year, month] = /^(\d{4})(?:-(0[1-9]|1[0-2]))?$/.exec(text) ?? [];
  if (year === undefined) return null;
  return month === undefined
    ? { kind: 'year', year: Number(year) }
    : { kind: 'month', year: Number(year), month: Number(month) };
}
