import type { LaidConduit } from '../network/laid.ts';
import { idRandom } from './id-random.ts';
import { SURVEY_DATE } from './survey-rows.ts';

/** The first survey of a utility in the district, and how far towards the last most others lie: many are old. */
const FIRST_YEAR = 2008;
const LAST_YEAR = Number(SURVEY_DATE.slice(0, 4));
/** Share of streets that the last survey went over again. */
const SURVEYED_LAST = 0.35;

/**
 * The day on which each line or point was surveyed: a street at a time, each utility on its own, over many years; what was
 * built since then by the last survey. The same seed gives the same days.
 */
export function surveyDays(seed: number): (asset: Pick<LaidConduit, 'streetZh' | 'utility' | 'builtYear'>) => string {
  const days = new Map<string, string>();
  return ({ streetZh, utility, builtYear }) => {
    const key = `${utility} ${streetZh}`;
    const known = days.get(key);
    const day = known ?? dayOf(seed, key);
    if (known === undefined) days.set(key, day);
    return Number(day.slice(0, 4)) < builtYear ? SURVEY_DATE : day;
  };
}

/** Between March and November, when streets are dry. */
function dayOf(seed: number, key: string): string {
  const random = idRandom(seed, key);
  if (random.chance(SURVEYED_LAST)) return SURVEY_DATE;
  const year = Math.floor(random.between(FIRST_YEAR, LAST_YEAR));
  const month = Math.floor(random.between(3, 12));
  const day = Math.floor(random.between(1, 29));
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
