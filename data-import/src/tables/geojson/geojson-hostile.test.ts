import { describe, expect, it } from 'vitest';
import { memorySource } from '../../readers/byte-source.ts';
import { beginnings, flipped } from '../../testing/damage.ts';
import { allIssues, allRows, verdictOf, withTables } from '../../testing/table-rows.ts';
import { GEOJSON_FORMAT } from './geojson-format.ts';

const FEATURE = '{"type":"Feature","properties":{"name":"管线"},"geometry":{"type":"Point","coordinates":[1,2]}}';
const feature = (geometry: string) => `{"type":"Feature","properties":{"name":"x"},"geometry":${geometry}}`;
const collection = (...features: string[]) => `{"type":"FeatureCollection","features":[${features.join(',')}]}`;

const verdict = (content: string | Uint8Array) => verdictOf(GEOJSON_FORMAT, [memorySource('a.geojson', content)]);

describe('a bad feature costs itself alone', () => {
  it.each([
    ['a collection of geometries', feature('{"type":"GeometryCollection","geometries":[]}'), 'bad-geometry'],
    ['an unknown kind', feature('{"type":"Curve","coordinates":[[1,2]]}'), 'bad-geometry'],
    ['coordinates that are text', feature('{"type":"Point","coordinates":["1","2"]}'), 'bad-geometry'],
    ['coordinates that are too few', feature('{"type":"Point","coordinates":[1]}'), 'bad-geometry'],
    ['coordinates that are null', feature('{"type":"Point","coordinates":[null,null]}'), 'bad-geometry'],
    ['an infinite coordinate', feature('{"type":"Point","coordinates":[1e999,2]}'), 'bad-geometry'],
    ['no coordinates', feature('{"type":"Point"}'), 'bad-geometry'],
    ['an object for coordinates', feature('{"type":"Point","coordinates":{"0":1,"length":2}}'), 'bad-geometry'],
    ['a line of one position', feature('{"type":"LineString","coordinates":[[1,2]]}'), 'bad-geometry'],
    ['a ring of two corners', feature('{"type":"Polygon","coordinates":[[[0,0],[1,1],[0,0]]]}'), 'bad-geometry'],
    ['an open ring', feature('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1]]]}'), 'bad-polygon'],
    ['numbers nested too shallow', feature('{"type":"Polygon","coordinates":[[0,0],[1,0],[1,1]]}'), 'bad-geometry'],
    ['a geometry that is text', feature('"POINT(1 2)"'), 'bad-geometry'],
    ['null for a feature', 'null', 'bad-record'],
    ['a number for a feature', '7', 'bad-record'],
    ['an array for a feature', '[1,2]', 'bad-record'],
    ['another type', '{"type":"Faeture"}', 'bad-record'],
    ['properties that are an array', '{"type":"Feature","properties":[1],"geometry":null}', 'bad-record'],
    ['brackets of two kinds', '{"type":"Feature","properties":{"a":[1}},"geometry":null}', 'bad-record'],
    ['single quotes', "{'type':'Feature'}", 'bad-record'],
    ['NaN', feature('{"type":"Point","coordinates":[NaN,2]}'), 'bad-record'],
    ['a comment', '{"type":"Feature"/* */,"properties":{},"geometry":null}', 'bad-record'],
    [
      'nesting beyond any need',
      `{"type":"Feature","properties":{"a":${'['.repeat(5000)}${']'.repeat(5000)}},"geometry":null}`,
      'bad-record',
    ],
  ])('%s', async (_title, bad, code) => {
    const source = memorySource('a.geojson', collection(FEATURE, bad, FEATURE));
    await withTables(GEOJSON_FORMAT, [source], async (file) => {
      const rows = await allRows(file);
      expect(rows.map(({ row }) => row)).toEqual([1, 2, 3]);
      expect(rows.map(({ issues }) => issues.map((found) => found.code))).toEqual([[], [code], []]);
      expect(rows[0]?.geometry).toEqual(rows[2]?.geometry);
      if (code !== 'bad-polygon') expect(rows[1]?.geometry).toBeNull();
    });
  });
});

describe('a file is refused, or said to break off,', () => {
  it.each([
    ['an empty one', '', 'refused: damaged-file'],
    ['text', 'id,x,y', 'refused: damaged-file'],
    ['an array', '[1,2,3]', 'refused: damaged-file'],
    ['another object', '{"markers":[{"id":1}]}', 'refused: unsupported-content'],
    ['UTF-16 that ends at once', new Uint8Array([0xff, 0xfe, 0x7b, 0]), 'refused: damaged-file'],
    [
      'one that ends before the first feature',
      '{"type":"FeatureCollection","features":[{"type":"Fea',
      'refused: damaged-file',
    ],
    ['one that ends within a feature', collection(FEATURE, FEATURE).slice(0, -20), 'truncated-file'],
    ['one that ends between features', `{"type":"FeatureCollection","features":[${FEATURE},`, 'truncated-file'],
    ['one whose array does not end', `{"type":"FeatureCollection","features":[${FEATURE}`, 'truncated-file'],
    ['one whose root does not end', collection(FEATURE).slice(0, -1), 'truncated-file'],
    ['one with two features and no comma', collection(`${FEATURE}${FEATURE}`), 'truncated-file'],
    ['one with more behind its end', `${collection(FEATURE)}{"type":"FeatureCollection"}`, 'truncated-file'],
  ])('%s', async (_title, content, code) => {
    expect(await verdict(content)).toEqual([code]);
  });

  it('with the byte and the last whole feature', async () => {
    const text = collection(FEATURE, FEATURE, FEATURE);
    const cut = text.slice(0, text.lastIndexOf('管线'));
    const [found] = await withTables(GEOJSON_FORMAT, [memorySource('a.geojson', cut)], allIssues);
    const third = new TextEncoder().encode(cut.slice(0, cut.lastIndexOf('{"type":"Feature"'))).length;
    expect(found?.message).toContain(`byte ${third}`);
    expect(found?.message).toContain('last whole feature is number 2');
  });
});

describe('damaged bytes', () => {
  const sound = new TextEncoder().encode(
    `{"type":"FeatureCollection","name":"a","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::4549"}},"features":[${[
      FEATURE,
      feature('{"type":"LineString","coordinates":[[1,2,3],[4,5,6]]}'),
      feature('{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'),
    ].join(',\n')}]}`,
  );
  const lines = new TextEncoder().encode(`${FEATURE}\n${FEATURE}\n${feature('null')}\n`);

  it.each([
    ['of a collection', sound],
    ['of lines', lines],
  ])('%s: 200 changed bytes give rows, issues or a refusal', async (_title, bytes) => {
    for (const changed of flipped(bytes, 200, 11)) await verdict(changed);
  });

  it('cut anywhere: a collection is never taken for whole', async () => {
    for (const cut of beginnings(sound, 64)) {
      expect((await verdict(cut)).join()).toMatch(/truncated-file|refused: damaged-file/);
    }
    for (const cut of beginnings(lines, 64)) await verdict(cut);
  });

  it('that are no UTF-8 are said', async () => {
    const bytes = new TextEncoder().encode(collection(FEATURE));
    bytes[bytes.indexOf(0xe7)] = 0xff;
    expect(await verdict(bytes)).toEqual(['not-utf8']);
  });
});
