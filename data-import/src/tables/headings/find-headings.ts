import type { CellValue } from '../table-format.ts';
import { looksNumeric } from './looks-like.ts';

/** Where the headings of a table stand among its first rows. */
export interface Headings {
  /** Rows above the headings: a title, a project, a date. Rows without any cell are not counted anywhere here. */
  readonly titleRows: number;
  /** Rows the headings take; 0 when there are none. */
  readonly headingRows: number;
  /** One a column, `''` where nobody wrote one. */
  readonly names: readonly string[];
}

/** Rows from the top among which headings are looked for. */
const SEARCHED_ROWS = 20;
/** Share of the usual columns that a row of headings fills. */
const LEAST_FILLED = 0.5;
/** Share of numbers that makes a column one of numbers. */
const MOSTLY = 0.7;
/** Share of the usual columns from which on a row with numbers in it is data and no title: nothing below it is a heading. */
const FULL = 0.8;
/** Share of cells like those below them (`JS1` above `JS2`, `PE` above `PE`) from which on a row of words is data. */
const LIKE_BELOW = 1 / 3;
const COMPARED_ROWS = 30;
const LONGEST_HEADING = 60;
const UNIT = /^[([{（［【].{1,8}[)\]}）］】]$|^(?:m|mm|cm|km|米|毫米|厘米|千米|度|年|°)$/;

type Row = readonly CellValue[];

/**
 * Finds the headings: the first row that fills at least half of the table's columns with words, and no column of numbers with
 * a number. Rows above it are titles; where data comes first there are no headings. A second row that fills the gaps of the first (`起点` above `埋深` and `高程`), or that
 * holds only units, is joined to it; a row that numbers the columns is passed over.
 */
export function findHeadings(rows: readonly Row[]): Headings {
  const width = usualWidth(rows);
  for (let i = 0; i < Math.min(rows.length, SEARCHED_ROWS); i++) {
    const row = rows[i] ?? [];
    if (!mayBeHeadings(row, width, rows.slice(i + 1))) {
      if (isData(row, width)) break;
      continue;
    }
    if (isLikeBelow(row, rows.slice(i + 1, i + 1 + COMPARED_ROWS))) break;
    let names = row.map(headingText);
    let next = i + 1;
    if (isSecondRow(row, rows[next] ?? [], belowUnits(rows.slice(next + 1)))) names = joined(row, rows[next++] ?? []);
    if (isUnitRow(names, rows[next] ?? [])) names = withUnits(names, rows[next++] ?? []);
    if (numbersColumns(rows[next] ?? [])) next++;
    return { titleRows: i, headingRows: next - i, names };
  }
  return { titleRows: 0, headingRows: 0, names: Array.from({ length: width }, () => '') };
}

