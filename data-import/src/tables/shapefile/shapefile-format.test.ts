import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { allIssues, allRows, TEST_OPTIONS, withTables } from '../../testing/table-rows.ts';
import type { RawRow, TableInfo } from '../table-format.ts';
import { SHAPEFILE_FORMAT } from './shapefile-format.ts';
import { type TestShape, type TestTable, testDbf, testShp } from './test-shapefile.ts';

interface Reading {
  readonly info: TableInfo;
  readonly rows: readonly RawRow[];
  readonly codes: readonly string[];
}

async function read(
  files: Readonly<Record<string, Uint8Array | string>>,
  encoding: string | null = null,
): Promise<Reading> {
  const sources = Object.entries(files).map(([name, bytes]) => memorySource(name, bytes));
  const use = async (file: Parameters<Parameters<typeof withTables>[2]>[0]) => {
    const [info] = file.tables;
    if (info === undefined) throw new Error('There is no table.');
    return { info, rows: await allRows(file), codes: (await allIssues(file)).map(({ code }) => code) };
  };
  return withTables(SHAPEFILE_FORMAT, sources, use, { ...TEST_OPTIONS, encoding });
}

const point = (x: number, y: number): TestShape => ({ type: 1, parts: [[[x, y]]] });
const NAMES: TestTable = { fields: [{ name: 'NAME', type: 'C', length: 12 }], rows: [['one'], ['two']] };

/** Rings clockwise from the south-west, and the other way. */
const square = (x: number, y: number, size: number) => [
  [x, y],
  [x, y + size],
  [x + size, y + size],
  [x + size, y],
  [x, y],
];
const hole = (x: number, y: number, size: number) => square(x, y, size).toReversed();

async function polygon(...parts: readonly (readonly (readonly number[])[])[]): Promise<Reading> {
  return read({ 'a.shp': testShp(5, [{ type: 5, parts }]).shp, 'a.dbf': testDbf({ ...NAMES, rows: [['x']] }) });
}

/** Corners of each ring of each polygon of the first row. */
function rings({ rows }: Reading): readonly (readonly (readonly number[])[])[] {
  const geometry = rows[0]?.geometry;
  if (geometry?.kind !== 'polygon') return [];
  return geometry.polygons.map((parts) => parts.map(({ xy }) => [...xy.subarray(0, 2)]));
}

