import { describe, expect, it } from 'vitest';
import { type CasePeriod, caseRange, caseYears, decodePeriod, encodePeriod } from './case-period.ts';

const CHINA = 480;
const at = (text: string): number => Date.parse(text);

describe('a period of cases', () => {
  it('begins and ends at midnight of the clock of the city', () => {
    expect(caseRange({ kind: 'month', year: 2025, month: 12 }, CHINA, null)).toEqual({
      fromMs: at('2025-12-01T00:00+08:00'),
      toMs: at('2026-01-01T00:00+08:00'),
    });
    expect(caseRange({ kind: 'year', year: 2025 }, -210, null)).toEqual({
      fromMs: at('2025-01-01T00:00-03:30'),
      toMs: at('2026-01-01T00:00-03:30'),
    });
  });

  it('of the last 30 days ends with the day of the last report, which in China is not the day in UTC', () => {
    // 2025-12-31 00:30 in China is still the 30th in UTC.
    expect(caseRange({ kind: 'last30' }, CHINA, at('2025-12-30T16:30Z'))).toEqual({
      fromMs: at('2025-12-02T00:00+08:00'),
      toMs: at('2026-01-01T00:00+08:00'),
    });
    expect(caseRange({ kind: 'last30' }, CHINA, null)).toBeNull();
  });

  it('is offered for the years the data tell of', () => {
    const from = { fromMs: at('2024-12-31T15:59Z'), toMs: at('2025-12-31T16:00Z') };
    expect(caseYears(from, CHINA)).toEqual([2024, 2025, 2026]);
    expect(caseYears(from, 0)).toEqual([2024, 2025]);
    expect(caseYears({ fromMs: null, toMs: null }, CHINA)).toEqual([]);
  });

  it('goes through an address unchanged, and what is none is none', () => {
    const periods: readonly CasePeriod[] = [
      { kind: 'all' },
      { kind: 'last30' },
      { kind: 'year', year: 2025 },
      { kind: 'month', year: 2025, month: 7 },
    ];
    expect(periods.map((period) => decodePeriod(encodePeriod(period)))).toEqual(periods);
    for (const text of ['', '25', '2025-13', '2025-00', '2025-7', 'today']) expect(decodePeriod(text)).toBeNull();
  });
});
