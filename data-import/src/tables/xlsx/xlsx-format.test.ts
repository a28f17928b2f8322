import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import { readTables } from '../test-read.ts';
import { testRow, testWorkbook } from './test-workbook.ts';
import { XLSX_FORMAT } from './xlsx-format.ts';

const read = (bytes: Uint8Array, name = 'book.xlsx') => readTables(XLSX_FORMAT, bytes, name);
const STYLES =
  '<numFmts><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/><numFmt numFmtId="165" formatCode="0.00&quot;m&quot;"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>' +
  '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';

describe('XLSX_FORMAT', () => {
  it('reads what write-excel-file writes, as read-excel-file does', async () => {
    const day = new Date(Date.UTC(2019, 4, 31));
    const rows = [
      ['物探点号', 'X', '地面高程', '日期', '已核', '备注'],
      ...Array.from({ length: 3000 }, (_, i) => [
        `JS${i}`,
        4_412_345.678 + i / 1000,
        i % 7 === 0 ? null : i / 3,
        day,
        i % 2 === 0,
        i % 5 === 0 ? null : '井<盖>&"被"覆盖',
      ]),
    ];
    const data: SheetData = rows.map((row) =>
      row.map((value) => (value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : value)),
    );
    const bytes = await writeXlsxFile(data).toBuffer();
    const [table] = (await read(bytes)).tables;
    const theirs = await readXlsxFile(bytes);
    const sheet = theirs[0]?.data ?? [];
    expect(table?.columns.map(({ name }) => name)).toEqual(rows[0]);
    expect(table?.columns.map(({ type }) => type)).toEqual(['text', 'number', 'number', 'date', 'boolean', 'text']);
    expect(table?.rows).toHaveLength(3000);
    expect(table?.rows.map(({ values }) => values)).toEqual(
      sheet.slice(1).map((row) => row.map((cell) => (cell instanceof Date ? cell.toISOString().slice(0, 10) : cell))),
    );
    expect(table?.rows.every(({ row, issues }, i) => row === i + 2 && issues.length === 0)).toBe(true);
  });

  it('reads shared and rich text, leaves phonetic guides out, and keeps text that looks like a number text', async () => {
    const shared =
      '<si><t>点号</t></si><si><r><t>管</t></r><r><t xml:space="preserve">径 </t></r><rPh><t>guan</t></rPh></si><si><t> 007 </t></si><si><t>a_x000D_b</t></si>';
    const rows =
      '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>' +
      '<row r="2"><c r="A2" t="s"><v>2</v></c><c r="B2"><v>300</v></c></row>' +
      '<row r="4"><c r="B4" t="s"><v>3</v></c></row>';
    const [table] = (await read(testWorkbook({ sheets: [{ name: 's', rows }], shared }))).tables;
    expect(table?.columns.map(({ name }) => name)).toEqual(['点号', '管径']);
    expect(table?.rows.map(({ row, values }) => [row, ...values])).toEqual([
      [2, '007', 300],
      [4, null, 'a\rb'],
    ]);
  });

  it('turns numbers with a date format into ISO dates, in both date systems, and no others', async () => {
    const rows = `${testRow(1, ['a', 'b', 'c', 'd'])}<row r="2"><c s="1"><v>45443</v></c><c s="2"><v>45443.5</v></c><c s="3"><v>1.25</v></c><c s="1"><v>0.25</v></c></row>`;
    const book = { sheets: [{ name: 's', rows }], styles: STYLES };
    const [since1900] = (await read(testWorkbook(book))).tables;
    const [since1904] = (await read(testWorkbook({ ...book, from1904: true }))).tables;
    expect(since1900?.rows[0]?.values).toEqual(['2024-05-31', '2024-05-31T12:00:00', 1.25, '06:00:00']);
    expect(since1904?.rows[0]?.values).toEqual(['2028-06-01', '2028-06-01T12:00:00', 1.25, '1904-01-01T06:00:00']);
  });

  it('takes formulas by their value and makes unknown, with a word about it, what has none', async () => {
    const rows = `${testRow(1, ['id', 'depth', 'level', 'x'])}<row r="2"><c t="str"><f>A1&amp;1</f><v>id1</v></c><c><f>1/0</f></c><c t="e"><v>#REF!</v></c><c><v>abc</v></c></row>`;
    const [table] = (await read(testWorkbook({ sheets: [{ name: 's', rows }] }))).tables;
    expect(table?.rows[0]?.values).toEqual(['id1', null, null, null]);
    expect(table?.rows[0]?.issues.map(({ code, where }) => [code, where.row, where.field])).toEqual([
      ['cell-without-value', 2, 'B'],
      ['cell-without-value', 2, 'C'],
      ['cell-without-value', 2, 'D'],
    ]);
  });

  it('makes a table of every sheet that is seen, skips titles, joins merged headings of two rows', async () => {
    const survey =
      testRow(1, ['某市地下管线成果表']) +
      testRow(2, ['管线点号', '连接点号', '起点', null, '管径']) +
      testRow(3, [null, null, '埋深', '高程', '(mm)']) +
      testRow(4, ['JS1', 'JS2', 1.2, 3.4, 300]);
    const plain = testRow(1, ['id', 'x']) + testRow(2, [1, 2]);
    const { file, tables } = await read(
      testWorkbook({
        sheets: [
          { name: '给水', rows: survey },
          { name: '字典', rows: plain, state: 'veryHidden' },
          { name: '空', rows: '' },
          { name: 'p', rows: plain },
        ],
      }),
    );
    expect(tables.map(({ name, columns, rows }) => [name, columns.map((column) => column.name), rows.length])).toEqual([
      ['给水', ['管线点号', '连接点号', '起点埋深', '起点高程', '管径(mm)'], 1],
      ['p', ['id', 'x'], 1],
    ]);
    expect(file.issues.map(({ severity, code, where }) => [severity, code, where.table, where.row])).toEqual([
      ['info', 'title-rows-skipped', '给水', 1],
      ['info', 'table-left-out', '字典', null],
      ['info', 'table-left-out', '空', null],
    ]);
  });

  it('reports values beyond the last heading', async () => {
    const rows =
      testRow(1, ['id', 'x']) +
      Array.from({ length: 400 }, (_, i) => testRow(i + 2, [i, i])).join('') +
      testRow(402, [1, 2, 3]);
    const [table] = (await read(testWorkbook({ sheets: [{ name: 's', rows }] }))).tables;
    expect(table?.rows.at(-1)).toMatchObject({ values: [1, 2], issues: [{ severity: 'error', code: 'long-row' }] });
  });

  it('says how to save the old format, one behind a password and other tables', async () => {
    const compound = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0);
    const wanted = (text: string) =>
      expect.objectContaining({ code: 'unsupported-content', message: expect.stringContaining(text) });
    await expect(read(compound, 'old.xls')).rejects.toThrow(wanted('save it as .xlsx'));
    await expect(read(compound, 'secret.xlsx')).rejects.toThrow(wanted('without a password'));
    await expect(read(testWorkbook({ sheets: [], parts: { 'xl/workbook.bin': '' } }), 'b.xlsb')).rejects.toThrow(
      wanted('.xlsb'),
    );
    expect([XLSX_FORMAT.sniff(compound, 'old.xls'), XLSX_FORMAT.sniff(compound, 'letter.doc')]).toEqual([0.9, 0]);
  });

  it('knows a workbook by its parts, and no other archive', async () => {
    const book = testWorkbook({ sheets: [] });
    expect([XLSX_FORMAT.sniff(book, 'x.zip'), XLSX_FORMAT.sniff(Buffer.from('PK\u{3}\u{4}'), 'shapes.zip')]).toEqual([
      0.9, 0,
    ]);
  });
});
