import type { CityCase } from '@undercroft/core/model/city-case';
import type { CityPoint } from '@undercroft/core/model/city-point';
import type { Issue } from '@undercroft/core/model/issue';
import { issue } from '../issues.ts';
import type { BoundTable, TableReadContext } from '../profiles/bound-table.ts';
import { type CodeReader, codeReader } from '../profiles/codes/code-reader.ts';
import type { ReadItem } from '../readers/reader.ts';
import type { TableFile } from '../tables/table-format.ts';
import { cityCaseOf } from './city-case-of.ts';
import { cityPointOf } from './city-point-of.ts';
import { gridCellOf } from './grid-cell-of.ts';
import { gridIssues, type ReadCell } from './grid-checks.ts';
import { type GridDirectory, gridDirectory } from './grid-directory.ts';
import { type RowReader, rowReader, unknownWordIssues } from './row-reader.ts';
import { statedSeverities } from './stated-severities.ts';

/** Issues of the grid as a whole that are handed on at once. */
const BATCH_SIZE = 500;

/**
 * Points and cells of the city's operations from tables. The tables of cells come first, so that each point is assigned to
 * its cell, be it of this import or of those that `grid` already holds; the caller may hand the same directory to several
 * calls. What concerns the grid as a whole (parents, gaps, overlaps) follows the last cell, as items without a feature.
 */
export function operationsItems(
  file: TableFile,
  tables: readonly BoundTable[],
  context: TableReadContext,
  grid: GridDirectory = gridDirectory(),
): AsyncIterable<readonly ReadItem[]> {
  return statedSeverities(allItems(file, tables, context, grid), context.profile.severities);
}

async function* allItems(
  file: TableFile,
  tables: readonly BoundTable[],
  context: TableReadContext,
  grid: GridDirectory,
): AsyncIterable<readonly ReadItem[]> {
  const cells: ReadCell[] = [];
  const ids = new Map<string, number>();
  for (const bound of tables.filter(({ target }) => target === 'gridCell')) {
    yield* withWords(bound, context, (codes) => cellItems(file, rowReader(bound, context, codes), context, cells, ids));
  }
  if (cells.length > 0) {
    grid.add(cells.map(({ cell }) => cell));
    const issues = gridIssues(cells);
    for (let i = 0; i < issues.length; i += BATCH_SIZE) {
      yield [{ value: null, issues: issues.slice(i, i + BATCH_SIZE) }];
    }
  }
  const points = new Map<string, number>();
  for (const bound of tables.filter(({ target }) => target === 'cityPoint')) {
    yield* withWords(bound, context, (codes) =>
      pointItems(file, rowReader(bound, context, codes), context, grid, points),
    );
  }
  const cases = new Map<string, number>();
  for (const bound of tables.filter(({ target }) => target === 'cityCase')) {
    yield* withWords(bound, context, (codes) =>
      caseItems(file, rowReader(bound, context, codes), context, grid, cases),
    );
  }
}

/** The items of a table, then the words in it that no list knew. */
async function* withWords(
  { table }: BoundTable,
  { profile }: TableReadContext,
  items: (codes: CodeReader) => AsyncIterable<readonly ReadItem[]>,
): AsyncIterable<readonly ReadItem[]> {
  const codes = codeReader(profile);
  yield* items(codes);
  const issues = unknownWordIssues(codes, table.name);
  if (issues.length > 0) yield [{ value: null, issues }];
}

async function* cellItems(
  file: TableFile,
  reader: RowReader,
  { placement, signal }: TableReadContext,
  cells: ReadCell[],
  ids: Map<string, number>,
): AsyncIterable<readonly ReadItem[]> {
  const { table } = reader.bound;
  for await (const rows of file.rows(table, signal)) {
    const items: ReadItem[] = [];
    for (const row of rows) {
      const cell = gridCellOf(row, reader, placement);
      const isNew = cell !== null && isFirst(reader, ids, cell.sourceId, row.row, 'Cell');
      if (isNew) cells.push({ cell, row: row.row, table: table.name });
      items.push({ value: isNew ? { family: 'gridCell', value: cell } : null, issues: reader.issues });
    }
    yield items;
  }
}

