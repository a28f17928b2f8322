import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../../issues.ts';
import type { CellValue, ColumnInfo } from '../table-format.ts';
import { columnType } from './column-type.ts';
import { findHeadings } from './find-headings.ts';

/** A row of the beginning of a table. */
export interface HeadRow {
  /** As `RawRow.row`. */
  readonly row: number;
  readonly cells: readonly CellValue[];
}

/** What the beginning of a table tells about it. */
export interface TableHead {
  readonly columns: readonly ColumnInfo[];
  /** `row` of the first row that is data; past the end when there is none. */
  readonly firstDataRow: number;
  readonly issues: readonly Issue[];
}

const SHOWN_TITLE = 60;

/**
 * Finds headings, columns and their types in the first rows of a table (a few hundred, those without any cell left out).
 * `table` names it in issues.
 */
export function tableHead(rows: readonly HeadRow[], table: string): TableHead {
  const { titleRows, headingRows, names } = findHeadings(rows.map(({ cells }) => cells));
  const data = rows.slice(titleRows + headingRows);
  const width = Math.max(
    names.length,
    headingRows === 0 ? data.reduce((widest, { cells }) => Math.max(widest, reachOf(cells)), 0) : 0,
  );
  const issues: Issue[] = [];
  const say = (code: Parameters<typeof issue>[0], row: number | null, field: string | null, message: string) => {
    issues.push({ ...issue(code, row, field, message), where: { row, field, table } });
  };
  const titles = rows.slice(0, titleRows);
  if (titles.length > 0) {
    say('title-rows-skipped', titles[0]?.row ?? null, null, titleMessage(titles));
  }
  if (headingRows === 0) {
    const message = `No row of headings was found above the data; the columns are called "column 1" to "column ${width}".`;
    say('no-headings', rows[0]?.row ?? null, null, message);
  }
  const unique = uniqueNames(Array.from({ length: trimmedWidth(names, data, width) }, (_, i) => names[i] ?? ''));
  for (const { name, heading } of unique) {
    if (name === heading || heading === '') continue;
    say(
      'repeated-heading',
      rows[titleRows]?.row ?? null,
      heading,
      `More than one column is called "${heading}"; this one is read as "${name}".`,
    );
  }
  return {
    columns: unique.map(({ name }, i) => ({ name, type: columnType(data.map(({ cells }) => cells[i] ?? null)) })),
    firstDataRow: firstRowAfter(rows, titleRows + headingRows),
    issues,
  };
}

/** Rows of data begin after the last heading, wherever that ends; without headings at the first row. */
function firstRowAfter(rows: readonly HeadRow[], headRows: number): number {
  if (headRows === 0) return 0;
  const next = rows[headRows];
  return next === undefined ? Number.POSITIVE_INFINITY : next.row;
}

function titleMessage(titles: readonly HeadRow[]): string {
  const text = titles
    .map(({ cells }) => cells.filter((cell) => cell !== null).join(' '))
    .join(' / ')
    .slice(0, SHOWN_TITLE);
  const count = titles.length === 1 ? 'One row stands' : `${titles.length} rows stand`;
  return `${count} above the headings and ${titles.length === 1 ? 'is' : 'are'} not read as data: "${text}".`;
}

/** Columns to the right without a heading and without any data are no columns. */
function trimmedWidth(names: readonly string[], data: readonly HeadRow[], width: number): number {
  let last = width;
  while (last > 0 && (names[last - 1] ?? '') === '' && data.every(({ cells }) => (cells[last - 1] ?? null) === null))
    last--;
  return last;
}

function uniqueNames(headings: readonly string[]): { readonly name: string; readonly heading: string }[] {
  const taken = new Set(headings);
  const seen = new Set<string>();
  return headings.map((heading, i) => {
    if (heading !== '' && !seen.has(heading)) {
      seen.add(heading);
      return { name: heading, heading };
    }
    const stem = heading === '' ? `column ${i + 1}` : heading;
    let name = heading === '' ? stem : `${stem} (2)`;
    for (let n = 2; taken.has(name); n++) name = `${stem} (${n})`;
    taken.add(name);
    return { name, heading };
  });
}

function reachOf(cells: readonly CellValue[]): number {
  return cells.findLastIndex((cell) => cell !== null) + 1;
}
