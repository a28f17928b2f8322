import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import type { RawRow, TableFile } from '../table-format.ts';
import { MDB_FORMAT } from './mdb-format.ts';
import { type TestTable, testMdb } from './test-mdb.ts';

const POINTS: TestTable = {
  name: 'JSPoint',
  columns: [
    { name: '物探点号', type: 'text' },
    { name: 'X', type: 'double' },
    { name: 'Y', type: 'double' },
    { name: '地面高程', type: 'single' },
    { name: '备注', type: 'memo' },
    { name: '日期', type: 'date' },
    { name: '已核', type: 'boolean' },
  ],
  rows: [
    ['JS1', 4_412_345.678, 501_548.722, 12.345, '井盖被沥青覆盖', 45_443, true],
    ['JS2', 4_412_355.5, null, null, null, 45_443.5, false],
  ],
};
const LINES: TestTable = {
  name: 'JSLine',
  columns: [
    { name: 'S_Point', type: 'text' },
    { name: 'E_Point', type: 'text' },
    { name: 'S_Deep', type: 'double' },
    { name: 'Cost', type: 'currency' },
    { name: 'SHAPE', type: 'ole' },
  ],
  rows: Array.from({ length: 5000 }, (_, i) => [`JS${i}`, `JS${i + 1}`, i / 100, -i / 2, null]),
};
const OPTIONS = { encoding: null, limits: {} };

async function opened(bytes: Uint8Array, name = '给水.mdb'): Promise<TableFile> {
  return MDB_FORMAT.open([memorySource(name, bytes)], OPTIONS);
}

async function rowsOf(file: TableFile, index = 0): Promise<RawRow[]> {
  const info = file.tables[index];
  const rows: RawRow[] = [];
  if (info !== undefined) for await (const batch of file.rows(info)) rows.push(...batch);
  return rows;
}

describe('MDB_FORMAT', () => {
  const bytes = testMdb([
    POINTS,
    { ...POINTS, name: 'MSysACEs', system: true },
    LINES,
    { ...POINTS, name: 'GDB_Items' },
  ]);

  it('knows a database by its first bytes, whatever it is called', () => {
    expect([MDB_FORMAT.sniff(bytes, 'data.bin'), MDB_FORMAT.sniff(Buffer.from('a,b\n'), 'a.mdb')]).toEqual([0.98, 0]);
  });

  it('lists user tables with their columns and rows, and says which it leaves out', async () => {
    const file = await opened(bytes);
    expect(file.tables.map(({ name, rowCount }) => [name, rowCount])).toEqual([
      ['JSPoint', 2],
      ['JSLine', 5000],
    ]);
    expect(file.tables[0]?.columns).toEqual([
      { name: '物探点号', type: 'text' },
      { name: 'X', type: 'number' },
      { name: 'Y', type: 'number' },
      { name: '地面高程', type: 'number' },
      { name: '备注', type: 'text' },
      { name: '日期', type: 'date' },
      { name: '已核', type: 'boolean' },
    ]);
    expect(file.issues.map(({ code, where }) => [code, where.table, where.field])).toEqual([
      ['table-left-out', 'GDB_Items', null],
      ['column-left-out', 'JSLine', 'SHAPE'],
    ]);
  });

  it('reads doubles to the last digit, singles as they were written, dates as ISO 8601, memos, and empty as null', async () => {
    const rows = await rowsOf(await opened(bytes));
    expect(rows.map(({ row, values }) => [row, ...values])).toEqual([
      [1, 'JS1', 4_412_345.678, 501_548.722, 12.345, '井盖被沥青覆盖', '2024-05-31', true],
      [2, 'JS2', 4_412_355.5, null, null, null, '2024-05-31T12:00:00', false],
    ]);
  });

  it('reads every row of a table of many pages, the same in a second pass, negative money too', async () => {
    const file = await opened(bytes);
    const [first, second] = [await rowsOf(file, 1), await rowsOf(file, 1)];
    expect(first).toHaveLength(5000);
    expect(first[4999]?.values).toEqual(['JS4999', 'JS5000', 49.99, -2499.5]);
    expect(second).toEqual(first);
  });

  it('reports a table that lost rows', async () => {
    const rows = await rowsOf(await opened(testMdb([{ ...POINTS, saidRows: 3 }])));
    expect(rows.at(-1)?.issues.map(({ severity, code }) => [severity, code])).toEqual([['error', 'row-count-differs']]);
  });

  it('refuses an encrypted database and says what to do', async () => {
    const encrypted = Buffer.from(bytes);
    encrypted.writeUInt8(encrypted.readUInt8(0x3e) ^ 0x55, 0x3e);
    await expect(opened(encrypted)).rejects.toThrow(
      expect.objectContaining({ code: 'unsupported-content', message: expect.stringContaining('encrypted') }),
    );
  });

  it('refuses what is cut off, empty, or leads in circles', async () => {
    const circle = Buffer.from(bytes);
    circle.writeUInt32LE(3, 3 * 4096 + 4);
    await expect(opened(bytes.subarray(0, 3 * 4096))).rejects.toThrow(
      expect.objectContaining({ code: 'damaged-file' }),
    );
    await expect(opened(new Uint8Array(0))).rejects.toThrow(expect.objectContaining({ code: 'empty-file' }));
    await expect(opened(circle)).rejects.toThrow(expect.objectContaining({ code: 'damaged-file' }));
  });

  it('refuses a long text whose pieces lead back into themselves', async () => {
    const page = Buffer.alloc(4096);
    page.writeUInt8(1, 0);
    page.write('LVAL', 4, 'latin1');
    page.writeUInt16LE(2, 12);
    page.writeUInt16LE(4092, 14);
    page.writeUInt16LE(4088, 16);
    const number = bytes.length / 4096;
    page.writeUInt32LE((number << 8) | 1, 4092);
    const sound = Buffer.concat([bytes, page]);
    page.writeUInt32LE(number << 8, 4088);
    const circle = Buffer.concat([bytes, page]);
    expect((await opened(sound)).tables).toHaveLength(2);
    await expect(opened(circle)).rejects.toThrow(
      expect.objectContaining({ code: 'damaged-file', message: expect.stringContaining('long text') }),
    );
  });
});
