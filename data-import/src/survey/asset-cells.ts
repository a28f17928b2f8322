import type { Link } from '@undercroft/core/model/link';
import { ACCURACY_NOT_STATED, type Accuracy, QUALITY_LEVELS } from '@undercroft/core/model/quality-level';
import type { BoundTable } from '../profiles/bound-table.ts';
import { readDate, readYear } from '../profiles/values/read-date.ts';
import type { CellValue } from '../tables/table-format.ts';
import { cellOf, type Word } from './row-cells.ts';
import type { RowReport } from './row-report.ts';
import type { Survey } from './survey-context.ts';

export function statusOf({ word }: Word): Link['status'] {
  return word === 'inUse' || word === 'abandoned' || word === 'planned' ? word : 'unknown';
}

/** Distinct dates of a column that are kept. */
const MAX_DATES = 20_000;

/** Reads the year something was built (A3: not in the future); `null` where it is not known or cannot be read. */
export function yearCell(
  bound: BoundTable,
  field: string,
  { context }: Pick<Survey, 'context'>,
  report: RowReport,
): ((values: readonly CellValue[]) => number | null) | null {
  const cell = cellOf(bound, field);
  if (cell === null) return null;
  const surveyed = cellOf(bound, 'surveyDate');
  const years = new Map<CellValue, number | null | string>();
  const yearOf = (value: CellValue): number | null | string => {
    if (value === null) return null;
    const known = years.get(value);
    if (known !== undefined) return known;
    const year = readYear(value);
    if (years.size < MAX_DATES) years.set(value, year);
    return year;
  };
  return (values) => {
    const year = yearOf(cell.of(values));
    if (typeof year === 'string') {
      report.say('unreadable-date', cell.heading, `a year or a date was wanted. ${year}`);
      return null;
    }
    if (year === null) return null;
    const seen = surveyed === null ? null : yearOf(surveyed.of(values));
    const latest = typeof seen === 'number' ? seen : (context.thisYear ?? null);
    if (latest !== null && year > latest) {
      report.say('year-in-future', cell.heading, `it was built in ${year}; a year up to ${latest} was wanted.`);
    }
    return year;
  };
}

/** Reads the day something was surveyed, as far as it is said (`2018`, `2018-05-31`); `null` where it is not known. */
export function dateCell(
  bound: BoundTable,
  field: string,
  report: RowReport,
): ((values: readonly CellValue[]) => string | null) | null {
  const cell = cellOf(bound, field);
  if (cell === null) return null;
  const dates = new Map<CellValue, ReturnType<typeof readDate>>();
  return (values) => {
    const value = cell.of(values);
    if (value === null) return null;
    const read = dates.get(value) ?? readDate(value);
    if (dates.size < MAX_DATES) dates.set(value, read);
    if (typeof read !== 'string') return read?.date ?? null;
    report.say('unreadable-date', cell.heading, `a date was wanted. ${read}`);
    return null;
  };
}

/** A word that no list knows is kept as it stands. */
export function wordOrText({ word, text }: Word): string | null {
  return word ?? text;
}

export function accuracyOf({ word }: Word): Accuracy {
  const qualityLevel = QUALITY_LEVELS.find((level) => level === word);
  return qualityLevel === undefined ? ACCURACY_NOT_STATED : { ...ACCURACY_NOT_STATED, qualityLevel };
}
