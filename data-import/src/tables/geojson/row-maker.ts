import type { Issue } from '@undercroft/core/model/issue';
import { coordinatePool } from '../coordinate-pool.ts';
import type { CellValue, RawRow } from '../table-format.ts';
import { tableIssue } from '../table-issue.ts';
import { cellOf } from './cell-of.ts';
import { geometryOf } from './geometry-of.ts';
import { isUnsafeInteger, type JsonSlice, type JsonSlices } from './parse-slices.ts';
import { type RowTaker, rowTaker } from './row-taker.ts';

/** Columns as a survey of the first features found them. */
export interface ColumnLayout {
  readonly names: readonly string[];
  /** Column of the features' own `id`; `null` when none has one. */
  readonly idColumn: number | null;
}

/** Turns features into rows, and counts what a row has no place for. */
export interface RowMaker extends RowTaker {
  rows(part: JsonSlices): RawRow[];
  /** Rows made so far. */
  readonly count: number;
  /** What is to be said once, after the last row. */
  closing(): readonly Issue[];
}

const MOST_LATE_NAMES = 50;

export function rowMaker(layout: ColumnLayout, table: string): RowMaker {
  const columnOf = new Map(layout.names.map((name, i) => [name, i]));
  if (layout.idColumn !== null) columnOf.delete(layout.names[layout.idColumn] ?? '');
  const pool = coordinatePool();
  const blank: CellValue[] = layout.names.map(() => null);
  const late = new Map<string, number>();
  let count = 0;
  let unlisted = 0;

  function rowOf(slice: JsonSlice, mayRound: boolean): RawRow | 'inexact' {
    const row = count + 1;
    const values = blank.slice();
    const feature = featureOf(slice);
    if (typeof feature === 'string') {
      return {
        row,
        values,
        geometry: null,
        issues: [tableIssue(table, 'bad-record', row, null, `Feature ${row} ${feature}.`)],
      };
    }
    const { properties, geometry: source, id } = feature;
    for (const name in properties) {
      const value = properties[name];
      const column = columnOf.get(name);
      if (column === undefined) countLate(name, value);
      else if (!mayRound && isUnsafeInteger(value)) return 'inexact';
      else values[column] = cellOf(value);
    }
    if (layout.idColumn !== null && id !== undefined) {
      if (!mayRound && isUnsafeInteger(id)) return 'inexact';
      values[layout.idColumn] = cellOf(id);
    }
    const reading = geometryOf(source, pool);
    return { row, values, geometry: reading.geometry, issues: issuesOf(table, row, slice, reading) };
  }

  function countLate(name: string, value: unknown): void {
    if (value === null) return;
    const before = late.get(name);
    if (before === undefined && late.size >= MOST_LATE_NAMES) unlisted++;
    else late.set(name, (before ?? 0) + 1);
  }

  const taker = rowTaker({ columnOf, columns: blank.length, idColumn: layout.idColumn }, () => ++count);

  return {
    get count() {
      return count;
    },
    take: taker.take,
    get togetherBytes() {
      return taker.togetherBytes;
    },
    rows(part) {
      const made: RawRow[] = [];
      let exact: readonly JsonSlice[] | null = null;
      for (const [i, slice] of part.slices.entries()) {
        let row = rowOf(slice, false);
        if (row === 'inexact') {
          exact ??= part.exact();
          // A root that is a feature itself is not there to be parsed again: whoever needs all digits says they are lost.
          row = rowOf(exact[i] ?? slice, true);
        }
        if (row !== 'inexact') made.push(row);
        count++;
      }
      return made;
    },
    closing() {
      if (late.size === 0) return [];
      const names = [...late].map(([name, times]) => `"${name.slice(0, 60)}" (${times})`).join(', ');
      const more = unlisted > 0 ? ` and others (${unlisted})` : '';
      const message = `Properties that the first features do not have are left out, with their number of values: ${names}${more}.`;
      return [tableIssue(table, 'late-property', null, null, message)];
    },
  };
}

interface Feature {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly geometry: unknown;
  readonly id: unknown;
}

/** The members of a feature, or why it is none, to follow its number. */
export function featureOf({ value, fault }: JsonSlice): Feature | string {
  if (fault !== null) return fault;
  if (!isRecord(value)) return 'is no object';
  const properties = value.properties ?? {};
  if (value.type !== 'Feature') return `has the type ${String(JSON.stringify(value.type)).slice(0, 40)}, not "Feature"`;
  if (!isRecord(properties)) return 'has "properties" that are no object';
  return { properties, geometry: value.geometry, id: value.id };
}

const NO_ISSUES: readonly Issue[] = [];

function issuesOf(
  table: string,
  row: number,
  slice: JsonSlice,
  reading: ReturnType<typeof geometryOf>,
): readonly Issue[] {
  if (reading.fault === null && !reading.ringClosed && slice.utf8) return NO_ISSUES;
  const issues: Issue[] = [];
  if (reading.fault !== null) {
    issues.push(tableIssue(table, 'bad-geometry', row, 'geometry', `The geometry of feature ${row} ${reading.fault}.`));
  }
  if (reading.ringClosed) {
    const message = `A ring of feature ${row} did not end where it began; it was closed.`;
    issues.push(tableIssue(table, 'bad-polygon', row, 'geometry', message));
  }
  if (!slice.utf8) {
    const message = `Feature ${row} or one beside it holds bytes that are no UTF-8, as GeoJSON is; some of its text is lost.`;
    issues.push(tableIssue(table, 'not-utf8', row, null, message));
  }
  return issues;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