describe('shapes', () => {
  it('of points stand beside their attributes', async () => {
    const { shp, shx } = testShp(1, [point(1, 2), point(3, 4)]);
    const { info, rows, codes } = await read({ 'a.shp': shp, 'a.dbf': testDbf(NAMES), 'a.shx': shx });
    expect(info).toMatchObject({ name: 'a', file: 'a.shp', geometry: 'point', rowCount: 2, crs: null });
    expect(info.columns).toEqual([{ name: 'NAME', type: 'text' }]);
    expect(codes).toEqual([]);
    expect(rows.map(({ row, values, geometry }) => [row, values, geometry])).toEqual([
      [1, ['one'], { kind: 'point', xy: new Float64Array([1, 2]), z: null }],
      [2, ['two'], { kind: 'point', xy: new Float64Array([3, 4]), z: null }],
    ]);
  });

  it('of lines keep their levels; what is below -1e38 is none', async () => {
    const parts = [
      [
        [1, 2, 10.5],
        [3, 4, -1e39],
      ],
      [
        [5, 6, 12],
        [7, 8, 13],
      ],
    ];
    const { rows, info } = await read({ 'a.shp': testShp(13, [{ type: 13, parts }]).shp });
    expect(info.geometry).toBe('line');
    expect(rows[0]?.geometry).toEqual({
      kind: 'line',
      lines: [
        { xy: new Float64Array([1, 2, 3, 4]), z: new Float64Array([10.5, Number.NaN]) },
        { xy: new Float64Array([5, 6, 7, 8]), z: new Float64Array([12, 13]) },
      ],
    });
  });

  it('of points and multipoints have their levels, those with measures only have none', async () => {
    const shapes = [
      { type: 11, parts: [[[1, 2, 3]]] },
      { type: 21, parts: [[[1, 2, 3, 4]]] },
      {
        type: 18,
        parts: [
          [
            [1, 2, 3],
            [4, 5, 6],
          ],
        ],
      },
      { type: 28, parts: [[[1, 2, 3, 4]]] },
      { type: 0, parts: [] },
    ];
    const { rows } = await read({ 'a.shp': testShp(11, shapes).shp });
    expect(rows.map(({ geometry }) => (geometry?.kind === 'point' ? geometry.z : geometry))).toEqual([
      new Float64Array([3]),
      null,
      new Float64Array([3, 6]),
      null,
      null,
    ]);
  });

  it('of a polygon: a hole goes to the ring around it, an island in the hole is a polygon of its own', async () => {
    const reading = await polygon(square(0, 0, 100), hole(10, 10, 50), square(20, 20, 20), hole(25, 25, 5));
    expect(rings(reading)).toEqual([
      [
        [0, 0],
        [10, 10],
      ],
      [
        [20, 20],
        [25, 25],
      ],
    ]);
    expect(reading.codes).toEqual([]);
  });

  it('of a polygon: a hole in nothing becomes an outer ring, and that is said', async () => {
    const reading = await polygon(square(0, 0, 10), hole(50, 50, 10));
    expect(rings(reading)).toEqual([[[0, 0]], [[50, 50]]]);
    expect(reading.codes).toEqual(['bad-polygon']);
  });

  it('of a polygon: rings that all run the wrong way are told by the largest', async () => {
    const reading = await polygon(hole(0, 0, 100), square(10, 10, 50));
    expect(rings(reading)).toEqual([
      [
        [0, 0],
        [10, 10],
      ],
    ]);
    expect(reading.codes).toEqual(['bad-polygon']);
  });

  it('of a polygon: a hole that touches its outer ring at a corner is still its hole', async () => {
    expect(rings(await polygon(square(0, 0, 100), hole(0, 0, 30)))).toEqual([
      [
        [0, 0],
        [0, 0],
      ],
    ]);
  });

  it('of a polygon: an open ring is closed, one that encloses nothing is left out', async () => {
    const reading = await polygon(square(0, 0, 10).slice(0, 4), [
      [0, 0],
      [5, 5],
      [0, 0],
    ]);
    const geometry = reading.rows[0]?.geometry;
    expect(geometry).toMatchObject({ polygons: [[{ xy: new Float64Array(square(0, 0, 10).flat()) }]] });
    expect(reading.codes).toEqual(['bad-polygon', 'bad-polygon']);
  });

  it('of multipatches are refused with a sentence', async () => {
    const refused = read({ 'a.shp': testShp(31, []).shp });
    await expect(refused).rejects.toMatchObject({
      code: 'unsupported-content',
      message: expect.stringMatching(/multipatch/),
    });
  });

  it('agree with another reader in plan (property)', async () => {
    const name: string = 'shapefile';
    const other: {
      read(shp: Uint8Array): Promise<{ features: readonly { geometry: { coordinates: unknown } | null }[] }>;
    } = await import(name);
    const number = fc.double({ min: -1e7, max: 1e7, noNaN: true });
    const position = fc.tuple(number, number, number, number);
    const path = fc.array(position, { minLength: 2, maxLength: 6 });
    const shape = fc.oneof(
      position.map((only): TestShape => ({ type: 11, parts: [[only]] })),
      fc.array(path, { minLength: 1, maxLength: 3 }).map((parts): TestShape => ({ type: 13, parts })),
      fc.array(position, { minLength: 1, maxLength: 5 }).map((all): TestShape => ({ type: 28, parts: [all] })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(shape, { minLength: 1, maxLength: 5 }), async (shapes) => {
        const types = new Set(shapes.map(({ type }) => type));
        for (const type of types) {
          const same = shapes.filter((candidate) => candidate.type === type);
          const { shp } = testShp(type, same);
          const { rows } = await read({ 'a.shp': shp });
          const { features } = await other.read(shp);
          const flat = rows.map(({ geometry }) =>
            geometry?.kind === 'line'
              ? geometry.lines.map(({ xy }) => [...xy])
              : geometry?.kind === 'point'
                ? [...geometry.xy]
                : [],
          );
          expect(flat.flat(2)).toEqual(features.flatMap(({ geometry }) => [geometry?.coordinates].flat(4)));
        }
      }),
      { numRuns: 50, seed: 5 },
    );
  });

  it('of polygons are sorted into rings as another reader does (property)', async () => {
    const name: string = 'shapefile';
    const other: {
      read(shp: Uint8Array): Promise<{ features: readonly { geometry: { type: string; coordinates: unknown[] } }[] }>;
    } = await import(name);
    // Squares on a grid, each with none, one or two holes.
    const holes = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(holes, fc.boolean(), async (counts, holesLast) => {
        const outers = counts.map((_, i) => square(i * 20, 0, 10));
        const inners = counts.map((count, i) =>
          Array.from({ length: count }, (__, k) => hole(i * 20 + 1 + k * 4, 2, 3)),
        );
        const parts = holesLast
          ? [...outers, ...inners.flat()]
          : outers.flatMap((outer, i) => [outer, ...(inners[i] ?? [])]);
        const reading = await polygon(...parts);
        const { features } = await other.read(testShp(5, [{ type: 5, parts }]).shp);
        const [{ geometry } = { geometry: { type: '', coordinates: [] } }] = features;
        const found = (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates) as number[][][][];
        expect(rings(reading)).toEqual(found.map((polygonRings) => polygonRings.map(([first]) => first)));
        expect(reading.codes).toEqual([]);
      }),
      { numRuns: 40, seed: 6 },
    );
  });
});

