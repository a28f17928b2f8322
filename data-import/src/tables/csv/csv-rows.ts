import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import { decodeStream } from '../../text/decode.ts';
import { inBatches } from '../in-batches.ts';
import type { RawRow } from '../table-format.ts';
import type { CsvTable } from './csv-table.ts';
import { type CsvRecord, CsvTokenizer } from './csv-tokenizer.ts';

const NO_ISSUES: readonly Issue[] = [];
/**
 * Characters of a piece: few enough that the rows of a batch die young. A survey's points of 89 MB, read as for a store, took
 * 6.7 s of processor time with the 256 kB that come from the disk at once, 1000 features encoded together, and takes 4.5 s
 * with this and 250.
 */
const PIECE_LENGTH = 1 << 15;
const REPLACEMENT = '\u{fffd}';

/**
 * The rows of a CSV file, a batch for every piece of its text (about 200 rows), in bounded memory. Throws `ImportError` for
 * a record or a file that is too long.
 */
export async function* csvRows(
  table: CsvTable,
  maxRows: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly RawRow[]> {
  const tokenizer = new CsvTokenizer(table.tokenizer);
  let rows = 0;
  // Of the beginning of a record whose end is in another piece.
  let wasDamaged = false;
  for await (const { text, last } of pieces(table, signal)) {
    const hasDamage = text.includes(REPLACEMENT);
    const batch = rowsOf(tokenizer.push(text, last), table, hasDamage || wasDamaged);
    wasDamaged = hasDamage || (wasDamaged && batch.length === 0);
    rows += batch.length;
    if (rows > maxRows) {
      throw new ImportError('too-many-rows', `"${table.source.name}" has more than ${maxRows} rows; split it.`);
    }
    yield* inBatches(batch);
  }
}

/** The pieces of the text, and an empty one to say that it is over. */
async function* pieces(
  table: CsvTable,
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly text: string; readonly last: boolean }> {
  for await (const text of decodeStream(table.source, table.encoding, signal)) {
    for (let at = 0; at < text.length; at += PIECE_LENGTH) {
      yield { text: text.slice(at, at + PIECE_LENGTH), last: false };
    }
  }
  yield { text: '', last: true };
}

function rowsOf(records: readonly CsvRecord[], table: CsvTable, isDamaged: boolean): RawRow[] {
  const width = table.info.columns.length;
  const batch: RawRow[] = [];
  for (const record of records) {
    if (record.line < table.firstDataLine) continue;
    const { cells } = record;
    const isWhole = cells.length === width && record.fault === null && !isDamaged;
    const values = cells.length === width ? cells : fitted(cells, width);
    const issues = isWhole ? NO_ISSUES : issuesOf(record, table, isDamaged);
    batch.push({ row: record.line, values, geometry: null, issues });
  }
  return batch;
}

function fitted(cells: readonly (string | null)[], width: number): (string | null)[] {
  const values = cells.slice(0, width);
  while (values.length < width) values.push(null);
  return values;
}

function issuesOf(record: CsvRecord, table: CsvTable, isDamaged: boolean): readonly Issue[] {
  const { line, cells, fault } = record;
  const wanted = table.info.columns.length;
  const issues: Issue[] = [];
  if (cells.length < wanted) {
    const message = `${wanted} values were wanted, ${cells.length} came; those that lack at the end are unknown.`;
    issues.push(issue('short-row', line, null, message));
  }
  if (cells.length > wanted && cells.findLastIndex((cell) => cell !== null) >= wanted) {
    const message = `${wanted} values were wanted, ${cells.length} came; some may stand under the wrong heading.`;
    issues.push(issue('long-row', line, null, message));
  }
  if (fault !== null) issues.push(issue('bad-quoting', line, null, faultMessage(fault)));
  if (isDamaged) {
    const damaged = cells.findIndex((cell) => cell?.includes(REPLACEMENT) === true);
    if (damaged >= 0) {
      const field = table.info.columns[damaged]?.name ?? null;
      const message = `"${cells[damaged]?.slice(0, 40)}" holds bytes that are no ${table.encoding} text.`;
      issues.push(issue('undecodable-text', line, field, message));
    }
  }
  return issues.length === 0 ? NO_ISSUES : issues;
}

function faultMessage(fault: NonNullable<CsvRecord['fault']>): string {
  switch (fault) {
    case 'unclosed-quote':
      return 'A quote opens a value and never closes; the value is read as it stands.';
    case 'text-after-quote':
      return 'A value goes on after its closing quote; it is read as it stands, quotes and all.';
  }
}
