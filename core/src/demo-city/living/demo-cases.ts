import type { CityCase } from '../../model/city-case.ts';
import { type SeededRandom, seededRandom } from '../../random/seeded-random.ts';
import { CASE_YEAR, type CaseDay, CHINA_OFFSET_MS, caseCalendar } from './case-calendar.ts';
import type { CaseGround } from './case-ground.ts';
import { CASE_TYPES, type CaseType } from './case-kinds.ts';
import { cityCaseAt } from './city-case-at.ts';
import { groundsByType } from './grounds-by-type.ts';
import { share, weightedPick } from './weighted-pick.ts';

/** A year of the city: 411 a day in the mean. */
export const CASES_A_YEAR = 150_000;

const HOUR_MS = 3_600_000;

/** Reports by hour: rounds from half past seven to six with a rest at noon, the evening is the citizens'. */
export const HOUR_WEIGHT = [
  0.25, 0.15, 0.1, 0.1, 0.15, 0.4, 1.2, 3.2, 7.6, 9.4, 8.6, 6.2, 3.4, 4.4, 7.4, 8.2, 7.2, 5.2, 3.4, 2.8, 2.4, 1.7, 1,
  0.5,
];

/**
 * A year of past cases, in the order of their reports, as they stood at midnight after its last day: later steps have not
 * been reached then and the case is open. The same seed and grounds give the same cases.
 */
export function* demoCases(grounds: readonly CaseGround[], seed: number, count = CASES_A_YEAR): Iterable<CityCase> {
  if (grounds.length === 0 || count === 0) return;
  const random = seededRandom(seed);
  const days = caseCalendar(random);
  const places = groundsByType(grounds);
  const endMs = Date.UTC(CASE_YEAR + 1, 0, 1) - CHINA_OFFSET_MS;
  const perDay = share(
    count,
    days.map((day) => day.weight),
  );
  for (const [i, day] of days.entries()) {
    const pickType = weightedPick(CASE_TYPES.map((type) => type.weight * driven(type, day)));
    const reports: { readonly atMs: number; readonly type: CaseType }[] = [];
    for (let n = 0; n < (perDay[i] ?? 0); n++) {
      const type = CASE_TYPES[pickType(random.next())] ?? CASE_TYPES[0];
      if (type !== undefined) reports.push({ atMs: day.startMs + Math.floor(timeOfDayMs(type, day, random)), type });
    }
    reports.sort((a, b) => a.atMs - b.atMs);
    for (const [n, { atMs, type }] of reports.entries()) {
      yield cityCaseAt(`${dayText(day)}${String(n + 1).padStart(5, '0')}`, atMs, type, day, places, endMs, random);
    }
  }
}

/** How much more common a kind is on such a day. */
export function driven({ driver }: CaseType, { rainMm, coldestC, month, isHoliday, weekday }: CaseDay): number {
  switch (driver) {
    case null:
      return 1;
    case 'rain':
      return 0.3 + Math.min(20, rainMm / 3);
    case 'flood':
      // Drains take what a shower brings.
      return 0.02 + Math.min(40, Math.max(0, rainMm - 4) / 1.5);
    case 'frost':
      return coldestC < -6 ? 3 : coldestC < 0 ? 1.8 : 0.4;
    case 'works':
      return isHoliday || month < 2 || month > 10 ? 0.4 : weekday < 5 ? 1.3 : 0.8;
    case 'summer':
      return month >= 5 && month <= 8 ? 1.8 : month < 3 || month > 9 ? 0.5 : 1;
  }
}

const pickHour = weightedPick(HOUR_WEIGHT);

/** What rain brings is reported within hours of it; everything else by the rhythm of the day. */
function timeOfDayMs({ driver }: CaseType, { rainMm, rainHour }: CaseDay, random: SeededRandom): number {
  const follows = (driver === 'rain' || driver === 'flood') && rainMm > 2 && random.chance(0.7);
  const hour = follows ? Math.min(23, rainHour + Math.floor(random.between(0, 5))) : pickHour(random.next());
  return (hour + random.next()) * HOUR_MS;
}

function dayText({ startMs }: CaseDay): string {
  return new Date(startMs + CHINA_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
}
