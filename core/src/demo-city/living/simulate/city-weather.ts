import { seededRandom } from '../../../random/seeded-random.ts';
import { CASE_YEAR, type CaseDay, CHINA_OFFSET_MS, caseCalendar } from '../case-calendar.ts';

/** The made-up weather and calendar at any time. */
export interface CityWeather {
  dayAt(timeMs: number): CaseDay;
  /** Sum of the weights of the days of the year that a time lies in. */
  yearWeightAt(timeMs: number): number;
  rainMmPerHour(timeMs: number): number;
  temperatureC(timeMs: number): number;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** A shower's rain is spread about its hour like a bell of this width, hours. */
const SHOWER_H = 1.3;

/** Weather of every year by its own seed; that of `CASE_YEAR` is the one that the past cases were made by. */
export function cityWeather(seed: number): CityWeather {
  let year = Number.NaN;
  let days: readonly CaseDay[] = [];
  let weight = 0;
  const turnTo = (timeMs: number): void => {
    const wanted = new Date(timeMs + CHINA_OFFSET_MS).getUTCFullYear();
    if (wanted === year) return;
    year = wanted;
    days = caseCalendar(seededRandom(seed + year - CASE_YEAR), year);
    weight = days.reduce((sum, day) => sum + day.weight, 0);
  };
  const dayAt = (timeMs: number): CaseDay => {
    turnTo(timeMs);
    const first = days[0];
    const day = first && days[Math.floor((timeMs - first.startMs) / DAY_MS)];
    if (day === undefined) throw new RangeError(`cityWeather: wanted a time of the year ${year}, got ${timeMs}`);
    return day;
  };
  return {
    dayAt,
    yearWeightAt(timeMs) {
      turnTo(timeMs);
      return weight;
    },
    rainMmPerHour(timeMs) {
      const { rainMm, rainHour, startMs } = dayAt(timeMs);
      return (
        (rainMm * bell((timeMs - startMs) / HOUR_MS - rainHour - 0.5, SHOWER_H)) / (SHOWER_H * Math.sqrt(2 * Math.PI))
      );
    },
    temperatureC(timeMs) {
      const { coldestC, startMs } = dayAt(timeMs);
      // Coldest at five, warmest at five in the afternoon, nine degrees apart.
      return coldestC + 4.5 * (1 - Math.cos(((timeMs - startMs) / HOUR_MS - 5) * (Math.PI / 12)));
    },
  };
}

/** 1 in the middle, falling off like a normal distribution of that width. */
export function bell(x: number, width: number): number {
  return Math.exp(-0.5 * (x / width) ** 2);
}
