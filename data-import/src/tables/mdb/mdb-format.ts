import type { Issue } from '@undercroft/core/model/issue';
import MDBReader, { type Column, type Table, type Value } from 'mdb-reader';
import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS } from '../../readers/reader.ts';
import { knownEncoding } from '../../text/text-encodings.ts';
import type {
  CellValue,
  ColumnInfo,
  EncodingChoice,
  RawRow,
  TableFile,
  TableFormat,
  TableInfo,
  TableOptions,
} from '../table-format.ts';
import { MAX_COLUMNS } from '../table-limits.ts';
import { tableNamed } from '../table-named.ts';
import { uniqueNames } from '../unique-names.ts';
import { checkDefinitionChains, checkLongValueChains } from './check-pages.ts';
import { encodingsOf, reread } from './code-page-text.ts';
import { looksLikeMdb, readMdbHeader } from './mdb-header.ts';
import { cellOf, columnTypeOf } from './mdb-value.ts';

/** A database is read whole into memory. */
const MAX_BYTES = 256 * 1024 * 1024;
const BATCH_ROWS = 4096;
const SAMPLE_ROWS = 50;
const MAX_TABLES = 2_000;
/** Tables of Esri's personal geodatabases and of Access itself that are nobody's data. */
const HOUSEKEEPING = /^(?:GDB_|MSys|USys|~|Selections$|SelectedObjects$|.+_Shape_Index$)/i;

/**
 * Access databases (.mdb, .accdb) without a password, one table a user table; linked tables and queries are not read.
 *
 * The library hands out views of the bytes it was given and turns negative currency in them round where it stands, so a
 * second pass would read other numbers: each pass has the bytes anew.
 */
export const MDB_FORMAT: TableFormat = {
  format: 'mdb',
  title: 'Access database',
  version: '1',
  sniff(head, name) {
    if (looksLikeMdb(head)) return 0.98;
    return /\.(?:mdb|accdb)$/i.test(name) && head[0] === 0 ? 0.2 : 0;
  },
  async open(files, options) {
    const tables: MdbTable[] = [];
    const issues: Issue[] = [];
    for (const source of files) {
      const opened = await openDatabase(source, options);
      tables.push(...opened.tables);
      issues.push(...opened.issues);
    }
    return databaseFile(tables, issues, options);
  },
};

interface MdbTable {
  readonly info: TableInfo;
  readonly source: ByteSource;
  /** Names as the library knows them, of the table and of the columns that are read. */
  readonly name: string;
  readonly columns: readonly Column[];
  /** For Access 97; `null` where text is Unicode. */
  readonly encoding: string | null;
}

async function openDatabase(
  source: ByteSource,
  options: TableOptions,
): Promise<{ readonly tables: readonly MdbTable[]; readonly issues: readonly Issue[] }> {
  const { maxFileBytes } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
  if (source.sizeBytes === 0) throw new ImportError('empty-file', `"${source.name}" is empty.`);
  const cap = Math.min(maxFileBytes, MAX_BYTES);
  if (source.sizeBytes > cap) {
    throw new ImportError(
      'file-too-large',
      `"${source.name}" has ${source.sizeBytes} bytes; at most ${cap} are read of a database.`,
    );
  }
  const { reader, engine } = await readDatabase(source);
  const issues: Issue[] = [];
  const found: Table[] = [];
  const names = guarded(source.name, () => reader.getTableNames());
  if (names.length > MAX_TABLES) {
    throw new ImportError(
      'unsafe-file',
      `"${source.name}" holds ${names.length} tables; at most ${MAX_TABLES} are read.`,
    );
  }
  for (const name of names) {
    if (HOUSEKEEPING.test(name)) issues.push(leftOut(name, 'it belongs to the program that wrote it'));
    else found.push(guarded(source.name, () => reader.getTable(name)));
  }
  for (const name of guarded(source.name, () => reader.getTableNames({ normalTables: false, linkedTables: true }))) {
    issues.push(leftOut(name, 'its rows are in another database; bring that one'));
  }
  const choices = engine === 'jet3' ? guarded(source.name, () => encodingsOf(sampleTexts(found))) : [];
  const encoding = options.encoding === null ? (choices[0]?.encoding ?? null) : knownEncoding(options.encoding);
  const inUse = engine === 'jet3' ? encoding : null;
  const tables: MdbTable[] = [];
  for (const table of found) {
    const opened = guarded(source.name, () => openTable(table, source, inUse, choices, issues));
    if (opened !== null) tables.push(opened);
  }
  return { tables, issues };
}

