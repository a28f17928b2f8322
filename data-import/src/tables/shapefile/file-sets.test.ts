import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ByteSource, memorySource } from '../../readers/byte-source.ts';
import { allIssues, allRows, withTables } from '../../testing/table-rows.ts';
import { testZip } from '../zip/test-zip.ts';
import { SHAPEFILE_FORMAT } from './shapefile-format.ts';
import { type TestShape, type TestTable, testDbf, testShp } from './test-shapefile.ts';

const point = (x: number, y: number): TestShape => ({ type: 1, parts: [[[x, y]]] });
const NAMES: TestTable = { fields: [{ name: 'NAME', type: 'C', length: 12 }], rows: [['one'], ['two']] };

describe('sets of files', () => {
  const { shp, shx } = testShp(1, [point(1, 2), point(3, 4)]);
  const dbf = testDbf(NAMES);
  const open = (files: readonly ByteSource[]) =>
    withTables(SHAPEFILE_FORMAT, files, async (file) => ({
      tables: file.tables.map(({ name, columns }) => [name, columns.length]),
      issues: (await allIssues(file)).map(({ code }) => code),
      rows: await Promise.all(file.tables.map(async ({ name }) => (await allRows(file, name)).length)),
    }));

  it('are put together by name, whatever its case', async () => {
    const files = [memorySource('Pipes.SHP', shp), memorySource('pipes.dbf', dbf), memorySource('other.shp', shp)];
    expect(await open(files)).toEqual({
      tables: [
        ['Pipes', 1],
        ['other', 0],
      ],
      issues: ['missing-companion'],
      rows: [2, 2],
    });
  });

  it('in one archive are several tables, in folders too, with Chinese names packed on Windows', async () => {
    const zip = testZip([
      { name: encode('管线/给水.shp', 'gbk'), content: shp },
      { name: encode('管线/给水.dbf', 'gbk'), content: dbf },
      { name: 'deep/er/points.shp', content: shp, stored: true },
      { name: 'deep/er/points.dbf', content: dbf },
      { name: 'deep/er/points.shx', content: shx },
      { name: 'other/points.shp', content: shp },
      { name: 'other/points.dbf', content: dbf },
      { name: 'readme.txt', content: 'hello' },
    ]);
    expect(await open([memorySource('all.zip', zip)])).toEqual({
      tables: [
        ['给水', 1],
        ['points', 1],
        ['points (2)', 1],
      ],
      issues: [],
      rows: [2, 2, 2],
    });
  });

  it('of which one cannot be read leave the others readable', async () => {
    const files = [
      memorySource('good.shp', shp),
      memorySource('good.dbf', dbf),
      memorySource('bad.shp', 'no shapes here'),
    ];
    expect(await open(files)).toEqual({ tables: [['good', 1]], issues: ['unreadable-table'], rows: [2] });
  });

  it('without any shapefile are refused', async () => {
    const zip = testZip([{ name: 'readme.txt', content: 'hello' }]);
    await expect(open([memorySource('all.zip', zip)])).rejects.toMatchObject({ code: 'unsupported-content' });
  });

  it('are told from other files by their beginning', () => {
    const sniff = (bytes: Uint8Array, name: string) => SHAPEFILE_FORMAT.sniff(bytes, name);
    expect(sniff(shp, 'a.shp')).toBeGreaterThan(0.9);
    expect(sniff(dbf, 'a.dbf')).toBeGreaterThan(0.5);
    expect(
      sniff(
        testZip([
          { name: 'x/a.dbf', content: dbf },
          { name: 'x/a.shp', content: shp },
        ]),
        'a.zip',
      ),
    ).toBeGreaterThan(0.8);
    expect(sniff(testZip([{ name: '[Content_Types].xml', content: '' }]), 'a.xlsx')).toBe(0);
    expect(sniff(new TextEncoder().encode('id,x,y'), 'a.csv')).toBe(0);
  });
});
