import { rc4 } from './mdb-header.ts';

/** A column of a table for tests; text is in UTF-16, memo lies in its row. */
export interface TestColumn {
  readonly name: string;
  readonly type: 'boolean' | 'integer' | 'long' | 'currency' | 'single' | 'double' | 'date' | 'text' | 'memo' | 'ole';
}

export interface TestTable {
  readonly name: string;
  readonly columns: readonly TestColumn[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  /** Rows it says it holds, where that is a lie. */
  readonly saidRows?: number;
  readonly system?: boolean;
}

const PAGE = 4096;
const TYPES = {
  boolean: 1,
  integer: 3,
  long: 4,
  currency: 5,
  single: 6,
  double: 7,
  date: 8,
  text: 10,
  ole: 11,
  memo: 12,
};
const FIXED_BYTES: Readonly<Partial<Record<TestColumn['type'], number>>> = {
  boolean: 0,
  integer: 2,
  long: 4,
  currency: 8,
  single: 4,
  double: 8,
  date: 8,
};
const CATALOG_PAGE = 2;

/**
 * Writes a database of Access 2000 (Jet 4) for tests: the first page, a page of usage maps, the catalog, and for each table its
 * definition and its rows. Only what readers need: no indexes, no free space, at most 500 pages. Laid out after the notes of
 * mdbtools (HACKING).
 */
export function testMdb(tables: readonly TestTable[]): Buffer {
  const firstPage = CATALOG_PAGE + 1;
  const catalog: TestTable = {
    name: 'MSysObjects',
    columns: [
      { name: 'Id', type: 'long' },
      { name: 'Name', type: 'text' },
      { name: 'Type', type: 'integer' },
      { name: 'Flags', type: 'long' },
    ],
    rows: tables.map(({ name, system }, i) => [firstPage + i, name, 1, system === true ? -2_147_483_648 : 0]),
  };
  const all = [catalog, ...tables];
  const dataPages = all.map(({ columns, rows }, i) => pagesOfRows(columns, rows, CATALOG_PAGE + i));
  const maps: Buffer[] = [];
  let next = CATALOG_PAGE + all.length;
  for (const pages of dataPages) {
    const map = Buffer.alloc(69);
    for (let i = 0; i < pages.length; i++) setBit(map.subarray(5), next + i);
    maps.push(map);
    next += pages.length;
  }
  const definitions = all.map((table, i) => definitionPage(table, i));
  return Buffer.concat([headPage(), packed(maps, 0), ...definitions, ...dataPages.flat()]);
}

function headPage(): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt8(1, 1);
  page.write('Standard Jet DB\0', 4, 'latin1');
  page.writeUInt8(1, 0x14);
  rc4(Uint8Array.of(0xc7, 0xda, 0x39, 0x6b), page.subarray(0x18, 0x18 + 128));
  return page;
}

function definitionPage(table: TestTable, index: number): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt8(2, 0);
  page.writeUInt32LE(table.saidRows ?? table.rows.length, 16);
  page.writeUInt16LE(table.columns.filter(({ type }) => FIXED_BYTES[type] === undefined).length, 43);
  page.writeUInt16LE(table.columns.length, 45);
  page.writeUInt32LE((1 << 8) | index, 55);
  let at = 63;
  let fixedAt = 0;
  let variable = 0;
  for (const [i, { type }] of table.columns.entries()) {
    const fixed = FIXED_BYTES[type];
    page.writeUInt8(TYPES[type], at);
    page.writeUInt8(i, at + 5);
    page.writeUInt8(fixed === undefined ? variable++ : 0, at + 7);
    page.writeUInt8(fixed === undefined ? 2 : 3, at + 15);
    page.writeUInt16LE(fixed === undefined ? 0 : fixedAt, at + 21);
    page.writeUInt16LE(fixed ?? 510, at + 23);
    fixedAt += fixed ?? 0;
    at += 25;
  }
  for (const { name } of table.columns) {
    const text = Buffer.from(name, 'utf16le');
    page.writeUInt16LE(text.length, at);
    text.copy(page, at + 2);
    at += 2 + text.length;
  }
  return page;
}

function pagesOfRows(columns: readonly TestColumn[], rows: TestTable['rows'], owner: number): Buffer[] {
  const pages: Buffer[] = [];
  let records: Buffer[] = [];
  let room = PAGE - 14;
  for (const row of rows) {
    const record = recordOf(columns, row);
    if (record.length + 2 > room) {
      pages.push(packed(records, owner));
      records = [];
      room = PAGE - 14;
    }
    records.push(record);
    room -= record.length + 2;
  }
  if (records.length > 0) pages.push(packed(records, owner));
  return pages;
}

/** A data page: records from its end backwards, their offsets behind its head. */
function packed(records: readonly Buffer[], owner: number): Buffer {
  const page = Buffer.alloc(PAGE);
  page.writeUInt8(1, 0);
  page.writeUInt32LE(owner, 4);
  page.writeUInt16LE(records.length, 12);
  let end = PAGE;
  for (const [i, record] of records.entries()) {
    end -= record.length;
    record.copy(page, end);
    page.writeUInt16LE(end, 14 + i * 2);
  }
  return page;
}

/** A record: number of columns, fixed values, variable ones, their offsets backwards, their number, a bit for each value. */
function recordOf(columns: readonly TestColumn[], row: TestTable['rows'][number]): Buffer {
  const fixed: Buffer[] = [];
  const variable: Buffer[] = [];
  const present = Buffer.alloc(Math.ceil(columns.length / 8));
  for (const [i, { type }] of columns.entries()) {
    const value = row[i] ?? null;
    if (value !== null && value !== false) setBit(present, i);
    if (FIXED_BYTES[type] === undefined)
      variable.push(value === null ? Buffer.alloc(0) : textBytes(String(value), type));
    else fixed.push(fixedBytes(type, Number(value ?? 0)));
  }
  const body = Buffer.concat([Buffer.from([columns.length, 0]), ...fixed, ...variable]);
  const offsets: number[] = [];
  let at = 2 + fixed.reduce((sum, { length }) => sum + length, 0);
  for (const bytes of variable) {
    offsets.unshift(at);
    at += bytes.length;
  }
  offsets.unshift(at);
  const tail = Buffer.alloc(offsets.length * 2 + 2);
  for (const [i, offset] of offsets.entries()) tail.writeUInt16LE(offset, i * 2);
  tail.writeUInt16LE(variable.length, offsets.length * 2);
  return Buffer.concat([body, tail, present]);
}

function fixedBytes(type: TestColumn['type'], value: number): Buffer {
  const bytes = Buffer.alloc(FIXED_BYTES[type] ?? 0);
  if (type === 'integer') bytes.writeInt16LE(value);
  else if (type === 'long') bytes.writeInt32LE(value);
  else if (type === 'currency') bytes.writeBigInt64LE(BigInt(Math.round(value * 10_000)));
  else if (type === 'single') bytes.writeFloatLE(value);
  else if (type === 'double' || type === 'date') bytes.writeDoubleLE(value);
  return bytes;
}

function textBytes(text: string, type: TestColumn['type']): Buffer {
  const bytes = Buffer.from(text, 'utf16le');
  if (type === 'text') return bytes;
  const head = Buffer.alloc(12);
  head.writeUIntLE(bytes.length, 0, 3);
  head.writeUInt8(0x80, 3);
  return Buffer.concat([head, bytes]);
}

function setBit(bytes: Buffer, bit: number): void {
  bytes.writeUInt8(bytes.readUInt8(bit >> 3) | (1 << (bit & 7)), bit >> 3);
}
