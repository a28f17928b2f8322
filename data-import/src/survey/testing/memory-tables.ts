import type { RawGeometry } from '../../tables/raw-geometry.ts';
import type { CellValue, RawRow, TableFile, TableInfo } from '../../tables/table-format.ts';

/** A table written down in a test: headings, rows of cells as a reader of texts gives them, and geometries beside them. */
export interface MemoryTable {
  readonly name: string;
  readonly headings: readonly string[];
  readonly rows: readonly (readonly CellValue[])[];
  readonly geometries?: readonly (RawGeometry | null)[];
}

const BATCH = 1000;

/** Tables in memory behind the seam of files. Row 1 is the line of headings, as in a text file. */
export function memoryTables(tables: readonly MemoryTable[]): TableFile {
  const byInfo = new Map<TableInfo, MemoryTable>(tables.map((table) => [infoOf(table), table]));
  return {
    tables: [...byInfo.keys()],
    issues: [],
    async *rows(info) {
      const table = byInfo.get(info);
      if (table === undefined) throw new RangeError(`There is no table "${info.name}" in memory.`);
      for (let start = 0; start < table.rows.length; start += BATCH) {
        yield table.rows.slice(start, start + BATCH).map((values, i) => rowOf(table, values, start + i));
      }
    },
    async close() {},
  };
}

function rowOf(table: MemoryTable, values: readonly CellValue[], index: number): RawRow {
  const cells = values.map((value) => (value === '' ? null : value));
  return { row: index + 2, values: cells, geometry: table.geometries?.[index] ?? null, issues: [] };
}

function infoOf({ name, headings, rows, geometries }: MemoryTable): TableInfo {
  const kinds = new Set((geometries ?? []).flatMap((geometry) => (geometry === null ? [] : [geometry.kind])));
  const [kind = null] = kinds;
  return {
    name,
    file: `${name}.csv`,
    columns: headings.map((heading) => ({ name: heading, type: 'text' })),
    geometry: kinds.size > 1 ? 'mixed' : kind,
    crs: null,
    rowCount: rows.length,
    encodings: [],
  };
}
