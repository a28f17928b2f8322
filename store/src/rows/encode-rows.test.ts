import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { deserialize, serialize } from 'node:v8';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { expect, test } from 'vitest';
import { importedFeatures } from '../testing/imported-features.ts';
import { sampleArea, sampleLink, sampleNode } from '../testing/sample-features.ts';
import { sampleBuilding } from '../testing/sample-map.ts';
import { sampleGridCell, samplePoint } from '../testing/sample-operations.ts';
import { featureEncoder } from './encode-rows.ts';
import { bytesOf, type EncodedRows, hashesOf, rowCount, sliceRows, sourceIdsOf } from './encoded-rows.ts';

const OWNER = { layerId: 3, importId: 17 };
const encodeFeatures = (features: readonly CityFeature[], owner = OWNER) => featureEncoder(owner)(features);

const ONE_OF_EACH: readonly CityFeature[] = [
  sampleBuilding('house'),
  sampleGridCell('cell'),
  sampleNode('A'),
  samplePoint('camera'),
  sampleLink('L1'),
  sampleArea('S1'),
];

/** The values of each row, as the bytes they are. */
function valuesOf({ data }: Pick<EncodedRows, 'data'>): readonly (readonly (Buffer | null)[])[] {
  const bytes = Buffer.from(data);
  const rows: (Buffer | null)[][] = [];
  let at = 0;
  while (at < bytes.length) {
    const row: (Buffer | null)[] = [];
    const columns = bytes.readInt16BE(at);
    at += 2;
    for (let column = 0; column < columns; column++) {
      const length = bytes.readInt32BE(at);
      at += 4;
      row.push(length < 0 ? null : bytes.subarray(at, at + length));
      at += Math.max(length, 0);
    }
    rows.push(row);
  }
  return rows;
}

test('a row is its layer, its import, the hash of the rest, and the rest', () => {
  const [rows] = encodeFeatures([sampleNode('A\tB')]);
  if (rows === undefined) throw new Error('There must be rows.');
  expect(rows.columns.slice(0, 5)).toEqual(['layer_id', 'valid_from', 'row_hash', 'source_id', 'kind']);
  const [row = []] = valuesOf(rows);
  expect(row).toHaveLength(rows.columns.length);
  expect([row[0]?.readInt32BE(), row[1]?.readBigInt64BE()]).toEqual([3, 17n]);
  expect([row[3]?.toString(), row[4]?.toString()]).toEqual(['A\tB', 'manhole']);
  // 2 bytes of the count of columns, 8 of the layer, 12 of the import, 20 of the hash.
  const rest = createHash('sha256').update(rows.data.subarray(42)).digest('hex').slice(0, 32);
  expect(row[2]?.toString('hex')).toBe(rest);
  expect(hashesOf(rows).map((hash) => hash.replaceAll('-', ''))).toEqual([rest]);
  expect(hashesOf(rows)[0]).toMatch(/^\w{8}-\w{4}-\w{4}-\w{4}-\w{12}$/);
});

test('each table has its own rows, with as many starts as rows and one more', () => {
  const all = encodeFeatures(ONE_OF_EACH);
  expect(all.map((rows) => [rows.table, ...sourceIdsOf(rows)])).toEqual([
    ['link', 'L1'],
    ['node', 'A'],
    ['area', 'S1'],
    ['map_feature', 'house'],
    ['city_point', 'camera'],
    ['grid_cell', 'cell'],
  ]);
  for (const { data, rowStarts } of all) expect([...rowStarts]).toEqual([0, data.length]);
});

test('the hash speaks of the content alone, not of layer or import', () => {
  const hashes = (feature: CityFeature, owner = OWNER) => encodeFeatures([feature], owner).flatMap(hashesOf);
  expect(hashes(sampleNode('A'))).toEqual(hashes(sampleNode('A'), { layerId: 4, importId: 18 }));
  expect(hashes(sampleNode('A'))).not.toEqual(hashes(sampleNode('A', { raw: { Name: 'a' } })));
  // A text that is empty is no null, and a sign is a difference.
  expect(hashes(sampleNode('A', { material: '' }))).not.toEqual(hashes(sampleNode('A', { material: null })));
  expect(hashes(sampleNode('A', { coverLevelM: -0 }))).not.toEqual(hashes(sampleNode('A', { coverLevelM: 0 })));
});

test('rows come in the order of their cells, whatever the order of the features, and those without a place first', () => {
  const features = importedFeatures(0, 1500);
  const nowhere = sampleLink('nowhere', { path: new Float64Array(0) });
  const [links] = encodeFeatures([...features, nowhere]);
  const [again] = encodeFeatures([nowhere, ...features.toReversed()]);
  if (links === undefined || again === undefined) throw new Error('There must be links.');
  expect(sourceIdsOf(links)[0]).toBe('nowhere');
  expect(Buffer.from(links.data).equals(Buffer.from(again.data))).toBe(true);
});

test('more than the first buffer holds is all there, and parts are the bytes of their rows', () => {
  const [, nodes] = encodeFeatures(importedFeatures(0, 3000));
  if (nodes === undefined) throw new Error('There must be nodes.');
  const rows = valuesOf(nodes);
  expect([rows.length, rowCount(nodes)]).toEqual([3000, 3000]);
  expect(rows.map((row) => row[3]?.toString())).toEqual(sourceIdsOf(nodes));
  const part = sliceRows(nodes, 1000, 1003);
  expect(valuesOf(part)).toEqual(rows.slice(1000, 1003));
  expect(sourceIdsOf(part)).toEqual(sourceIdsOf(nodes).slice(1000, 1003));
  expect(hashesOf(part)).toEqual(hashesOf(nodes).slice(1000, 1003));
  expect(valuesOf({ data: bytesOf(part, [2, 0]) })).toEqual([rows[1002], rows[1000]]);
  expect(bytesOf(part, [])).toHaveLength(0);
});

test('an encoder gives the same bytes again and nothing of what it was given before', () => {
  const encode = featureEncoder(OWNER);
  const first = encode(ONE_OF_EACH).map(({ data }) => data.slice());
  expect(encode(importedFeatures(0, 200)).map(rowCount)).toEqual([200, 200]);
  expect(encode(ONE_OF_EACH).map(({ data }) => data)).toEqual(first);
  expect(encode([])).toEqual([]);
});

test('nothing is lost on the way to another process', () => {
  const rows = encodeFeatures(ONE_OF_EACH);
  expect(deserialize(serialize(rows))).toEqual(rows);
});
