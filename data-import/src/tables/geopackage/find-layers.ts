import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { isKnownCrs } from '@undercroft/core/geodesy/crs';
import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { prjCrs } from '../shapefile/prj-crs.ts';
import type { ColumnInfo, DeclaredCrs } from '../table-format.ts';
import { tableIssue } from '../table-issue.ts';
import { MAX_COLUMNS } from '../table-limits.ts';
import { stemOf } from '../unique-names.ts';

/** A table of a GeoPackage that can be read. */
export interface Layer {
  readonly table: string;
  /** Columns that become values, in their order. */
  readonly columns: readonly ColumnInfo[];
  readonly geometryColumn: string | null;
  /** Kind that the GeoPackage declares: `GEOMETRY` says nothing. */
  readonly geometryType: string | null;
  readonly srsId: number;
  readonly crs: DeclaredCrs | null;
  /** Whether rows have a number that grows from one to the next. */
  readonly hasRowId: boolean;
}

const MOST_LAYERS = 500;
const LONGEST_TEXT = 300;

/**
 * The layers that `gpkg_contents` lists. Only plain tables are read, the format's own among them: a view could be any
 * computation. Throws `ImportError` for a database that is no GeoPackage.
 */
export function findLayers(
  database: DatabaseSync,
  name: string,
): { readonly layers: readonly Layer[]; readonly issues: readonly Issue[] } {
  const plain = plainTables(database);
  if (!plain.has('gpkg_contents')) {
    throw new ImportError(
      'unsupported-content',
      `"${name}" is an SQLite database, yet no GeoPackage: it has no table "gpkg_contents".`,
    );
  }
  const issues: Issue[] = [];
  const layers: Layer[] = [];
  const contents = rowsOf(
    database,
    `SELECT table_name, data_type FROM gpkg_contents ORDER BY rowid LIMIT ${MOST_LAYERS}`,
  );
  for (const [tableValue, typeValue] of contents) {
    const table = String(tableValue);
    const type = String(typeValue);
    if (type !== 'features' && type !== 'attributes' && type !== 'aspatial') {
      const message = `"${table}" holds ${type.slice(0, 40)}, no features; it is left out.`;
      issues.push(tableIssue(table, 'fields-left-out', null, null, message));
      continue;
    }
    const layout = plain.get(table.toLowerCase());
    if (layout === undefined) {
      const message = `"${table}" is no plain table of "${stemOf(name)}" (a view, or not there); views are not read.`;
      issues.push(tableIssue(table, 'unreadable-table', null, null, message));
      continue;
    }
    layers.push(layerOf(database, table, type === 'features', layout, plain, issues));
  }
  return { layers, issues };
}

interface PlainTable {
  readonly hasRowId: boolean;
}

/** Tables that hold their own rows, by name in small letters: no views, no virtual tables. */
function plainTables(database: DatabaseSync): ReadonlyMap<string, PlainTable> {
  const rows = rowsOf(database, "SELECT name, sql FROM sqlite_schema WHERE type = 'table' LIMIT 10000");
  const tables = new Map<string, PlainTable>();
  for (const [name, sql] of rows) {
    const text = String(sql);
    if (!/^\s*CREATE\s+TABLE\b/i.test(text)) continue;
    tables.set(String(name).toLowerCase(), { hasRowId: !/\bWITHOUT\s+ROWID\b/i.test(text) });
  }
  return tables;
}

function layerOf(
  database: DatabaseSync,
  table: string,
  isFeatures: boolean,
  { hasRowId }: PlainTable,
  plain: ReadonlyMap<string, PlainTable>,
  issues: Issue[],
): Layer {
  const declared = isFeatures && plain.has('gpkg_geometry_columns') ? geometryOf(database, table) : null;
  const columns: ColumnInfo[] = [];
  const left: string[] = [];
  let geometryColumn: string | null = null;
  const known = rowsOf(database, 'SELECT name, type, hidden FROM pragma_table_xinfo(?)', table);
  for (const [nameValue, typeValue, hidden] of known.slice(0, MAX_COLUMNS)) {
    const name = String(nameValue);
    const isStored = Number(hidden) === 0;
    if (isStored && declared !== null && name.toLowerCase() === declared.column.toLowerCase()) {
      geometryColumn = name;
      continue;
    }
    const type = isStored ? columnType(String(typeValue)) : null;
    if (type === null) left.push(name);
    else columns.push({ name, type });
  }
  if (left.length > 0) {
    const message = `Columns of "${table}" that hold bytes or other geometries, or are computed when they are read, are left out: ${left.join(', ')}.`;
    issues.push(tableIssue(table, 'fields-left-out', null, null, message));
  }
  if (isFeatures && geometryColumn === null) {
    const message = `"${table}" is said to hold features; it has no geometry column that can be read.`;
    issues.push(tableIssue(table, 'bad-geometry', null, null, message));
  }
  const srsId = declared?.srsId ?? -1;
  const crs = geometryColumn === null ? null : crsOf(database, srsId, plain);
  return { table, columns, geometryColumn, geometryType: declared?.type ?? null, srsId, crs, hasRowId };
}

function geometryOf(
  database: DatabaseSync,
  table: string,
): { readonly column: string; readonly type: string; readonly srsId: number } | null {
  const sql =
    'SELECT column_name, geometry_type_name, srs_id FROM gpkg_geometry_columns WHERE lower(table_name) = lower(?) LIMIT 1';
  const [row] = rowsOf(database, sql, table);
  if (row === undefined) return null;
  const [column, type, srsId] = row;
  return { column: String(column), type: String(type).toUpperCase(), srsId: Number(srsId) };
}

function crsOf(database: DatabaseSync, srsId: number, plain: ReadonlyMap<string, PlainTable>): DeclaredCrs | null {
  if (!plain.has('gpkg_spatial_ref_sys')) return null;
  const sql =
    'SELECT srs_name, organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys WHERE srs_id = ? LIMIT 1';
  const [row] = rowsOf(database, sql, srsId);
  if (row === undefined) return { code: null, text: `system ${srsId}, which is not described`, axes: 'eastNorth' };
  const [name, organization, number, definition] = row;
  const said = `EPSG:${Number(number)}`;
  const isEpsg = String(organization).toUpperCase() === 'EPSG';
  const code = isEpsg ? (isKnownCrs(said) ? said : null) : prjCrs(String(definition)).code;
  const text = isEpsg ? `${said} ${String(name)}` : String(name);
  return { code, text: text.slice(0, LONGEST_TEXT), axes: 'eastNorth' };
}

const GEOMETRY_TYPES = /^(MULTI)?(POINT|LINESTRING|POLYGON|CURVE|SURFACE)|^GEOM/;

/** Type of a column by the words of its declaration; `null` for bytes and for geometries. */
function columnType(declared: string): ColumnInfo['type'] | null {
  const word = declared.toUpperCase();
  if (word.startsWith('BLOB') || GEOMETRY_TYPES.test(word)) return null;
  if (word.startsWith('BOOL')) return 'boolean';
  if (word.startsWith('DATE')) return 'date';
  return /INT|REAL|DOUBLE|FLOAT|NUMERIC|DECIMAL/.test(word) ? 'number' : 'text';
}

function rowsOf(database: DatabaseSync, sql: string, ...values: (string | number)[]): readonly SQLOutputValue[][] {
  const statement = database.prepare(sql);
  statement.setReturnArrays(true);
  return statement.all(...values) as unknown as SQLOutputValue[][];
}
