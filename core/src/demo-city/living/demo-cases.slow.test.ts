import { describe, expect, it } from 'vitest';
import { CASE_STEPS } from '../../model/city-case.ts';
import { seededRandom } from '../../random/seeded-random.ts';
import { CASE_YEAR, caseCalendar } from './case-calendar.ts';
import { caseFigures } from './case-figures.ts';
import { type CaseGround, CELL_CHARACTERS } from './case-ground.ts';
import { CASE_TYPES } from './case-kinds.ts';
import { CASES_A_YEAR, demoCases } from './demo-cases.ts';
import { share, weightedPick } from './weighted-pick.ts';

/** A cell of each character, the beach by the sea, each with a component of every class that cases are about. */
const GROUNDS: readonly CaseGround[] = CELL_CHARACTERS.map((character, i) => ({
  code: `1303020010010${String(i + 10)}`,
  character,
  isSeaside: character === 'beach',
  middle: [119.6 + i * 0.002, 39.92],
  reachDeg: [0.0005, 0.0004],
  outline: box(119.6 + i * 0.002, 39.92),
  addressZh: '海港区文化路',
  components: CASE_TYPES.filter(({ kind }) => kind === 'component').map(({ category }, n) => ({
    code: `130302${category}${String(i * 100 + n).padStart(6, '0')}`,
    category,
    position: [119.6 + i * 0.002, 39.9201],
  })),
}));

/** A closed box of 0.001 by 0.0008 degrees. */
function box(lon: number, lat: number): Float64Array {
  const [w, s, e, n] = [lon - 0.0005, lat - 0.0004, lon + 0.0005, lat + 0.0004];
  return Float64Array.of(w, s, e, s, e, n, w, n, w, s);
}

const CASES = [...demoCases(GROUNDS, 1)];
const FIGURES = caseFigures(CASES);

describe('a year of cases', () => {
  it('has exactly 150,000 of its own number, in the order of their reports, the same for the same seed', () => {
    expect(CASES).toHaveLength(CASES_A_YEAR);
    expect(new Set(CASES.map(({ sourceId }) => sourceId)).size).toBe(CASES_A_YEAR);
    let before = 0;
    for (const { steps } of CASES) {
      expect(steps.report ?? 0).toBeGreaterThanOrEqual(before);
      before = steps.report ?? 0;
    }
    const again = [...demoCases(GROUNDS, 1, 500)];
    expect([...demoCases(GROUNDS, 1, 500)]).toEqual(again);
    expect([...demoCases(GROUNDS, 2, 500)]).not.toEqual(again);
  });

  it('takes its steps one after the other, and knows nothing of what came after the year', () => {
    const end = Date.UTC(CASE_YEAR, 11, 31, 16);
    const wrong = CASES.filter(({ steps, result }) => {
      const done = CASE_STEPS.flatMap((step) => steps[step] ?? []);
      // No step is known of which an earlier one is not.
      const isWhole = CASE_STEPS.slice(0, done.length).every((step) => steps[step] !== null);
      const isOrdered = done.every((ms, i) => i === 0 || ms >= (done[i - 1] ?? 0));
      const counts = { closed: [6], open: [1, 2, 3, 4, 5], rejected: [1], void: [2, 3], unknown: [] }[result];
      return !(isWhole && isOrdered && (done.at(-1) ?? end) < end && (counts as number[]).includes(done.length));
    });
    expect(wrong).toEqual([]);
  });

  it('has the rhythm of a city: rounds by day, workdays, a season', () => {
    const perHour = FIGURES.byHour.map((count) => count / FIGURES.total);
    // Nine to ten is the fullest hour, the night is quiet.
    expect(perHour.indexOf(Math.max(...perHour))).toBe(9);
    expect(perHour[9]).toBeGreaterThan(0.08);
    expect(perHour.slice(0, 6).reduce((sum, each) => sum + each)).toBeLessThan(0.03);
    const [monday = 0, , , , , , sunday = 0] = FIGURES.byWeekday;
    expect(monday / sunday).toBeGreaterThan(1.25);
    const [january = 0, , , , , , july = 0] = FIGURES.byMonth;
    expect(july / january).toBeGreaterThan(1.4);
    // 411 a day in the mean; the fullest hour seen in the city had 304.
    expect(FIGURES.busiestDay).toBeGreaterThan(600);
    expect(FIGURES.busiestDay).toBeLessThan(1500);
  });

  it('keeps the city’s marks: 98 % registered, dispatched in 3 to 5 minutes, 98.5 % handled in time', () => {
    expect(FIGURES.registered).toBeGreaterThan(0.98);
    expect(FIGURES.medianDispatchMinutes).toBeCloseTo(2.4, 1);
    expect(FIGURES.dispatchedInTime).toBeGreaterThan(0.94);
    expect(FIGURES.handledInTime).toBeCloseTo(0.985, 2);
    expect(FIGURES.open).toBeGreaterThan(20);
    expect(FIGURES.open).toBeLessThan(1000);
  });

  it('brings flooded roads with the rain', () => {
    const wet = new Set(
      caseCalendar(seededRandom(1))
        .filter(({ rainMm }) => rainMm > 10)
        .map(({ startMs }) => startMs),
    );
    const flooded = CASES.filter(({ category, kind }) => kind === 'event' && category === '0406');
    const onWetDays = flooded.filter(({ steps }) => wet.has(dayOf(steps.report ?? 0)));
    // A tenth of the days brings most of them.
    expect(wet.size / 365).toBeLessThan(0.12);
    expect(onWetDays.length / flooded.length).toBeGreaterThan(0.6);
  });

  it('is about components where they stand, and each case lies in its cell', () => {
    const grounds = new Map(GROUNDS.map((ground) => [ground.code, ground]));
    const wrong = CASES.filter(({ gridCell, position, component, kind }) => {
      const ground = grounds.get(gridCell ?? '');
      if ((component === null) !== (kind === 'event') || ground === undefined) return true;
      if (component !== null) return ground.components.find(({ code }) => code === component)?.position !== position;
      const east = Math.abs(position[0] - ground.middle[0]);
      const north = Math.abs(position[1] - ground.middle[1]);
      return east > 0.000_500_1 || north > 0.000_400_1;
    });
    expect(wrong).toEqual([]);
  });
});

function dayOf(ms: number): number {
  const china = 8 * 3_600_000;
  return Math.floor((ms + china) / 86_400_000) * 86_400_000 - china;
}

describe('sharing out', () => {
  it('is exact to the last one', () => {
    expect(share(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(share(7, [0, 2, 5])).toEqual([0, 2, 5]);
  });

  it('picks by weight', () => {
    const pick = weightedPick([1, 0, 3]);
    expect([0, 0.249, 0.25, 0.999].map(pick)).toEqual([0, 0, 2, 2]);
  });
});
