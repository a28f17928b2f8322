import { NEW_LIVE_CASE } from '../../../live/live-case.ts';
import { type SeededRandom, seededRandom } from '../../../random/seeded-random.ts';
import { type CaseDay, CHINA_OFFSET_MS } from '../case-calendar.ts';
import type { CaseGround } from '../case-ground.ts';
import { CASE_TYPES, type CaseType } from '../case-kinds.ts';
import { cityCaseAt } from '../city-case-at.ts';
import { CASES_A_YEAR, driven, HOUR_WEIGHT } from '../demo-cases.ts';
import { groundsByType } from '../grounds-by-type.ts';
import { weightedPick } from '../weighted-pick.ts';
import { type BeatingSource, SIMULATOR } from './beating-source.ts';
import type { CityWeather } from './city-weather.ts';
import { hashUnit } from './hash-unit.ts';

const HOUR_MS = 3_600_000;
/** At the busiest, some two hundred cases come in an hour: one beat in nine has one. */
const PERIOD_MS = 2000;
const HOUR_WEIGHTS = HOUR_WEIGHT.reduce((sum, weight) => sum + weight, 0);

/** New cases as they are reported, with the rhythm of the past year's: hour, weekday, season, weather. */
export function caseSource(grounds: readonly CaseGround[], weather: CityWeather, seed: number): BeatingSource {
  const places = groundsByType(grounds);
  let pickDay: CaseDay | null = null;
  let pickType: (draw: number) => number = () => 0;
  const typeOn = (day: CaseDay, random: SeededRandom): CaseType | undefined => {
    if (day !== pickDay) {
      pickDay = day;
      pickType = weightedPick(CASE_TYPES.map((type) => type.weight * driven(type, day)));
    }
    return CASE_TYPES[pickType(random.next())];
  };
  return {
    periodMs: PERIOD_MS,
    offsetMs: 0,
    eventAt(beat, eventTimeMs) {
      const day = weather.dayAt(eventTimeMs);
      const hour = Math.floor((eventTimeMs - day.startMs) / HOUR_MS);
      const today = (CASES_A_YEAR * day.weight) / weather.yearWeightAt(eventTimeMs);
      const anHour = (today * (HOUR_WEIGHT[hour] ?? 0)) / HOUR_WEIGHTS;
      if (hashUnit(seed, beat, 31) >= (anHour * PERIOD_MS) / HOUR_MS) return null;
      const random = seededRandom(Math.floor(hashUnit(seed, beat, 32) * 2 ** 32));
      const type = typeOn(day, random);
      if (type === undefined || grounds.length === 0) return null;
      const date = new Date(eventTimeMs + CHINA_OFFSET_MS).toISOString().slice(0, 10).replaceAll('-', '');
      const number = String(Math.floor((eventTimeMs - day.startMs) / PERIOD_MS)).padStart(5, '0');
      const value = cityCaseAt(`${date}L${number}`, eventTimeMs, type, day, places, eventTimeMs + 1, random);
      const { sourceId, position } = value;
      return {
        kind: 'case',
        source: SIMULATOR,
        id: sourceId,
        eventTimeMs,
        sequence: beat,
        position,
        quality: 'good',
        value: { ...NEW_LIVE_CASE, ...value },
      };
    },
  };
}