describe('attributes', () => {
  const one = (type: string, length: number, cell: string | Uint8Array, decimals = 0) =>
    read({ 'a.dbf': testDbf({ fields: [{ name: 'F', type, length, decimals }], rows: [[cell]] }) });
  const little = (...values: readonly number[]) => new Uint8Array(Int32Array.from(values).buffer);

  it.each([
    ['N', 10, '    300', 300],
    ['N', 10, '-12.345', -12.345],
    ['N', 12, '**********', null],
    ['N', 10, '', null],
    ['N', 5, '\0\0\0\0\0', null],
    ['N', 20, '12345678901234567890', '12345678901234567890'],
    ['F', 20, '4.512345678e+006', 4512345.678],
    ['N', 10, 'DN300', 'DN300'],
    ['N', 10, '-', '-'],
    ['N', 10, '.', '.'],
    ['N', 10, '-0.50', -0.5],
    ['L', 1, 'T', true],
    ['L', 1, 'n', false],
    ['L', 1, '?', null],
    ['D', 8, '20240531', '2024-05-31'],
    ['D', 8, '00000000', null],
    ['D', 8, '20241399', '20241399'],
    ['I', 4, little(-7), -7],
    ['O', 8, new Uint8Array(new Float64Array([1.5]).buffer), 1.5],
    ['O', 8, new Uint8Array(new Float64Array([Number.NaN]).buffer), null],
    ['@', 8, little(2_440_588 + 1, 3_600_000), '1970-01-02T01:00:00'],
    ['C', 8, '  PE\0xx', 'PE'],
    ['C', 8, '', null],
  ])('%s(%i) "%s" is %s', async (type, length, cell, value) => {
    expect((await one(type, length, cell)).rows[0]?.values).toEqual([value]);
  });

  it('in long text fields are read whole', async () => {
    const { rows } = await read({
      'a.dbf': testDbf({ fields: [{ name: 'F', type: 'C', length: 300 }], rows: [['x'.repeat(299)]] }),
    });
    expect(rows[0]?.values).toEqual(['x'.repeat(299)]);
  });

  it('that stand in a memo file are left out, and that is said', async () => {
    const { info, codes } = await one('M', 10, '1');
    expect(info.columns).toEqual([]);
    expect(codes).toEqual(['fields-left-out']);
  });

  it('of deleted records are left out with their shapes; the others keep their numbers', async () => {
    const { shp } = testShp(1, [point(1, 1), point(2, 2), point(3, 3)]);
    const dbf = testDbf({ ...NAMES, rows: [['one'], ['two'], ['three']], deleted: [1] });
    const { rows } = await read({ 'a.shp': shp, 'a.dbf': dbf });
    expect(rows.map(({ row, values }) => [row, values[0]])).toEqual([
      [1, 'one'],
      [3, 'three'],
    ]);
  });

  it('may be missing, which is said; a .dbf may stand alone', async () => {
    const { rows, codes } = await read({ 'a.shp': testShp(1, [point(1, 2)]).shp });
    expect(rows).toMatchObject([{ row: 1, values: [], geometry: { kind: 'point' } }]);
    expect(codes).toEqual(['missing-companion']);
    const table = await read({ 'a.dbf': testDbf(NAMES) });
    expect(table.info).toMatchObject({ geometry: null, rowCount: 2 });
    expect(table.rows.map(({ values }) => values)).toEqual([['one'], ['two']]);
    expect(table.codes).toEqual([]);
  });

  it('beyond the shapes, or shapes beyond them, are errors of their rows', async () => {
    const { shp } = testShp(1, [point(1, 1)]);
    const more = await read({ 'a.shp': shp, 'a.dbf': testDbf(NAMES) });
    expect(more.rows.map(({ issues }) => issues.map(({ code }) => code))).toEqual([[], ['bad-record']]);
    const fewer = await read({
      'a.shp': testShp(1, [point(1, 1), point(2, 2), point(3, 3)]).shp,
      'a.dbf': testDbf(NAMES),
    });
    expect(fewer.rows.map(({ issues }) => issues.map(({ code }) => code))).toEqual([[], [], ['bad-record']]);
  });
});

