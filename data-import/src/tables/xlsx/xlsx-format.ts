import type { Issue } from '@undercroft/core/model/issue';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import { type HeadRow, tableHead } from '../headings/table-head.ts';
import { inBatches } from '../in-batches.ts';
import type { RawRow, TableFile, TableFormat, TableInfo, TableOptions } from '../table-format.ts';
import { HEAD_ROWS } from '../table-limits.ts';
import { tableNamed } from '../table-named.ts';
import { uniqueNames } from '../unique-names.ts';
import { looksLikeZip, openZip, type ZipArchive } from '../zip/open-zip.ts';
import { type SheetRow, sheetRows } from './sheet-rows.ts';
import { partsOf, readWorkbook, type Workbook } from './workbook.ts';

const OWN_ENDING = /\.(?:xlsx|xlsm|xltx|xltm|xls|xlsb|et|ods)$/i;
/** Compound files: .xls, and .xlsx behind a password. */
const COMPOUND = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const NO_ISSUES: readonly Issue[] = [];

/**
 * Excel workbooks, one table a sheet. Streams each sheet; only the shared texts are in memory, with a cap. Formulas count by
 * the value they were last calculated to. Libraries that hold whole sheets were passed over for that reason.
 */
export const XLSX_FORMAT: TableFormat = {
  format: 'xlsx',
  title: 'Excel workbook',
  version: '1',
  sniff(head, name) {
    if (isCompound(head)) return OWN_ENDING.test(name) ? 0.9 : 0;
    if (!looksLikeZip(head)) return 0;
    if (OWN_ENDING.test(name)) return 0.95;
    const text = Buffer.from(head.buffer, head.byteOffset, head.byteLength).toString('latin1');
    return text.includes('xl/') ? 0.9 : 0;
  },
  async open(files, options) {
    const books: Book[] = [];
    try {
      for (const source of files) books.push(await openBook(source, options));
      return workbookFile(books, options);
    } catch (cause) {
      for (const { archive } of books) await archive.close();
      throw cause;
    }
  },
};

interface Book {
  readonly archive: ZipArchive;
  readonly workbook: Workbook;
  readonly sheets: readonly SheetTable[];
  readonly issues: readonly Issue[];
}

interface SheetTable {
  readonly info: TableInfo;
  readonly part: ByteSource;
  readonly workbook: Workbook;
  readonly firstDataRow: number;
}

async function openBook(source: ByteSource, options: TableOptions): Promise<Book> {
  const { maxFileBytes } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  if (source.sizeBytes > maxFileBytes) {
    throw new ImportError(
      'file-too-large',
      `"${source.name}" has ${source.sizeBytes} bytes; at most ${maxFileBytes} are read.`,
    );
  }
  if (isCompound(await source.bytes(0, COMPOUND.length))) throw compoundFile(source.name);
  const archive = await openZip(source);
  try {
    const workbook = await readWorkbook(partsOf(archive.entries), source.name, options.signal);
    const issues: Issue[] = [...archive.issues];
    const sheets: SheetTable[] = [];
    for (const sheet of workbook.sheets) {
      const table =
        sheet.hidden || sheet.part === null
          ? null
          : await openSheet(sheet.name, sheet.part, workbook, source.name, options);
      if (table !== null) {
        sheets.push(table.sheet);
        issues.push(...table.issues);
        continue;
      }
      const why = sheet.hidden ? 'it is hidden' : 'it holds no cells';
      const where = { row: null, field: null, table: sheet.name };
      issues.push({ ...issue('table-left-out', null, null, `Sheet "${sheet.name}" is left out: ${why}.`), where });
    }
    return { archive, workbook, sheets, issues };
  } catch (cause) {
    await archive.close();
    throw cause;
  }
}

async function openSheet(
  name: string,
  part: ByteSource,
  workbook: Workbook,
  file: string,
  options: TableOptions,
): Promise<{ readonly sheet: SheetTable; readonly issues: readonly Issue[] } | null> {
  const head: HeadRow[] = [];
  for await (const rows of sheetRows(part, workbook, options.signal)) {
    for (const { row, cells } of rows) if (head.length < HEAD_ROWS && cells.length > 0) head.push({ row, cells });
    if (head.length >= HEAD_ROWS) break;
  }
  if (head.length === 0) return null;
  const { columns, firstDataRow, issues } = tableHead(head, name);
  const info = { name, file, columns, geometry: null, crs: null, rowCount: null, encodings: [] };
  return { sheet: { info, part, workbook, firstDataRow }, issues };
}

function workbookFile(books: readonly Book[], options: TableOptions): TableFile {
  const sheets = books.flatMap((book) => book.sheets);
  const names = uniqueNames(sheets.map(({ info }) => info.name));
  const tables = sheets.map((sheet, i) => ({ ...sheet, info: { ...sheet.info, name: names[i] ?? sheet.info.name } }));
  const { maxRows } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
  return {
    tables: tables.map(({ info }) => info),
    issues: books.flatMap(({ issues }) => issues),
    async *rows(info, signal) {
      yield* rawRows(tableNamed(tables, info), maxRows, signal);
    },
    async close() {
      for (const { archive } of books) await archive.close();
    },
  };
}

async function* rawRows(table: SheetTable, maxRows: number, signal?: AbortSignal): AsyncGenerator<readonly RawRow[]> {
  let count = 0;
  for await (const rows of sheetRows(table.part, table.workbook, signal)) {
    const batch = rows.filter(({ row }) => row >= table.firstDataRow).map((row) => rawRow(row, table.info));
    count += batch.length;
    if (count > maxRows) {
      throw new ImportError('too-many-rows', `Sheet "${table.info.name}" has more than ${maxRows} rows; split it.`);
    }
    yield* inBatches(batch);
  }
}

function rawRow({ row, cells, issues }: SheetRow, info: TableInfo): RawRow {
  const width = info.columns.length;
  const values = cells.slice(0, width);
  while (values.length < width) values.push(null);
  if (cells.length <= width) return { row, values, geometry: null, issues: issues.length === 0 ? NO_ISSUES : issues };
  const message = `${width} columns have headings; a value came in column ${cells.length}. Some may stand under the wrong heading.`;
  return { row, values, geometry: null, issues: [...issues, issue('long-row', row, null, message)] };
}

function isCompound(head: Uint8Array): boolean {
  return COMPOUND.every((byte, i) => head[i] === byte);
}

function compoundFile(name: string): ImportError {
  const what = /\.xls$/i.test(name)
    ? 'is in the old Excel format (.xls)'
    : 'is protected by a password or in the old Excel format (.xls)';
  return new ImportError(
    'unsupported-content',
    `"${name}" ${what}. Open it in Excel and save it as .xlsx without a password.`,
  );
}