/** A heading on one line: words run together where Chinese was broken into lines, with a blank elsewhere. */
export function headingText(cell: CellValue | undefined): string {
  if (cell === null || cell === undefined) return '';
  return String(cell)
    .replace(/(?<=[^\p{ASCII}])\s*[\r\n]+\s*|\s*[\r\n]+\s*(?=[^\p{ASCII}])/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function usualWidth(rows: readonly Row[]): number {
  const counts = new Map<number, number>();
  for (const row of rows) {
    const reach = reachOf(row);
    counts.set(reach, (counts.get(reach) ?? 0) + 1);
  }
  const [usual] = [...counts].toSorted(([a, countA], [b, countB]) => countB - countA || b - a);
  return usual?.[0] ?? 0;
}

function reachOf(row: Row): number {
  return row.findLastIndex((cell) => cell !== null) + 1;
}

function filled(row: Row): number {
  return row.reduce<number>((count, cell) => count + (cell === null ? 0 : 1), 0);
}

function mayBeHeadings(row: Row, width: number, below: readonly Row[]): boolean {
  const count = filled(row);
  if (count < Math.max(width > 1 ? 2 : 1, width * LEAST_FILLED)) return false;
  return row.every((cell, column) => {
    if (cell === null) return true;
    if (isNumber(cell)) return !isNumberColumn(below, column) && count > 2 && isMostlyWords(row);
    return String(cell).length <= LONGEST_HEADING;
  });
}

function isData(row: Row, width: number): boolean {
  return filled(row) >= Math.max(2, width * FULL) && row.some((cell) => cell !== null && isNumber(cell));
}

function isLikeBelow(row: Row, below: readonly Row[]): boolean {
  const others = below.filter((other) => other.some((cell, column) => cell !== (row[column] ?? null)));
  const like = row.filter((cell, column) => {
    if (cell === null) return false;
    const shape = shapeOf(cell);
    const cells = others.map((other) => other[column] ?? null).filter((other) => other !== null);
    const same = cells.filter((other) => other === cell || (/\d/.test(shape) && shapeOf(other) === shape)).length;
    return same > 0 && same >= cells.length / 4;
  });
  return like.length >= filled(row) * LIKE_BELOW;
}

/** `JS101` and `JS7` are of one shape. */
function shapeOf(cell: CellValue): string {
  return String(cell).replace(/\d+/g, '0');
}

function isMostlyWords(row: Row): boolean {
  const numbers = row.filter((cell) => cell !== null && isNumber(cell)).length;
  return numbers / filled(row) < 1 - MOSTLY;
}

function isNumberColumn(rows: readonly Row[], column: number): boolean {
  let numbers = 0;
  let cells = 0;
  for (const row of rows) {
    const cell = row[column] ?? null;
    if (cell === null) continue;
    cells++;
    if (isNumber(cell)) numbers++;
  }
  return cells > 0 && numbers / cells >= MOSTLY;
}

function isNumber(cell: CellValue): boolean {
  return typeof cell === 'number' || (typeof cell === 'string' && looksNumeric(cell));
}

/**
 * True when the first row leaves gaps within, the second fills every one with a word, and data with numbers follows. Beneath
 * a heading that is no group (no gap to its right) the second row holds nothing, or it is data.
 */
function isSecondRow(first: Row, second: Row, below: readonly Row[]): boolean {
  const width = Math.max(reachOf(first), reachOf(second));
  let gaps = 0;
  for (let column = 0; column < width; column++) {
    const upper = first[column] ?? null;
    const lower = second[column] ?? null;
    if (lower !== null && (isNumber(lower) || String(lower).length > LONGEST_HEADING)) return false;
    if (upper !== null) {
      const isGroup = (first[column + 1] ?? null) === null && column + 1 < width;
      if (lower !== null && !isGroup && !UNIT.test(String(lower))) return false;
      continue;
    }
    if (lower === null || column === 0) return false;
    gaps++;
  }
  if (gaps === 0 || below.length === 0) return false;
  return Array.from({ length: width }, (_, column) => column).some((column) => isNumberColumn(below, column));
}

function isUnitRow(names: readonly string[], row: Row): boolean {
  if (filled(row) === 0) return false;
  return row.every((cell, column) => cell === null || (UNIT.test(String(cell)) && (names[column] ?? '') !== ''));
}

/** The rows without a first one that holds units and nothing else. */
function belowUnits(rows: readonly Row[]): readonly Row[] {
  const [first = []] = rows;
  const isUnits = filled(first) > 0 && first.every((cell) => cell === null || UNIT.test(String(cell)));
  return isUnits ? rows.slice(1) : rows;
}

function withUnits(names: readonly string[], row: Row): string[] {
  return names.map((name, column) => {
    const unit = headingText(row[column]);
    return unit === '' || /^[^\p{L}°]/u.test(unit) ? name + unit : `${name}(${unit})`;
  });
}

/** The names of both rows in one; a name of the first row holds over the gaps to its right. */
function joined(first: Row, second: Row): string[] {
  const names: string[] = [];
  let group = '';
  for (let column = 0; column < Math.max(reachOf(first), reachOf(second)); column++) {
    const upper = headingText(first[column]);
    const lower = headingText(second[column]);
    if (upper !== '') group = upper;
    names.push(lower === '' ? upper : glued(upper === '' ? group : upper, lower));
  }
  return names;
}

function glued(upper: string, lower: string): string {
  const isLatin = /[A-Za-z0-9]$/.test(upper) && /^[A-Za-z0-9]/.test(lower);
  return isLatin ? `${upper} ${lower}` : upper + lower;
}

/** True for a row `1, 2, 3, ...` as forms have beneath their headings. */
function numbersColumns(row: Row): boolean {
  return reachOf(row) > 2 && row.slice(0, reachOf(row)).every((cell, column) => Number(cell) === column + 1);
}
