import { memorySource } from '../readers/byte-source.ts';
import type { ReadLimits } from '../readers/reader.ts';
import type { RawRow, TableFile, TableFormat, TableInfo } from './table-format.ts';

/** A source that was opened and read to its end. */
export interface ReadTables {
  readonly file: TableFile;
  readonly tables: readonly (TableInfo & { readonly rows: readonly RawRow[] })[];
}

/** Opens bytes by a format, reads every table and closes. */
export async function readTables(
  format: TableFormat,
  bytes: string | Uint8Array,
  name: string,
  options: { readonly encoding?: string; readonly limits?: ReadLimits } = {},
): Promise<ReadTables> {
  const file = await format.open([memorySource(name, bytes)], {
    encoding: options.encoding ?? null,
    limits: options.limits ?? {},
  });
  try {
    const tables: (TableInfo & { rows: RawRow[] })[] = [];
    for (const info of file.tables) {
      const rows: RawRow[] = [];
      for await (const batch of file.rows(info)) rows.push(...batch);
      tables.push({ ...info, rows });
    }
    return { file, tables };
  } finally {
    await file.close();
  }
}
