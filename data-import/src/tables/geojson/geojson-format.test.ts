import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { encode } from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type ByteSource, fileSource, memorySource } from '../../readers/byte-source.ts';
import { allIssues, allRows, withTables } from '../../testing/table-rows.ts';
import type { RawRow, TableInfo } from '../table-format.ts';
import { testZip } from '../zip/test-zip.ts';
import { GEOJSON_FORMAT } from './geojson-format.ts';

const DATA = process.env.UNDERCROFT_DATA ?? '';

interface Reading {
  readonly info: TableInfo;
  readonly rows: readonly RawRow[];
  readonly codes: readonly string[];
}

async function read(content: string | Uint8Array | ByteSource, name = 'a.geojson'): Promise<Reading> {
  const source = typeof content === 'string' || content instanceof Uint8Array ? memorySource(name, content) : content;
  return withTables(GEOJSON_FORMAT, [source], async (file) => {
    const [info] = file.tables;
    if (info === undefined) throw new Error('There is no table.');
    const codes = (await allIssues(file)).map(({ code }) => code);
    return { info, rows: await allRows(file), codes };
  });
}

const point = (x: number, y: number, properties: unknown = {}) => ({
  type: 'Feature',
  properties,
  geometry: { type: 'Point', coordinates: [x, y] },
});

const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features });

/** The same bytes in chunks of one size, as a stream may bring them. */
function inChunks(text: string, size: number): ByteSource {
  const source = memorySource('a.geojson', text);
  return {
    ...source,
    async *stream() {
      for (let at = 0; at < source.sizeBytes; at += size) yield await source.bytes(at, at + size);
    },
  };
}

