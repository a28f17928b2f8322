import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { type CoordinatePool, coordinatePool } from '../coordinate-pool.ts';
import type { RawGeometry } from '../raw-geometry.ts';
import { rowBatches } from '../row-batches.ts';
import type { CellValue, ColumnInfo, RawRow } from '../table-format.ts';
import { tableIssue } from '../table-issue.ts';
import type { Layer } from './find-layers.ts';
import { geometryBlob } from './geometry-blob.ts';
import { damagedDatabase, LONGEST_TEXT_BYTES, LONGEST_VALUE_BYTES } from './open-database.ts';

const NO_ISSUES: readonly Issue[] = [];

/**
 * The rows of a layer as they stand in the database, in flat memory. Row numbers must grow: in a damaged database pages may
 * lead back to themselves, and reading would never end.
 */
export async function* layerRows(
  database: DatabaseSync,
  layer: Layer,
  name: string,
  file: string,
  maxRows: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly RawRow[]> {
  const make = rowMaker(layer, name);
  const batches = rowBatches();
  const closing: Issue[] = [];
  let row = 0;
  try {
    for (const cells of selected(database, layer)) {
      row++;
      if (row > maxRows)
        throw new ImportError('too-many-rows', `"${layer.table}" of "${file}" holds more than ${maxRows} rows.`);
      const full = batches.add(make(row, cells), cells[1] instanceof Uint8Array ? cells[1].length : 0);
      if (full === null) continue;
      yield full;
      signal?.throwIfAborted();
    }
  } catch (cause) {
    if (cause instanceof ImportError || signal?.aborted === true || !isSqliteError(cause)) throw cause;
    if (row === 0) throw damagedDatabase(file, cause);
    const message = `"${layer.table}" of "${file}" cannot be read beyond row ${row}: ${cause.message}.`;
    closing.push(tableIssue(name, 'truncated-file', row, null, message));
  }
  yield* batches.rest(closing, layer.columns.length);
}

/** Number of rows, `null` when there are more than are read or it cannot be told. */
export function countRows(database: DatabaseSync, layer: Layer, most: number): number | null {
  try {
    // Counts rows one by one up to the cap: a damaged tree of pages may seem to have no end.
    const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM ${quoted(layer.table)} LIMIT ?)`;
    const count = Number(database.prepare(sql).get(most + 1)?.n);
    return count <= most ? count : null;
  } catch (cause) {
    if (isSqliteError(cause)) return null;
    throw cause;
  }
}

/** Kinds of the geometries of the first rows, for layers that declare none. */
export function sampleKinds(database: DatabaseSync, layer: Layer, rows: number): ReadonlySet<RawGeometry['kind']> {
  const make = rowMaker(layer, layer.table);
  const kinds = new Set<RawGeometry['kind']>();
  let row = 0;
  try {
    for (const cells of selected(database, layer)) {
      const { geometry } = make(++row, cells);
      if (geometry !== null) kinds.add(geometry.kind);
      if (row >= rows) break;
    }
  } catch (cause) {
    if (!isSqliteError(cause)) throw cause;
  }
  return kinds;
}

/** Cells of each row: the geometry first, then the columns. Integers come exact. */
function* selected(database: DatabaseSync, layer: Layer): Generator<readonly SQLOutputValue[]> {
  const geometry = layer.geometryColumn === null ? 'NULL' : boundedBlob(quoted(layer.geometryColumn));
  const columns = layer.columns.map(({ name }) => boundedText(quoted(name)));
  const rowId = layer.hasRowId ? rowIdOf(layer) : 'NULL';
  const statement = database.prepare(
    `SELECT ${[rowId, geometry, ...columns].join(', ')} FROM ${quoted(layer.table)} NOT INDEXED`,
  );
  statement.setReturnArrays(true);
  statement.setReadBigInts(true);
  let before: bigint | null = null;
  for (const cells of statement.iterate() as unknown as Iterable<readonly SQLOutputValue[]>) {
    const number = cells[0] ?? null;
    if (typeof number === 'bigint') {
      if (before !== null && number <= before) throw new SqliteOrderError('its rows come back in a circle');
      before = number;
    }
    yield cells;
  }
}

class SqliteOrderError extends Error {
  readonly code = 'ERR_SQLITE_ERROR';
}

/** A geometry too long to be read comes as its length, for a sentence about it. */
function boundedBlob(column: string): string {
  return `iif(octet_length(${column}) <= ${LONGEST_VALUE_BYTES}, ${column}, octet_length(${column}))`;
}

/** A text too long to be read comes as no bytes, for a sentence about it. */
function boundedText(column: string): string {
  return `iif(octet_length(${column}) > ${LONGEST_TEXT_BYTES}, zeroblob(0), ${column})`;
}

/** The name by which the row number can be asked for: a column may have taken one of them. */
function rowIdOf(layer: Layer): string {
  const taken = new Set(
    [...layer.columns.map(({ name }) => name), layer.geometryColumn ?? ''].map((name) => name.toLowerCase()),
  );
  return ['rowid', '_rowid_', 'oid'].find((name) => !taken.has(name)) ?? 'NULL';
}

function rowMaker(layer: Layer, name: string): (row: number, cells: readonly SQLOutputValue[]) => RawRow {
  const pool = coordinatePool();
  return (row, cells) => {
    const issues: Issue[] = [];
    const geometry = geometryCell(cells[1] ?? null, layer.srsId, pool, (fault) => {
      const message = `The geometry of row ${row} of "${layer.table}" ${fault}.`;
      issues.push(tableIssue(name, 'bad-geometry', row, layer.geometryColumn, message));
    });
    const values: CellValue[] = [];
    for (let i = 0; i < layer.columns.length; i++) {
      const column = layer.columns[i];
      if (column === undefined) break;
      const cell = cells[i + 2] ?? null;
      values.push(cell instanceof Uint8Array ? null : cellOf(cell, column.type));
      if (cell instanceof Uint8Array) {
        issues.push(
          tableIssue(
            name,
            'bad-record',
            row,
            column.name,
            `Row ${row} of "${layer.table}" has bytes, or a text of more than ${LONGEST_TEXT_BYTES} bytes, in "${column.name}".`,
          ),
        );
      }
    }
    return { row, values, geometry, issues: issues.length === 0 ? NO_ISSUES : issues };
  };
}

function geometryCell(
  cell: SQLOutputValue,
  srsId: number,
  pool: CoordinatePool,
  tell: (fault: string) => void,
): RawGeometry | null {
  if (cell === null) return null;
  if (!(cell instanceof Uint8Array)) {
    const long = `is ${String(cell)} bytes long, or a number; at most ${LONGEST_VALUE_BYTES} bytes are read`;
    tell(typeof cell === 'bigint' ? long : 'is no bytes');
    return null;
  }
  const reading = geometryBlob(cell, srsId, pool);
  if (reading === null || !('fault' in reading)) return reading;
  tell(reading.fault);
  return null;
}

function cellOf(cell: Exclude<SQLOutputValue, Uint8Array>, type: ColumnInfo['type']): CellValue {
  if (typeof cell === 'bigint') {
    if (type === 'boolean' && (cell === 0n || cell === 1n)) return cell === 1n;
    const number = Number(cell);
    return Number.isSafeInteger(number) ? number : cell.toString();
  }
  if (typeof cell === 'number') return Number.isFinite(cell) ? cell : null;
  if (cell === null) return null;
  const text = cell.trim();
  return text === '' ? null : text;
}

function isSqliteError(cause: unknown): cause is Error {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_SQLITE_ERROR';
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
