import type { Issue } from '@undercroft/core/model/issue';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { issueSentenceZh } from '@undercroft/core/report/issue-sentence-zh';
import writeXlsxFile from 'write-excel-file/node';

/** A report as a file: what an import found, row by row, for who can mend the source. */
export interface ReportFile {
  readonly contentType: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Language of the headings, the severities and the sentences; codes are the same in both. */
export type ReportLanguage = 'en' | 'zh';

const HEADINGS: Readonly<Record<ReportLanguage, readonly string[]>> = {
  en: ['severity', 'code', 'rule', 'table', 'row', 'field', 'id', 'longitude', 'latitude', 'message'],
  zh: ['级别', '代码', '规则', '表', '行', '字段', '标识', '经度', '纬度', '说明'],
};
const SEVERITIES_ZH = { error: '错误', warning: '警告', info: '提示' } as const;
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
  language: ReportLanguage,
): ReportFile {
  switch (ending) {
    case 'csv':
      return { contentType: 'text/csv; charset=utf-8', bytes: csvBytes(issues, language) };
    case 'xlsx':
      return {
        contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        bytes: xlsxBytes(record, issues, language),
      };
  }
}

async function* csvBytes(
  issues: AsyncIterable<readonly Issue[]>,
  language: ReportLanguage,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  yield encoder.encode(`${BYTE_ORDER_MARK}${HEADINGS[language].join(',')}\r\n`);
  for await (const batch of issues) {
    yield encoder.encode(batch.map((found) => `${cellsOf(found, language).map(csvCell).join(',')}\r\n`).join(''));
  }
}

async function* xlsxBytes(
  record: ImportRecord,
  issues: AsyncIterable<readonly Issue[]>,
  language: ReportLanguage,
): AsyncGenerator<Uint8Array> {
  const rows = [];
  for await (const batch of issues) {
    for (const found of batch) rows.push(cellsOf(found, language).map(sheetCell));
    if (rows.length >= MOST_SHEET_ROWS) break;
  }
  const headings = HEADINGS[language].map((value) => ({ value, type: String, fontWeight: 'bold' as const }));
  const options = { sheet: record.layer.slice(0, 31), columns: WIDTHS.map((width) => ({ width })), stickyRowsCount: 1 };
  yield await writeXlsxFile([headings, ...rows.slice(0, MOST_SHEET_ROWS)], options).toBuffer();
}

function cellsOf(found: Issue, language: ReportLanguage): readonly Cell[] {
  const { severity, code, rule, where, sourceId, at, message } = found;
  const [lon = null, lat = null] = at ?? [];
  const isZh = language === 'zh';
  return [
    isZh ? SEVERITIES_ZH[severity] : severity,
    code,
    rule ?? null,
    where.table ?? null,
    where.row,
    where.field,
    sourceId ?? null,
    lon,
    lat,
    (isZh ? issueSentenceZh(found) : null) ?? message,
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
