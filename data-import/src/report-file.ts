import type { Issue } from '@undercroft/core/model/issue';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import writeXlsxFile from 'write-excel-file/node';

/** A report as a file: what an import found, row by row, for who can mend the source. */
export interface ReportFile {
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

const HEADINGS = [
  'severity',
  'code',
  'rule',
  'table',
  'row',
  'field',
  'id',
  'longitude',
  'latitude',
  'message',
] as const;
const WIDTHS = [10, 24, 8, 20, 10, 16, 20, 14, 14, 100];

type Cell = string | number | null;

/** Rows of a workbook, which is made whole in memory; the CSV holds all that were kept. */
const MOST_SHEET_ROWS = 20_000;
const BYTE_ORDER_MARK = '\uFEFF';

/** The issues of an import as CSV (with a byte order mark, by which Excel knows UTF-8) or as a workbook. */
export function reportFile(
  record: ImportRecord,
  issues: AsyncIterable<readonly Issue[]>,
  ending: 'csv' | 'xlsx',
): ReportFile {
  switch (ending) {
    case 'csv':
      return { contentType: 'text/csv; charset=utf-8', bytes: csvBytes(issues) };
    case 'xlsx':
      return {
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: xlsxBytes(record, issues),
      };
  }
}

async function* csvBytes(issues: AsyncIterable<readonly Issue[]>): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${BYTE_ORDER_MARK}${HEADINGS.join(',')}\r\n`);
  for await (const batch of issues) {
    yield encoder.encode(batch.map((found) => `${cellsOf(found).map(csvCell).join(',')}\r\n`).join(''));
  }
}

async function* xlsxBytes(record: ImportRecord, issues: AsyncIterable<readonly Issue[]>): AsyncGenerator<Uint8Array> {
  const rows = [];
  for await (const batch of issues) {
    for (const found of batch) rows.push(cellsOf(found).map(sheetCell));
    if (rows.length >= MOST_SHEET_ROWS) break;
  }
  const headings = HEADINGS.map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const options = { sheet: record.layer.slice(0, 31), columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1 };
  yield await writeXlsxFile([headings, ...rows.slice(0, MOST_SHEET_ROWS)], options).toBuffer();
}

function cellsOf({ severity, code, rule, where, sourceId, at, message }: Issue): readonly Cell[] {
  const [lon = null, lat = null] = at ?? [];
  return [
    severity,
    code,
    rule ?? null,
    where.table ?? null,
    where.row,
    where.field,
    sourceId ?? null,
    lon,
    lat,
    message,
  ];
}

/** A cell of text never begins with what a spreadsheet takes for a formula, whatever the source held. */
export function defused(text: string): string {
  return /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return String(cell);
  const text = defused(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function sheetCell(cell: Cell) {
  if (cell === null) return null;
  if (typeof cell === 'number') return { value: cell, type: Number };
  return { value: defused(cell), type: String };
}
