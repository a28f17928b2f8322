import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../import-error.ts';
import type { ByteSource } from '../readers/byte-source.ts';
import type { RawRow, TableFile, TableFormat, TableOptions } from '../tables/table-format.ts';

export const TEST_OPTIONS: TableOptions = { encoding: null, limits: {} };

/** Opens files, hands them to `use` and closes them. */
export async function withTables<T>(
  format: TableFormat,
  files: readonly ByteSource[],
  use: (file: TableFile) => Promise<T> | T,
  options: TableOptions = TEST_OPTIONS,
): Promise<T> {
  const file = await format.open(files, options);
  try {
    return await use(file);
  } finally {
    await file.close();
  }
}

/** All rows of the first table, or of the one named. */
export async function allRows(file: TableFile, name?: string): Promise<readonly RawRow[]> {
  const table = name === undefined ? file.tables[0] : file.tables.find((candidate) => candidate.name === name);
  if (table === undefined) throw new Error(`There is no table ${name ?? 'at all'}.`);
  const rows: RawRow[] = [];
  for await (const batch of file.rows(table)) rows.push(...batch);
  return rows;
}

/** The issues of a file and of all its rows. */
export async function allIssues(file: TableFile): Promise<readonly Issue[]> {
  const issues = [...file.issues];
  for (const table of file.tables) {
    for await (const batch of file.rows(table)) issues.push(...batch.flatMap((row) => row.issues));
  }
  return issues;
}

/**
 * Codes of all issues, or `refused: <code>` where the files cannot be read at all; any other failure is thrown on. Every row
 * must have as many values as there are columns, and coordinates that are numbers.
 */
export async function verdictOf(format: TableFormat, files: readonly ByteSource[]): Promise<readonly string[]> {
  try {
    return await withTables(format, files, async (file) => {
      const codes = file.issues.map(({ code }) => code);
      for (const table of file.tables) {
        for await (const batch of file.rows(table)) {
          for (const row of batch) {
            checkRow(row, table.columns.length);
            codes.push(...row.issues.map(({ code }) => code));
          }
        }
      }
      return codes;
    });
  } catch (error) {
    if (error instanceof ImportError) return [`refused: ${error.code}`];
    throw error;
  }
}

function checkRow({ row, values, geometry }: RawRow, columns: number): void {
  if (values.length !== columns) throw new Error(`Row ${row} has ${values.length} values for ${columns} columns.`);
  for (const { xy } of partsOf(geometry)) {
    for (const value of xy) if (!Number.isFinite(value)) throw new Error(`Row ${row} has a coordinate of ${value}.`);
  }
}

function partsOf(geometry: RawRow['geometry']): readonly { readonly xy: Float64Array }[] {
  if (geometry === null) return [];
  switch (geometry.kind) {
    case 'point':
      return [geometry];
    case 'line':
      return geometry.lines;
    case 'polygon':
      return geometry.polygons.flat();
  }
}
