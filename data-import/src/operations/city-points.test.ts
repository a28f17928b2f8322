import { describe, expect, test } from 'vitest';
import { placementOf } from '../placing/placement-of.ts';
import { GEOJSON_FORMAT } from '../tables/geojson/geojson-format.ts';
import { JSON_ARRAY_FORMAT } from '../tables/json-array/json-array-format.ts';
import { geojson, readItems, testProfile } from './testing/read-items.ts';

const FIELDS =
  'id kind name nameEn x y level height code category heading fieldOfView range gridCell address owner status'.split(
    ' ',
  );
const profile = testProfile('cityPoint', Object.fromEntries(FIELDS.map((field) => [field, [field]])));

async function read(...rows: readonly Readonly<Record<string, unknown>>[]) {
  const placed = rows.map((row) => ({ x: 119.6, y: 39.93, ...row }));
  return await readItems(JSON_ARRAY_FORMAT, JSON.stringify(placed), { profile });
}

describe('a point of the city', () => {
  test('carries what its row says, in metres and degrees', async () => {
    const { points, counts } = await read({
      id: '13030200001310000017',
      kind: '球机',
      name: '文化路 1 号',
      nameEn: 'Wenhua Rd 1',
      level: '12.5',
      height: '650cm',
      heading: '东南',
      fieldOfView: 62,
      range: 120,
      status: '正常',
      owner: '公安局',
      address: '文化路',
    });
    expect(counts).toEqual({});
    expect(points[0]).toMatchObject({
      kind: 'camera',
      sourceId: '13030200001310000017',
      code: '13030200001310000017',
      name: { zh: '文化路 1 号', en: 'Wenhua Rd 1' },
      position: [119.6, 39.93],
      levelM: 12.5,
      heightM: 6.5,
      headingDeg: 135,
      fieldOfViewDeg: 62,
      rangeM: 120,
      gridCell: null,
      category: null,
      owner: '公安局',
      status: 'inUse',
    });
    expect(points[0]?.raw.height).toBe('650cm');
  });

  test('is what its number says where no column tells: a camera by 20 digits, a component by 16', async () => {
    const { points } = await read({ id: '13030200001320000018' }, { id: '1303020102000123' }, { id: 'M-7' });
    expect(points.map(({ kind, code, category }) => [kind, code, category])).toEqual([
      ['camera', '13030200001320000018', null],
      ['component', '1303020102000123', '污水井盖'],
      ['other', null, null],
    ]);
  });

  test('of a code that is none keeps its place and loses the code, with row and field', async () => {
    const { points, issues } = await read({ id: 'a', kind: 'camera', code: '13030200001180000017' });
    expect(points[0]?.code).toBeNull();
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'camera-code',
        severity: 'warning',
        sourceId: 'a',
        where: { row: 1, field: 'code', table: 'table' },
        message: 'The code "13030200001180000017" says type 118 in digits 11 to 13; a camera is 131 or 132.',
      }),
    ]);
  });

  test('of values that nothing has keeps them unknown and says so', async () => {
    const { points, counts } = await read({
      id: 'a',
      heading: 400,
      fieldOfView: 0,
      range: -5,
      height: 'tall',
      level: -9999,
      status: 'blinking',
    });
    expect(points[0]).toMatchObject({
      headingDeg: null,
      fieldOfViewDeg: null,
      rangeM: null,
      heightM: null,
      levelM: null,
      status: 'unknown',
    });
    expect(counts).toEqual({ 'implausible-value': 3, 'unreadable-value': 1, 'unknown-code': 1 });
  });

  test('turned the other way looks where the clock says', async () => {
    const { points } = await read({ id: 'a', heading: -90 }, { id: 'b', heading: 360 });
    expect(points.map(({ headingDeg }) => headingDeg)).toEqual([270, 0]);
  });

  test('without a number, without coordinates or outside is an error and no point', async () => {
    const { points, issues } = await read(
      { id: null },
      { id: 'b', x: null, y: null },
      { id: 'c', x: 0, y: 0 },
      { id: 'd', x: '119,6', y: 39.93 },
      { id: 'e', x: 500_000, y: 4_420_000 },
    );
    expect(points).toEqual([]);
    expect(issues.filter(({ severity }) => severity === 'error').map(({ code, where }) => [code, where.row])).toEqual([
      ['missing-value', 1],
      ['missing-coordinates', 2],
      ['missing-coordinates', 3],
      ['missing-coordinates', 4],
      ['outside-area-of-use', 5],
    ]);
  });

  test('that stands there twice is an error; the first holds', async () => {
    const { points, issues } = await read({ id: 'a', name: '一' }, { id: 'a', name: '二' });
    expect(points.map(({ name }) => name.zh)).toEqual(['一']);
    expect(issues[0]).toMatchObject({ code: 'duplicate-id', severity: 'error', where: { row: 2, field: 'id' } });
  });

  test('has its place by geometry where no columns say', async () => {
    const point = { type: 'Point', coordinates: [119.61, 39.94] };
    const several = {
      type: 'MultiPoint',
      coordinates: [
        [119.62, 39.94],
        [119.7, 39.9],
      ],
    };
    const line = {
      type: 'LineString',
      coordinates: [
        [119.62, 39.94],
        [119.7, 39.9],
      ],
    };
    const text = geojson([
      { properties: { id: 'a' }, geometry: point },
      { properties: { id: 'b' }, geometry: several },
      { properties: { id: 'c' }, geometry: line },
    ]);
    const plain = testProfile('cityPoint', { id: ['id'] }, { constants: { kind: '消火栓' } });
    const { points, counts } = await readItems(GEOJSON_FORMAT, text, { profile: plain });
    expect(points.map(({ sourceId, kind, position }) => [sourceId, kind, position])).toEqual([
      ['a', 'hydrant', [119.61, 39.94]],
      ['b', 'hydrant', [119.62, 39.94]],
    ]);
    expect(counts).toEqual({ 'several-places': 1, 'other-geometry': 1, 'missing-coordinates': 1 });
  });

  test('in a system of US survey feet is placed by columns with and without their unit', async () => {
    // Lexington, Kentucky: x 1,569,000 ftUS; the heading states the unit of one table and not of the other.
    const placement = placementOf(
      { crs: 'EPSG:3547', axes: 'eastNorth', shift: 'none', levelUnit: 'foot', verticalOffsetM: 1 },
      {},
    );
    const plain = testProfile('cityPoint', { id: ['id'], x: ['x'], y: ['y'], level: ['level'] });
    const row = (x: string, y: string) => JSON.stringify([{ id: 'a', [x]: 5_281_000, [y]: 3_900_000, level: 100 }]);
    const bare = await readItems(JSON_ARRAY_FORMAT, row('x', 'y'), { profile: plain, placement });
    const stated = await readItems(JSON_ARRAY_FORMAT, row('x (usft)', 'y (usft)'), { profile: plain, placement });
    const [one] = bare.points;
    const [other] = stated.points;
    expect(one?.position[0]).toBeCloseTo(-84.5, 0);
    expect(other?.position[0]).toBeCloseTo(one?.position[0] ?? 0, 9);
    expect(other?.position[1]).toBeCloseTo(one?.position[1] ?? 0, 9);
    // 100 ft and a metre between the datums.
    expect(one?.levelM).toBeCloseTo(31.48, 9);
  });
});
