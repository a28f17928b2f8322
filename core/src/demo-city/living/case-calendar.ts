import type { SeededRandom } from '../../random/seeded-random.ts';

/** A day of the made-up year with its weather, as far as it drives cases. */
export interface CaseDay {
  /** Midnight in China, milliseconds since 1970 UTC. */
  readonly startMs: number;
  /** 0 is January. */
  readonly month: number;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly isHoliday: boolean;
  /** Rain of the day, mm. */
  readonly rainMm: number;
  /** Hour at which most of it falls. */
  readonly rainHour: number;
  /** Lowest temperature of the day, degrees Celsius. */
  readonly coldestC: number;
  /** How many cases the day has against a mean one. */
  readonly weight: number;
}

/** Clock of the city: eight hours ahead of UTC. */
export const CHINA_OFFSET_MS = 8 * 3_600_000;

const DAY_MS = 86_400_000;

/** Chance of rain on a day of each month, and its mean amount, mm: a coast of the Bohai with 620 mm a year, most in July and August. */
const RAIN_CHANCE = [0.05, 0.07, 0.09, 0.15, 0.2, 0.3, 0.42, 0.36, 0.22, 0.16, 0.11, 0.06];
const RAIN_MEAN_MM = [1.5, 2, 3, 5, 7, 9, 15, 16, 8, 6, 4, 2];
/** Mean lowest temperature of each month, degrees Celsius. */
const COLDEST_C = [-9, -6, 0, 7, 13, 18, 22, 22, 16, 9, 1, -6];

/** Rounds go out on workdays; from Monday on. */
const WEEKDAY_WEIGHT = [1.12, 1.08, 1.06, 1.05, 1.07, 0.86, 0.76];
/** From January on: spring cleaning, the season of visitors, quiet winters. */
const MONTH_WEIGHT = [0.74, 0.7, 0.98, 1.05, 1.06, 1.08, 1.24, 1.26, 1.06, 1.04, 0.95, 0.84];

/** Public holidays of 2025 by month and day. */
const HOLIDAYS_2025: ReadonlySet<string> = new Set(
  (
    '1-1 1-28 1-29 1-30 1-31 2-1 2-2 2-3 2-4 4-4 4-5 4-6 5-1 5-2 5-3 5-4 5-5 5-31 6-1 6-2 ' +
    '10-1 10-2 10-3 10-4 10-5 10-6 10-7 10-8'
  ).split(' '),
);

/** The year that the past cases are of. */
export const CASE_YEAR = 2025;

/** Public holidays of any other year: those that do not follow the moon. */
const HOLIDAYS: ReadonlySet<string> = new Set(
  '1-1 4-4 4-5 4-6 5-1 5-2 5-3 5-4 5-5 10-1 10-2 10-3 10-4 10-5 10-6 10-7'.split(' '),
);

/** Every day of a year. The same random run gives the same weather. */
export function caseCalendar(random: SeededRandom, year = CASE_YEAR): readonly CaseDay[] {
  const days: CaseDay[] = [];
  const holidays = year === CASE_YEAR ? HOLIDAYS_2025 : HOLIDAYS;
  for (let utc = Date.UTC(year, 0, 1); utc < Date.UTC(year + 1, 0, 1); utc += DAY_MS) {
    const date = new Date(utc);
    const month = date.getUTCMonth();
    const weekday = (date.getUTCDay() + 6) % 7;
    const isHoliday = holidays.has(`${month + 1}-${date.getUTCDate()}`);
    const rains = random.chance(RAIN_CHANCE[month] ?? 0);
    // Amounts of rainy days are spread exponentially: most are showers, a few are floods.
    const rainMm = rains ? -Math.log(1 - random.next()) * (RAIN_MEAN_MM[month] ?? 0) : 0;
    const rainHour = Math.floor(random.between(2, 22));
    const coldestC = (COLDEST_C[month] ?? 0) + random.between(-5, 5);
    const rest = isHoliday ? 0.72 : (WEEKDAY_WEIGHT[weekday] ?? 1);
    // Patrols stay in when it pours, the hotline rings instead.
    const weather = 1 + Math.min(0.6, rainMm / 60) - (rainMm > 10 ? 0.15 : 0);
    const weight = rest * (MONTH_WEIGHT[month] ?? 1) * weather * random.between(0.92, 1.08);
    days.push({
      startMs: utc - CHINA_OFFSET_MS,
      month,
      weekday,
      isHoliday,
      rainMm,
      rainHour,
      coldestC,
      weight,
    });
  }
  return days;
}
