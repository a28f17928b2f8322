import type { CaseFigures } from '../living/case-figures.ts';
import { CASES_A_YEAR } from '../living/demo-cases.ts';
import { type DemoFigure, demoFigure } from './demo-figure.ts';

const CITY = 'the city to serve';
const AIM = 'aim of the model';
const DAYS = 365;

/** Figures of a year of cases against what they are aimed at: how many, by hour, weekday and season, and how fast. */
export function caseStatistics(figures: CaseFigures): readonly DemoFigure[] {
  const { total, byHour, byWeekday, byMonth } = figures;
  const ofHours = (from: number, past: number): number => sum(byHour.slice(from, past)) / total;
  const [monday = Number.NaN] = byWeekday;
  const sunday = byWeekday.at(-1) ?? Number.NaN;
  return [
    demoFigure('cases a year', total, [CASES_A_YEAR, CASES_A_YEAR], '', CITY),
    ...byHour.map((count, hour) =>
      demoFigure(`cases an hour, ${clock(hour)}`, count / DAYS, HOURLY[dayPart(hour)], '', AIM),
    ),
    demoFigure('share of the night, 00:00 to 06:00', ofHours(0, 6), [0.005, 0.03], '', AIM),
    demoFigure('cases, busiest hour', figures.busiestHour, [100, 400], '', '304 in an hour seen in the city'),
    demoFigure('cases, busiest day', figures.busiestDay, [600, 1500], '', AIM),
    demoFigure('cases, Monday over Sunday', monday / sunday, [1.25, 2.5], '', AIM),
    demoFigure('cases, July over January', month(byMonth, 6) / month(byMonth, 0), [1.4, 3], '', AIM),
    demoFigure('share registered', figures.registered, [0.98, 1], '', CITY),
    demoFigure('registration to dispatch, median', figures.medianDispatchMinutes, [2, 5], 'minutes', CITY),
    demoFigure('share dispatched in time', figures.dispatchedInTime, [0.94, 1], '', AIM),
    demoFigure('share handled in time', figures.handledInTime, [0.975, 0.995], '', '98.5 % in the city to serve'),
    demoFigure('open at the end of the year', figures.open, [20, 1000], '', AIM),
  ];
}

/** Cases an hour by part of the day, of 411 cases a day: rounds by day with a rest at noon, citizens in the evening. */
const HOURLY = {
  night: [0.1, 6],
  early: [3, 12],
  rounds: [10, 50],
  evening: [2, 22],
} as const;

function dayPart(hour: number): keyof typeof HOURLY {
  if (hour < 6 || hour >= 22) return 'night';
  if (hour === 6) return 'early';
  return hour < 18 ? 'rounds' : 'evening';
}

function clock(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}

function month(byMonth: readonly number[], at: number): number {
  return byMonth[at] ?? Number.NaN;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