async function* pointItems(
  file: TableFile,
  reader: RowReader,
  { placement, signal }: TableReadContext,
  grid: GridDirectory,
  ids: Map<string, number>,
): AsyncIterable<readonly ReadItem[]> {
  for await (const rows of file.rows(reader.bound.table, signal)) {
    const items: ReadItem[] = [];
    for (const row of rows) {
      const point = cityPointOf(row, reader, placement);
      const isNew = point !== null && isFirst(reader, ids, point.sourceId, row.row, 'Point');
      const value = isNew ? { family: 'cityPoint' as const, value: assigned(point, reader, grid) } : null;
      items.push({ value, issues: reader.issues });
    }
    yield items;
  }
}

async function* caseItems(
  file: TableFile,
  reader: RowReader,
  context: TableReadContext,
  grid: GridDirectory,
  ids: Map<string, number>,
): AsyncIterable<readonly ReadItem[]> {
  const clock = context.profile.utcOffsetMinutes ?? context.utcOffsetMinutes ?? null;
  let isClockMissing = false;
  for await (const rows of file.rows(reader.bound.table, context.signal)) {
    const items: ReadItem[] = [];
    for (const row of rows) {
      const { value: read, lacksClock } = cityCaseOf(row, reader, context.placement, clock);
      isClockMissing ||= lacksClock;
      const isNew = read !== null && isFirst(reader, ids, read.sourceId, row.row, 'Case');
      const value = isNew ? { family: 'cityCase' as const, value: assigned(read, reader, grid) } : null;
      items.push({ value, issues: reader.issues });
    }
    yield items;
  }
  if (isClockMissing) yield [{ value: null, issues: [clockMissing(reader.bound.table.name)] }];
}

function clockMissing(table: string): Issue {
  const message = `Times of table "${table}" name no zone, and neither the profile nor the scene says whose clock they are of (utcOffsetMinutes, 480 for China): they stay unknown.`;
  const made = issue('clock-not-declared', null, null, message);
  return { ...made, where: { ...made.where, table } };
}

/** True for the first row of an id; another is an error, since which one holds cannot be told. */
function isFirst(
  reader: RowReader,
  ids: Map<string, number>,
  id: string,
  row: number,
  what: 'Cell' | 'Point' | 'Case',
): boolean {
  const before = ids.get(id);
  if (before === undefined) {
    ids.set(id, row);
    return true;
  }
  const field = what === 'Cell' ? 'code' : 'id';
  reader.say('duplicate-id', field, `${what} "${id}" stands in row ${before} already.`);
  return false;
}

/** The point or case with the cell it lies in; what its row says is kept only where there are no cells to look in. */
function assigned<T extends CityPoint | CityCase>(point: T, reader: RowReader, grid: GridDirectory): T {
  if (grid.isEmpty) return point;
  const [lon, lat] = point.position;
  const { how, cell, cells } = grid.find(lon, lat);
  const named = `"${point.sourceId}"`;
  switch (how) {
    case 'inside':
      break;
    case 'none':
      reader.say('outside-grid', null, `${named} lies in no cell of the management grid.`);
      return { ...point, gridCell: null };
    case 'border':
      if (cells.length > 1) {
        reader.say(
          'on-cell-border',
          null,
          `${named} lies on the border of ${cells.join(', ')}: it is given to ${cell}.`,
        );
      }
      break;
    case 'several':
      reader.say(
        'in-several-cells',
        null,
        `${named} lies in ${cells.join(', ')}, which overlap: it is given to ${cell}.`,
      );
      break;
  }
  if (point.gridCell !== null && !cells.includes(point.gridCell)) {
    reader.say('grid-cell-differs', 'gridCell', `${named} says it lies in cell ${point.gridCell}; it lies in ${cell}.`);
  }
  return { ...point, gridCell: cell };
}