function openTable(
  table: Table,
  source: ByteSource,
  encoding: string | null,
  encodings: readonly EncodingChoice[],
  issues: Issue[],
): MdbTable | null {
  const name = named(table.name, encoding);
  const columns: Column[] = [];
  const infos: ColumnInfo[] = [];
  for (const column of table.getColumns()) {
    const type = columnTypeOf(column.type);
    const heading = named(column.name, encoding);
    if (type === null) {
      const message = `Column "${heading}" of "${name}" holds ${column.type} content, which is not read.`;
      issues.push({
        ...issue('column-left-out', null, heading, message),
        where: { row: null, field: heading, table: name },
      });
      continue;
    }
    columns.push(column);
    infos.push({ name: heading, type });
  }
  if (columns.length === 0 || columns.length > MAX_COLUMNS || table.rowCount === 0) {
    issues.push(leftOut(name, table.rowCount === 0 ? 'it has no rows' : 'it has no columns that can be read'));
    return null;
  }
  const info = {
    name,
    file: source.name,
    columns: infos,
    geometry: null,
    crs: null,
    rowCount: table.rowCount,
    encodings,
  };
  return { info, source, name: table.name, columns, encoding };
}

function databaseFile(opened: readonly MdbTable[], issues: readonly Issue[], options: TableOptions): TableFile {
  const names = uniqueNames(opened.map(({ info }) => info.name));
  const tables = opened.map((table, i) => ({ ...table, info: { ...table.info, name: names[i] ?? table.info.name } }));
  const { maxRows } = { ...READ_LIMITS_DEFAULTS, ...options.limits };
  return {
    tables: tables.map(({ info }) => info),
    issues,
    async *rows(info, signal) {
      yield* databaseRows(tableNamed(tables, info), maxRows, signal);
    },
    async close() {},
  };
}

async function* databaseRows(
  table: MdbTable,
  maxRows: number,
  signal?: AbortSignal,
): AsyncGenerator<readonly RawRow[]> {
  const { reader } = await readDatabase(table.source);
  const data = guarded(table.source.name, () => reader.getTable(table.name));
  const wanted = data.rowCount;
  const columns = table.columns.map(({ name }) => name);
  let count = 0;
  for (;;) {
    signal?.throwIfAborted();
    const records = guarded(table.source.name, () => data.getData({ columns, rowOffset: count, rowLimit: BATCH_ROWS }));
    const batch = records.map((record, i) => rowOf(record, count + i + 1, table));
    count += records.length;
    if (count > maxRows) {
      throw new ImportError('too-many-rows', `Table "${table.info.name}" has more than ${maxRows} rows; split it.`);
    }
    const isLast = records.length < BATCH_ROWS;
    if (isLast && count !== wanted) yield withCountIssue(batch, table, wanted, count);
    else if (batch.length > 0) yield batch;
    if (isLast) return;
  }
}

/** A table that holds fewer rows than it says has lost some: nobody may take the rest for all there is. */
function withCountIssue(batch: readonly RawRow[], table: MdbTable, wanted: number, came: number): readonly RawRow[] {
  const message = `Table "${table.info.name}" says it holds ${wanted} rows, ${came} came. Compact and repair it in Access.`;
  const last = batch.at(-1);
  if (last === undefined) throw new ImportError('damaged-file', message);
  return [
    ...batch.slice(0, -1),
    { ...last, issues: [...last.issues, issue('row-count-differs', null, null, message)] },
  ];
}

function rowOf(record: Readonly<Record<string, Value>>, row: number, table: MdbTable): RawRow {
  const issues: Issue[] = [];
  const values = table.columns.map((column, i): CellValue => {
    const value = record[column.name] ?? null;
    const isRecoded = table.encoding !== null && typeof value === 'string';
    const cell = cellOf(isRecoded ? named(value, table.encoding) : value, column.type);
    if (cell !== undefined) return cell;
    const field = table.info.columns[i]?.name ?? column.name;
    issues.push(
      issue('cell-without-value', row, field, `A ${column.type} was wanted, none came; the value is unknown.`),
    );
    return null;
  });
  return { row, values, geometry: null, issues };
}

async function readDatabase(
  source: ByteSource,
): Promise<{ readonly reader: MDBReader; readonly engine: 'jet3' | 'jet4' | 'ace' }> {
  const bytes = await source.bytes(0, source.sizeBytes);
  const file = Buffer.from(bytes);
  const { engine, pageBytes } = readMdbHeader(file, source.name);
  checkDefinitionChains(file, pageBytes, source.name);
  checkLongValueChains(file, pageBytes, source.name);
  return { reader: guarded(source.name, () => new MDBReader(file)), engine };
}

/** The library throws plain errors where bytes are not as they should be. */
function guarded<T>(fileName: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    const why = cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause);
    throw new ImportError(
      'damaged-file',
      `"${fileName}" is damaged or no sound Access database (${why.slice(0, 120)}). Compact and repair it in Access.`,
      { cause },
    );
  }
}

function sampleTexts(tables: readonly Table[]): string[] {
  const texts: string[] = [];
  for (const table of tables) {
    texts.push(table.name, ...table.getColumnNames());
    for (const record of table.getData({ rowLimit: SAMPLE_ROWS })) {
      for (const value of Object.values(record)) if (typeof value === 'string') texts.push(value);
    }
  }
  return texts;
}

function named(text: string, encoding: string | null): string {
  return (encoding === null ? text : reread(text, encoding)).trim();
}

function leftOut(table: string, why: string): Issue {
  const where = { row: null, field: null, table };
  return { ...issue('table-left-out', null, null, `Table "${table}" is left out: ${why}.`), where };
}
