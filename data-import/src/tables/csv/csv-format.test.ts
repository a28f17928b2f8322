import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { readTables } from '../test-read.ts';
import { CSV_FORMAT } from './csv-format.ts';

const SURVEY =
  '某市地下管线成果表,,,,,\n' +
  '工程名称：河北大街,,,日期：2019-05,,\n' +
  '管线点号,连接点号,起点,,管径,备注\n' +
  ',,埋深,高程,(mm),\n' +
  'JS001,JS002,1.2,3.4,300,\n' +
  'JS002,JS003,１．１,"3,3",300,"沥青\n覆盖, 未开"\n' +
  '\n' +
  'JS003,JS004,-9999,,1200*800,';

const read = (bytes: string | Uint8Array, name = 'JS_LINE.csv', encoding?: string) =>
  readTables(CSV_FORMAT, bytes, name, encoding === undefined ? {} : { encoding });

describe('CSV_FORMAT', () => {
  it('skips titles, joins headings of two rows, and keeps every value as it stands, with the line it begins on', async () => {
    const { file, tables } = await read(SURVEY);
    expect(tables[0]).toMatchObject({
      name: 'JS_LINE',
      file: 'JS_LINE.csv',
      geometry: null,
      crs: null,
      rowCount: null,
    });
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual([
      '管线点号',
      '连接点号',
      '起点埋深',
      '起点高程',
      '管径(mm)',
      '备注',
    ]);
    expect(tables[0]?.rows.map(({ row, values }) => [row, ...values])).toEqual([
      [5, 'JS001', 'JS002', '1.2', '3.4', '300', null],
      [6, 'JS002', 'JS003', '１．１', '3,3', '300', '沥青\n覆盖, 未开'],
      [9, 'JS003', 'JS004', '-9999', null, '1200*800', null],
    ]);
    expect(file.issues.map(({ severity, code, where }) => [severity, code, where.row])).toEqual([
      ['info', 'title-rows-skipped', 1],
    ]);
    expect(file.issues[0]?.message).toContain('某市地下管线成果表');
  });

  it.each(['gb18030', 'utf-16le', 'utf-8'])('reads the same from %s', async (encoding) => {
    const bytes = iconv.encode(SURVEY, encoding, { addBOM: encoding !== 'gb18030' });
    const { tables } = await read(bytes);
    expect(tables[0]?.rows).toEqual((await read(SURVEY)).tables[0]?.rows);
    expect(tables[0]?.encodings[0]?.encoding).toBe(encoding);
  });

  it('obeys a person about the encoding', async () => {
    const bytes = iconv.encode('管線,點號\n材質,埋深\n', 'big5');
    const { tables } = await read(bytes, 'a.csv', 'GBK');
    expect(tables[0]?.encodings.slice(0, 2).map(({ encoding }) => encoding)).toEqual(['gb18030', 'big5']);
    expect(tables[0]?.columns[0]?.name).not.toBe('管線');
  });

  it.each([
    [',', '1.5'],
    [';', '1,5'],
    ['\t', '1,5'],
    ['|', '1.5'],
  ])('finds the separator %j', async (separator, value) => {
    const text =
      `id,x depth\n`.replace(',', separator) + `a,${value}\nb,${value}\n`.replaceAll(/^(\w),/gm, `$1${separator}`);
    const { tables } = await read(text);
    expect(tables[0]?.rows.map(({ values }) => values)).toEqual([
      ['a', value],
      ['b', value],
    ]);
  });

  it('tells types by a sample and leaves ids with leading zeros, long numbers and mixed columns text', async () => {
    const text =
      'id,card,x,when,ok,mixed,none\n007,130302199001011234,1.5,2019-05-31,true,1,\n008,130302199001011235,-2e3,2019/6/1,false,a,\n';
    expect((await read(text)).tables[0]?.columns.map(({ type }) => type)).toEqual([
      'text',
      'text',
      'number',
      'date',
      'boolean',
      'text',
      'text',
    ]);
  });

  it('says which rows have too few or too many values, and what came', async () => {
    const { tables } = await read('id,x,y\na,1\nb,1,2,\nc,1,2,3\nd,1,2\n');
    expect(
      tables[0]?.rows.map(({ values, issues }) => [values, issues.map(({ severity, code }) => [severity, code])]),
    ).toEqual([
      [['a', '1', null], [['warning', 'short-row']]],
      [['b', '1', '2'], []],
      [['c', '1', '2'], [['error', 'long-row']]],
      [['d', '1', '2'], []],
    ]);
    expect(tables[0]?.rows[2]?.issues[0]).toMatchObject({
      where: { row: 4 },
      message: expect.stringMatching(/^3 values were wanted, 4 came/),
    });
  });

  it('names columns that have no heading or another one, and drops empty ones at the end', async () => {
    const { file, tables } = await read('id,x,,x,,\na,1,2,3,,\nb,1,2,3,,\n');
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual(['id', 'x', 'column 3', 'x (2)']);
    expect(file.issues.map(({ code, where }) => [code, where.field])).toEqual([['repeated-heading', 'x']]);
  });

  it('reads a file without headings whole and says so', async () => {
    const { file, tables } = await read('1,,12345.67,23456.78,12.3\n2,,12345.67,23456.79,12.4\n', 'points.dat');
    expect(tables[0]?.rows).toHaveLength(2);
    expect(tables[0]?.columns.map(({ name }) => name)).toEqual([
      'column 1',
      'column 2',
      'column 3',
      'column 4',
      'column 5',
    ]);
    expect(file.issues.map(({ severity, code }) => [severity, code])).toEqual([['warning', 'no-headings']]);
  });

  it('says where bytes are no text of the encoding', async () => {
    const bytes = Buffer.concat([Buffer.from('id,road\na,河北大街\nb,河北'), Buffer.from([0xe5]), Buffer.from('\n')]);
    const { tables } = await read(bytes);
    expect(tables[0]?.rows.map(({ issues }) => issues.map(({ code, where }) => [code, where.field]))).toEqual([
      [],
      [['undecodable-text', 'road']],
    ]);
  });

  it('says so too of a record that is longer than what is read at once', async () => {
    const long = 'x'.repeat(50_000);
    const bytes = Buffer.concat([
      Buffer.from('id,road,note\na,'),
      Buffer.from([0xe5]),
      Buffer.from(`,${long}\nb,y,${long}\n`),
    ]);
    const { tables } = await read(bytes, 'a.csv', 'utf-8');
    expect(tables[0]?.rows.map(({ issues }) => issues.map(({ code, where }) => [code, where.field]))).toEqual([
      [['undecodable-text', 'road']],
      [],
    ]);
  });

  it('makes a table of each file and tells two of one name apart', async () => {
    const files = ['a/JS.csv', 'b/JS.csv'].map((name) => memorySource(name, 'id,x\na,1\n'));
    const file = await CSV_FORMAT.open(files, { encoding: null, limits: {} });
    expect(file.tables.map(({ name, file: from }) => [name, from])).toEqual([
      ['JS', 'a/JS.csv'],
      ['JS (2)', 'b/JS.csv'],
    ]);
    await file.close();
  });

  it('is sure of text in columns, less of other text, and never of binary, XML or JSON', () => {
    const sniff = (text: string, name: string) => CSV_FORMAT.sniff(Buffer.from(text), name);
    expect(sniff('id,x\na,1\n', 'a.csv')).toBe(0.9);
    expect(sniff('id;x\na;1\n', 'a.txt')).toBeCloseTo(0.6);
    expect([
      sniff('{"a":1,\n"b":2}', 'a.txt'),
      sniff('<a>,\n', 'a'),
      sniff('a\0b,c', 'a.csv'),
      sniff('[TITLE]\na,b\n', 'a.inp'),
      sniff('PROJCS["CGCS2000",GEOGCS["x",1]]', 'a.prj'),
    ]).toEqual([0, 0, 0, 0, 0]);
    expect(CSV_FORMAT.sniff(iconv.encode(SURVEY, 'gb18030').subarray(0, 151), '管线.csv')).toBe(0.9);
  });

  it('reads back any table that was written', async () => {
    const word = fc.constantFrom('JS1', '007', '1,5', '管径', 'say "hi"', 'two\nlines', '球墨铸铁', '-9999', 'a;b', '');
    const rows = fc.array(fc.tuple(fc.constantFrom('p1', 'p2', '点3'), word, fc.constantFrom('1.5', '2'), word), {
      minLength: 1,
      maxLength: 30,
    });
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('utf-8', 'gb18030'),
        async (data, lineBreak, encoding) => {
          const quoted = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',');
          const text = [['管线点号', '备注', '埋深', '材质'], ...data].map(quoted).join(lineBreak);
          const { tables } = await read(iconv.encode(text, encoding));
          expect(tables[0]?.rows.map(({ values }) => values)).toEqual(
            data.map((cells) => cells.map((cell) => (cell === '' ? null : cell))),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});
