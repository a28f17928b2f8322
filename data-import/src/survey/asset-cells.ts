import type { Link } from '@undercroft/core/model/link';
import { ACCURACY_NOT_STATED, type Accuracy, QUALITY_LEVELS } from '@undercroft/core/model/quality-level';
import type { BoundTable } from '../profiles/bound-table.ts';
import { readYear } from '../profiles/values/read-date.ts';
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

/** A word that no list knows is kept as it stands. */
export function wordOrText({ word, text }: Word): string | null {
  return word ?? text;
}

export function accuracyOf({ word }: Word): Accuracy {
  const qualityLevel = QUALITY_LEVELS.find((level) => level === word);
  return qualityLevel === undefined ? ACCURACY_NOT_STATED : { ...ACCURACY_NOT_STATED, qualityLevel };
}