describe('the encoding of attributes', () => {
  const texts = ['球墨铸铁', '人民路与解放路交叉口', '给水管线'];
  const table = (encoding: string, languageDriver = 0): Uint8Array =>
    testDbf({
      fields: [{ name: encode('材质', encoding), type: 'C', length: 30 }],
      rows: texts.map((text) => [encode(text, encoding)]),
      languageDriver,
    });
  const all = ({ info, rows }: Reading) => [info.columns[0]?.name, ...rows.map(({ values }) => values[0])];

  it.each([
    ['GBK without a .cpg', { 'a.dbf': table('gbk') }, 'gb18030'],
    ['UTF-8 without a .cpg', { 'a.dbf': table('utf-8') }, 'utf-8'],
    ['GBK by its language driver', { 'a.dbf': table('gbk', 0x4d) }, 'gb18030'],
    ['UTF-8 with a language driver of GBK', { 'a.dbf': table('utf-8', 0x4d) }, 'utf-8'],
    ['GBK with a .cpg of numbers', { 'a.dbf': table('gbk'), 'a.cpg': '936' }, 'gb18030'],
    ['GBK with a .cpg of ESRI', { 'a.dbf': table('gbk'), 'a.cpg': 'ANSI 936\r\n' }, 'gb18030'],
    ['GBK with a .cpg nobody knows', { 'a.dbf': table('gbk'), 'a.cpg': 'SYSTEM' }, 'gb18030'],
    ['UTF-8 with its .cpg', { 'a.dbf': table('utf-8'), 'A.CPG': 'UTF-8' }, 'utf-8'],
  ])('%s is read right', async (_title, files, encoding) => {
    const reading = await read(files);
    expect(all(reading)).toEqual(['材质', ...texts]);
    expect(reading.info.encodings[0]?.encoding).toBe(encoding);
    expect(reading.info.encodings[0]?.sample).toContain('材质');
    expect(reading.codes).toEqual([]);
  });

  it('that contradicts its .cpg is told by the text, with a warning', async () => {
    for (const cpg of ['UTF-8', 'ISO 88591']) {
      const reading = await read({ 'a.dbf': table('gbk'), 'a.cpg': cpg });
      expect(all(reading)).toEqual(['材质', ...texts]);
      expect(reading.codes).toEqual(['encoding-contradicted']);
    }
  });

  it('is what a person chose, right or wrong', async () => {
    const reading = await read({ 'a.dbf': table('gbk') }, 'windows-1252');
    expect(reading.rows[0]?.values).toEqual([encode('球墨铸铁', 'gbk').toString('latin1')]);
    expect(reading.info.encodings.map(({ encoding }) => encoding).slice(0, 2)).toEqual(['windows-1252', 'gb18030']);
  });

  it('does not mind a character that the width of a field cuts in half', async () => {
    const fields = [{ name: encode('管线材质', 'utf-8'), type: 'C', length: 10 }];
    const { info, rows } = await read({ 'a.dbf': testDbf({ fields, rows: [[encode('解放路口', 'utf-8')]] }) });
    expect(info.columns[0]?.name).toBe('管线材');
    expect(rows[0]?.values).toEqual(['解放路']);
    expect(info.encodings[0]?.encoding).toBe('utf-8');
  });
});