describe('a feature collection', () => {
  it('gives a row a feature, with the union of the properties as columns', async () => {
    const { info, rows } = await read(
      collection(point(1, 2, { name: ' DN300 ' }), point(3, 4, { size: 300, name: '' })),
    );
    expect(info).toMatchObject({ name: 'a', file: 'a.geojson', geometry: 'point', rowCount: 2, encodings: [] });
    expect(info.columns).toEqual([
      { name: 'name', type: 'text' },
      { name: 'size', type: 'number' },
    ]);
    expect(rows.map(({ row, values }) => [row, values])).toEqual([
      [1, ['DN300', null]],
      [2, [null, 300]],
    ]);
    expect(rows[1]?.geometry).toEqual({ kind: 'point', xy: new Float64Array([3, 4]), z: null });
  });

  it('reads every kind of geometry, with levels, into flat coordinates', async () => {
    const geometries = [
      {
        type: 'MultiPoint',
        coordinates: [
          [1, 2],
          [3, 4, 5],
        ],
      },
      {
        type: 'LineString',
        coordinates: [
          [1, 2, 9],
          [3, 4, 8],
        ],
      },
      {
        type: 'MultiLineString',
        coordinates: [
          [
            [1, 2],
            [3, 4],
          ],
          [
            [5, 6],
            [7, 8],
          ],
        ],
      },
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [9, 0],
            [9, 9],
            [0, 0],
          ],
          [
            [5, 1],
            [6, 1],
            [6, 2],
            [5, 1],
          ],
        ],
      },
      {
        type: 'MultiPolygon',
        coordinates: [
          [
            [
              [0, 0],
              [1, 0],
              [1, 1],
              [0, 0],
            ],
          ],
          [
            [
              [5, 5],
              [6, 5],
              [6, 6],
              [5, 5],
            ],
          ],
        ],
      },
    ];
    const { info, rows, codes } = await read(
      collection(...geometries.map((geometry) => ({ type: 'Feature', properties: {}, geometry }))),
    );
    expect(info.geometry).toBe('mixed');
    expect(codes).toEqual([]);
    expect(rows[0]?.geometry).toEqual({
      kind: 'point',
      xy: new Float64Array([1, 2, 3, 4]),
      z: new Float64Array([Number.NaN, 5]),
    });
    expect(rows[1]?.geometry).toMatchObject({ kind: 'line', lines: [{ z: new Float64Array([9, 8]) }] });
    expect(rows[2]?.geometry).toMatchObject({ kind: 'line', lines: [{}, { xy: new Float64Array([5, 6, 7, 8]) }] });
    expect(rows[3]?.geometry).toMatchObject({ kind: 'polygon', polygons: [[{ z: null }, { z: null }]] });
    expect(rows[4]?.geometry).toMatchObject({ kind: 'polygon', polygons: [[{}], [{}]] });
  });

  it('keeps the id of a feature as "id", or as "@id" where the properties have one', async () => {
    const feature = { ...point(0, 0, { name: 'x' }), id: 130302 };
    expect((await read(collection(feature))).rows[0]?.values).toEqual(['x', 130302]);
    const both = { ...point(0, 0, { id: 'own' }), id: 'outer' };
    const { info, rows } = await read(collection(both));
    expect(info.columns.map(({ name }) => name)).toEqual(['id', '@id']);
    expect(rows[0]?.values).toEqual(['own', 'outer']);
  });

  it('keeps integers that numbers cannot hold digit by digit', async () => {
    const text = collection(point(0, 0, { gid: 1 })).replace('"gid":1', '"gid":9007199254740993,"x":1.5');
    const { rows } = await read(text);
    expect(rows[0]?.values).toEqual(['9007199254740993', 1.5]);
    expect(rows[0]?.geometry).toMatchObject({ xy: new Float64Array([0, 0]) });
  });

  it('writes nested values as JSON and takes names of the language for what they are', async () => {
    const text = collection(point(0, 0, {})).replace('{}', '{"cp":[1,2],"o":{"a":1},"__proto__":5,"constructor":"c"}');
    const { info, rows } = await read(text);
    expect(info.columns.map(({ name }) => name)).toEqual(['cp', 'o', '__proto__', 'constructor']);
    expect(rows[0]?.values).toEqual(['[1,2]', '{"a":1}', 5, 'c']);
  });

  it('takes members in any order, a byte order mark and brackets inside text', async () => {
    const feature = point(7, 8, { name: 'a "]}" \\ [{', other: '\\"' });
    const text = `\uFEFF{ "note": "features: [}", "features" : [ ${JSON.stringify(feature)} ] , "type":"FeatureCollection" }\n`;
    const { rows, codes } = await read(text);
    expect(codes).toEqual([]);
    expect(rows.map(({ values }) => values)).toEqual([['a "]}" \\ [{', '\\"']]);
  });

  it('gives the same rows however the stream is cut (property)', async () => {
    const features = fc.array(fc.record({ text: fc.string(), n: fc.integer(), deep: fc.json() }), { maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(features, fc.integer({ min: 1, max: 40 }), async (all, size) => {
        const text = collection(...all.map((properties, i) => point(i, -i, properties)));
        const { rows, codes } = await read(inChunks(text, size));
        expect(codes).toEqual([]);
        expect(rows.map(({ values }) => values)).toEqual(
          all.map(({ text: own, n, deep }) => [own.trim() || null, n, deep.trim()]),
        );
        expect(rows.map(({ geometry }) => geometry?.kind === 'point' && geometry.xy[0])).toEqual(all.map((_, i) => i));
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it('finds columns that the first features do not have, and names those it missed, with their number, once', async () => {
    const pad = 'x'.repeat(25_000);
    const many = Array.from({ length: 1400 }, (_, i) =>
      point(0, 0, { pad, ...(i > 1300 ? { late: i } : {}), ...(i === 850 || i === 851 ? { rare: i } : {}) }),
    );
    const { info, rows, codes } = await read(collection(...many));
    expect(info.rowCount).toBeNull();
    expect(info.columns.map(({ name }) => name)).toEqual(['pad', 'late']);
    expect(codes).toEqual(['late-property']);
    expect(rows).toHaveLength(1400);
    expect(rows.at(-1)?.values).toEqual([pad, 1399]);
    expect(rows.at(-1)?.issues[0]?.message).toContain('"rare" (2)');
  });

  it('takes an empty geometry or null for a row without one', async () => {
    const geometries = [null, { type: 'MultiPolygon', coordinates: [] }, { type: 'LineString', coordinates: [] }];
    const { info, rows, codes } = await read(
      collection(...geometries.map((geometry) => ({ type: 'Feature', properties: null, geometry }))),
    );
    expect(info.geometry).toBeNull();
    expect(rows.map(({ geometry }) => geometry)).toEqual([null, null, null]);
    expect(codes).toEqual([]);
  });
});

describe('other layouts', () => {
  it('reads a bare feature and a bare geometry as one row', async () => {
    expect((await read(JSON.stringify(point(1, 2, { a: 'b' })))).rows).toMatchObject([{ row: 1, values: ['b'] }]);
    const bare = await read('{"coordinates":[[1,2],[3,4]],"type":"LineString"}');
    expect(bare.rows).toMatchObject([{ row: 1, values: [], geometry: { kind: 'line' } }]);
  });

  it('reads a feature a line, whatever the file is called, and goes on behind a broken one', async () => {
    const lines = [
      JSON.stringify(point(1, 1, { n: 1 })),
      '{"type":"Feature",',
      '',
      JSON.stringify(point(3, 3, { n: 3 })),
    ];
    for (const name of ['a.ndjson', 'a.geojson']) {
      const { rows, codes } = await read(lines.join('\r\n'), name);
      expect(rows.map(({ row, values }) => [row, values[0]])).toEqual([
        [1, 1],
        [2, null],
        [3, 3],
      ]);
      expect(codes).toEqual(['bad-record']);
    }
  });

  it('reads a text sequence whose records run over several lines', async () => {
    const records = [point(1, 1, { n: 1 }), point(2, 2, { n: 2 })];
    const text = records.map((record) => `\u001E${JSON.stringify(record, null, 2)}\n`).join('');
    const { rows, codes } = await read(text, 'a.geojsons');
    expect(rows.map(({ values }) => values[0])).toEqual([1, 2]);
    expect(codes).toEqual([]);
  });

  it('reads GBK and UTF-16 right, which no GeoJSON should be; GBK has brackets within characters', async () => {
    const text = collection(point(119.6, 39.9, { 材质: '球墨铸铁', 路: '亄亐亅镾囍' }));
    for (const [bytes, encoding] of [
      [encode(text, 'gbk'), 'gb18030'],
      [encode(text, 'utf-16le', { addBOM: true }), 'utf-16le'],
    ] as const) {
      const { info, rows, codes } = await read(new Uint8Array(bytes));
      expect(info.columns.map(({ name }) => name)).toEqual(['材质', '路']);
      expect(rows[0]?.values).toEqual(['球墨铸铁', '亄亐亅镾囍']);
      expect(info.encodings[0]?.encoding).toBe(encoding);
      expect(codes).toEqual(['not-utf8']);
    }
  });

  it('reads files in an archive', async () => {
    const content = collection(point(1, 2, { n: 1 }));
    const zip = testZip([
      { name: 'x/pipes.geojson', content },
      { name: 'readme.txt', content: 'x' },
    ]);
    expect(GEOJSON_FORMAT.sniff(zip, 'a.zip')).toBeGreaterThan(0.8);
    const { info, rows } = await read(memorySource('a.zip', zip));
    expect(info).toMatchObject({ name: 'pipes', file: 'x/pipes.geojson' });
    expect(rows).toHaveLength(1);
  });

  it('tells GeoJSON from other JSON by its first bytes', () => {
    const sniff = (text: string, name: string) => GEOJSON_FORMAT.sniff(new TextEncoder().encode(text), name);
    expect(sniff('{"type":"FeatureCollection","features":[', 'x.json')).toBeGreaterThan(0.8);
    expect(sniff('\u001E{"type": "Feature"', 'x')).toBeGreaterThan(0.8);
    expect(sniff('{"type":"CityJSON","version":"2.0"}', 'x.json')).toBe(0);
    expect(sniff('[{"id":1}]', 'x.json')).toBe(0);
    expect(sniff('{"markers":[]}', 'x.json')).toBe(0);
  });
});

describe('the coordinate system', () => {
  const named = (name: string) => `{"type":"name","properties":{"name":"${name}"}}`;
  const withCrs = (crs: string, x = 500_000) =>
    `{"type":"FeatureCollection","crs":${crs},"features":[${JSON.stringify(point(x, 4_000_000))}]}`;

  it.each([
    ['urn:ogc:def:crs:EPSG::4549', 'EPSG:4549'],
    ['EPSG:4549', 'EPSG:4549'],
    ['http://www.opengis.net/def/crs/EPSG/0/4549', 'EPSG:4549'],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326'],
    ['urn:ogc:def:crs:EPSG::2437', null],
    ['Beijing 1954', null],
  ])('%s is %s', async (name, code) => {
    const { info } = await read(withCrs(named(name)));
    expect(info.crs).toEqual({ code, text: name, axes: 'eastNorth' });
  });

  it('is longitude and latitude where none is named, but not when the coordinates cannot be', async () => {
    expect((await read(collection(point(119.6, 39.9)))).info.crs?.code).toBe('EPSG:4326');
    expect((await read(collection(point(500_000, 4_400_000)))).info.crs?.code).toBeNull();
  });

  it('is not fetched when it is a link', async () => {
    const { info, codes } = await read(withCrs('{"type":"link","properties":{"href":"http://localhost:1/crs"}}'));
    expect(info.crs?.code).toBeNull();
    expect(codes).toEqual(['crs-link']);
  });

  it('is found behind the features, in a file too long to be surveyed too', async () => {
    const end = `"totalFeatures":700,"crs":${named('EPSG:4549')}}`;
    const short = `{"type":"FeatureCollection","features":[${JSON.stringify(point(1, 2))}],${end}`;
    expect((await read(short)).info.crs?.code).toBe('EPSG:4549');
    const feature = JSON.stringify(point(1, 2, { pad: 'x'.repeat(25_000), crs: 'EPSG:4326' }));
    const long = `{"type":"FeatureCollection","features":[${Array(700).fill(feature).join(',')}],${end}`;
    const { info, codes } = await read(long);
    expect(info.crs?.code).toBe('EPSG:4549');
    expect(codes).toEqual([]);
  });

  it('is an error when it comes where it was not looked for', async () => {
    const feature = JSON.stringify(point(1, 2, { pad: 'x'.repeat(25_000) }));
    const end = `"crs":${named('EPSG:4549')},"note":"${'x'.repeat(70_000)}"}`;
    const { codes } = await read(
      `{"type":"FeatureCollection","features":[${Array(700).fill(feature).join(',')}],${end}`,
    );
    expect(codes).toEqual(['crs-found-late']);
  });

  it('of JSON-FG places stays aside', async () => {
    const { codes } = await read(collection({ ...point(1, 2), place: { type: 'Point', coordinates: [500_000, 4e6] } }));
    expect(codes).toEqual(['place-ignored']);
  });
});

describe.skipIf(!existsSync(join(DATA, 'astana')))('real files (UNDERCROFT_DATA)', () => {
  it('hold as many features as are known of them', async () => {
    const count = async (path: string) => (await read(await fileSource(join(DATA, path)))).rows.length;
    expect(await count('astana/buildings.geojson')).toBe(32_337);
    expect(await count('qinhuangdao/districts.geojson')).toBe(7);
    expect(await count('epanet/ky4_pipes.geojson')).toBe(1156);
  });
});
