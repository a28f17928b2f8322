import { ImportError } from '../../import-error.ts';
import { issue } from '../../issues.ts';
import type { ByteSource } from '../../readers/byte-source.ts';
import { READ_LIMITS_DEFAULTS, type ReadLimits } from '../../readers/reader.ts';
import type { CellValue, ColumnInfo, RawRow, TableFile, TableFormat, TableInfo } from '../table-format.ts';
import { MAX_COLUMNS } from '../table-limits.ts';
import { stemOf, uniqueNames } from '../unique-names.ts';
import { flatRecord } from './flat-record.ts';
import { jsonRecords } from './json-records.ts';

const BATCH_ROWS = 1000;

/**
 * JSON that is a list of flat objects, or an object of such lists (`{"markers": [{...}, ...]}`): each list is a table, each
 * object a row, members of objects within are columns by their path (`location.lat`). UTF-8, of any size.
 */
export const JSON_ARRAY_FORMAT: TableFormat = {
  format: 'json-array',
  title: 'JSON list of objects',
  version: '1',
  sniff(head, name) {
    const text = new TextDecoder()
      .decode(head)
      .replace(/^\uFEFF/, '')
      .trimStart();
    // GeoJSON, CityJSON, TopoJSON and such say what they are.
    if (/^\{[^[]*"type"\s*:\s*"(?:FeatureCollection|Feature|Topology|CityJSON|GeometryCollection)/.test(text)) return 0;
    const isList = /^\[\s*\{/.test(text);
    const holdsList =
      /^\{\s*(?:"[^"]{1,100}"\s*:\s*(?:"[^"]*"|[\d.eE+-]+|true|false|null)\s*,\s*){0,20}"[^"]{1,100}"\s*:\s*\[\s*\{/.test(
        text,
      );
    if (!isList && !holdsList) return 0;
    return /\.json$/i.test(name) ? 0.6 : 0.4;
  },
  async open(files, { limits, signal }) {
    const tables: JsonTable[] = [];
    for (const source of files) tables.push(...(await tablesOf(source, limits, signal)));
    const names = uniqueNames(tables.map(({ info }) => info.name));
    return tableFile(
      tables.map((table, i) => ({ ...table, info: { ...table.info, name: names[i] ?? table.info.name } })),
    );
  },
};

interface JsonTable {
  readonly source: ByteSource;
  /** Member of the root that holds the list; `null` where the root is the list. */
  readonly key: string | null;
  readonly info: TableInfo;
}

function tableFile(tables: readonly JsonTable[]): TableFile {
  return {
    tables: tables.map(({ info }) => info),
    issues: [],
    rows(info, signal) {
      const table = tables.find((candidate) => candidate.info.name === info.name);
      if (table === undefined) throw new RangeError(`There is no table "${info.name}".`);
      return rowsOf(table, signal);
    },
    close: async () => {},
  };
}

/** Types that were met in a column, and whether they were ever mixed. */
type ColumnTypes = Map<string, ColumnInfo['type'] | null>;

/** Walks the document once: its lists, their columns and how many rows they have. */
async function tablesOf(source: ByteSource, limits: ReadLimits, signal?: AbortSignal): Promise<readonly JsonTable[]> {
  const { maxRows, maxFileBytes } = { ...READ_LIMITS_DEFAULTS, ...limits };
  if (source.sizeBytes > maxFileBytes) {
    throw new ImportError(
      'file-too-large',
      `"${source.name}" has ${source.sizeBytes} bytes; at most ${maxFileBytes} are read.`,
    );
  }
  const lists = new Map<string | null, { readonly columns: ColumnTypes; count: number }>();
  for await (const record of jsonRecords(source, signal)) {
    if (record.kind === 'broken') break;
    const list = lists.get(record.key) ?? { columns: new Map(), count: 0 };
    lists.set(record.key, list);
    list.count++;
    if (list.count > maxRows) {
      throw new ImportError('too-many-rows', `"${source.name}" holds more than ${maxRows} records; split it.`);
    }
    if (isObject(record.value)) flatRecord(record.value, (name, value) => noteType(list.columns, name, value));
  }
  const tables = [...lists].filter(([, { columns }]) => columns.size > 0);
  if (tables.length === 0) {
    throw new ImportError('unknown-format', `"${source.name}" holds no list of objects to make a table of.`);
  }
  return tables.map(([key, { columns, count }]) => ({
    source,
    key,
    info: {
      name: key ?? stemOf(source.name),
      file: source.name,
      columns: [...columns].map(([name, type]) => ({ name, type: type ?? 'text' })),
      geometry: null,
      crs: null,
      rowCount: count,
      encodings: [],
    },
  }));
}

function noteType(columns: ColumnTypes, name: string, value: CellValue): void {
  const known = columns.get(name);
  if (known === undefined) {
    if (columns.size >= MAX_COLUMNS) return;
    columns.set(name, value === null ? null : typeOf(value));
  } else if (value !== null && known !== typeOf(value)) {
    columns.set(name, known === null ? typeOf(value) : 'text');
  }
}

function typeOf(value: string | number | boolean): ColumnInfo['type'] {
  if (typeof value === 'number') return 'number';
  return typeof value === 'boolean' ? 'boolean' : 'text';
}

async function* rowsOf({ source, key, info }: JsonTable, signal?: AbortSignal): AsyncGenerator<readonly RawRow[]> {
  const columnOf = new Map(info.columns.map(({ name }, i) => [name, i]));
  let batch: RawRow[] = [];
  let count = 0;
  let toldEncoding = false;
  for await (const record of jsonRecords(source, signal)) {
    if (record.kind === 'broken') {
      const message = `"${source.name}" breaks off at byte ${record.atByte}: ${record.why}. What follows is not read.`;
      batch.push(rowOf(count + 1, null, columnOf, [issue('truncated-file', count + 1, null, message)]));
      break;
    }
    if (record.key !== key) continue;
    count++;
    const issues = isObject(record.value) ? [] : [issue('bad-record', count, null, `Record ${count} is no object.`)];
    if (!record.utf8 && !toldEncoding) {
      toldEncoding = true;
      issues.push(
        issue(
          'text-encoding',
          count,
          null,
          `Record ${count} of "${source.name}" is not UTF-8: some of its text is lost.`,
        ),
      );
    }
    batch.push(rowOf(count, isObject(record.value) ? record.value : null, columnOf, issues));
    if (batch.length < BATCH_ROWS) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function rowOf(
  row: number,
  record: object | null,
  columnOf: ReadonlyMap<string, number>,
  issues: RawRow['issues'],
): RawRow {
  const values: CellValue[] = Array.from(columnOf, () => null);
  if (record !== null) {
    flatRecord(record, (name, value) => {
      const column = columnOf.get(name);
      if (column !== undefined) values[column] = value;
    });
  }
  return { row, values, geometry: null, issues };
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
