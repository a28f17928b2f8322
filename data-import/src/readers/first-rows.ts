import type { RawRow, TableFile, TableInfo } from '../tables/table-format.ts';

/**
 * The same tables, cut off after so many rows of each. Of a table that `isCut` (only the first bytes of its file are
 * there) the last row is left out: it may be half a row.
 */
export function firstRows(file: TableFile, most: number, isCut: (table: TableInfo) => boolean): TableFile {
  return {
    ...file,
    close: () => file.close(),
    rows: (table, signal) => cutOff(file.rows(table, signal), most, isCut(table)),
  };
}

async function* cutOff(
  batches: AsyncIterable<readonly RawRow[]>,
  most: number,
  isCut: boolean,
): AsyncIterable<readonly RawRow[]> {
  let taken = 0;
  let last: RawRow | null = null;
  for await (const batch of batches) {
    const rows: readonly RawRow[] = last === null ? batch : [last, ...batch];
    last = isCut ? (rows.at(-1) ?? null) : null;
    const whole = (isCut ? rows.slice(0, -1) : rows).slice(0, most - taken);
    if (whole.length > 0) yield whole;
    taken += whole.length;
    if (taken >= most) return;
  }
}
