import { describe, expect, test } from 'vitest';
import { GEOJSON_FORMAT } from '../tables/geojson/geojson-format.ts';
import { geojson, readItems, testProfile } from './testing/read-items.ts';

const BUILDINGS = testProfile('building', {
  id: ['id'],
  name: ['name'],
  nameEn: ['name:en'],
  height: ['height'],
  storeys: ['building:levels'],
  use: ['building'],
  roof: ['roof:shape'],
  builtYear: ['start_date'],
});

/** A square of a thousandth of a degree with its corner at a thousandth `n` east. */
function square(n: number): number[][] {
  const west = 71 + n / 1000;
  return [
    [west, 51],
    [west + 0.001, 51],
    [west + 0.001, 51.001],
    [west, 51.001],
    [west, 51],
  ];
}

function polygon(n: number) {
  return { type: 'Polygon', coordinates: [square(n)] };
}

async function buildings(
  ...rows: readonly { readonly properties: Readonly<Record<string, unknown>>; readonly geometry: unknown }[]
) {
  const read = await readItems(GEOJSON_FORMAT, geojson(rows), { profile: BUILDINGS });
  return { ...read, buildings: read.features.flatMap((each) => (each.family === 'building' ? [each.value] : [])) };
}

describe('a building', () => {
  test('carries its outline and what its row says', async () => {
    const { buildings: found, counts } = await buildings({
      properties: {
        id: 7,
        name: '大厦',
        'name:en': 'Tower',
        height: '42 m',
        'building:levels': '12',
        building: 'apartments',
        'roof:shape': 'flat',
        start_date: '1998-05',
      },
      geometry: polygon(0),
    });
    expect(counts).toEqual({});
    expect(found[0]).toMatchObject({
      sourceId: '7',
      name: { zh: '大厦', en: 'Tower' },
      heightM: 42,
      storeys: 12,
      use: 'residential',
      useBasis: 'stated',
      roof: 'flat',
      builtYear: 1998,
    });
    expect([...(found[0]?.rings[0] ?? [])]).toEqual(square(0).flat());
  });

  test('of storeys or a height that are no one number keeps them unknown and says so', async () => {
    const { buildings: found, issues } = await buildings(
      { properties: { id: 1, 'building:levels': '5-7', height: '10-12' }, geometry: polygon(0) },
      { properties: { id: 2, 'building:levels': '2;3', height: -9999 }, geometry: polygon(1) },
      { properties: { id: 3, 'building:levels': '五层', height: -3, building: 'yes' }, geometry: polygon(2) },
    );
    expect(found.map(({ storeys, heightM, use, useBasis }) => [storeys, heightM, use, useBasis])).toEqual([
      [null, null, 'unknown', 'unknown'],
      [null, null, 'unknown', 'unknown'],
      [5, null, 'unknown', 'unknown'],
    ]);
    expect(issues.map(({ code, where }) => [code, where.row, where.field])).toEqual([
      ['unreadable-value', 1, 'height'],
      ['unclear-number', 1, 'building:levels'],
      ['unclear-number', 2, 'building:levels'],
      ['implausible-value', 3, 'height'],
    ]);
    expect(issues[1]?.message).toBe('"5-7" is no one number of storeys. The number of storeys stays unknown.');
  });

  test('of several polygons becomes several under marked ids', async () => {
    const { buildings: found, counts } = await buildings({
      properties: { id: 'a' },
      geometry: { type: 'MultiPolygon', coordinates: [[square(0)], [square(2)], [square(4)]] },
    });
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['a', 'a/2', 'a/3']);
    expect(counts).toEqual({ 'split-polygon': 1 });
  });

  test('cut at the border of two tiles keeps both pieces; the same piece once more is left out and said so', async () => {
    const { buildings: found, issues } = await buildings(
      { properties: { id: 'a' }, geometry: polygon(0) },
      { properties: { id: 'a' }, geometry: polygon(1) },
      { properties: { id: 'a/2' }, geometry: polygon(2) },
      { properties: { id: 'a' }, geometry: polygon(0) },
    );
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['a', 'a/2', 'a/2/2']);
    expect(issues.map(({ code, severity, where }) => [code, severity, where.row])).toEqual([
      ['repeated-id', 'warning', 2],
      ['repeated-id', 'warning', 3],
      ['repeated-row', 'warning', 4],
    ]);
  });

  test('without an id is called by its row, and that is said', async () => {
    const { buildings: found, counts } = await buildings(
      { properties: { id: 'a' }, geometry: polygon(0) },
      { properties: { id: null }, geometry: polygon(1) },
    );
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['a', 'table#2']);
    expect(counts).toEqual({ 'numbered-by-row': 1 });
    const plain = await readItems(GEOJSON_FORMAT, geojson([{ properties: { h: 1 }, geometry: polygon(0) }]), {
      profile: testProfile('building', { height: ['h'] }),
    });
    expect(plain.issues).toEqual([expect.objectContaining({ code: 'numbered-by-row', severity: 'info' })]);
  });

  test('without a polygon that bounds an area is left out and said so, and keeps nothing else from being published', async () => {
    const { buildings: found, issues } = await buildings(
      { properties: { id: 1 }, geometry: null },
      { properties: { id: 2 }, geometry: { type: 'Point', coordinates: [71, 51] } },
      {
        properties: { id: 3 },
        geometry: {
          type: 'Polygon',
          coordinates: [
            [
              [71, 51],
              [71.1, 51],
              [71.2, 51],
              [71, 51],
            ],
          ],
        },
      },
      { properties: { id: 4 }, geometry: polygon(0) },
    );
    expect(found.map(({ sourceId }) => sourceId)).toEqual(['4']);
    expect(issues.map(({ code, severity }) => [code, severity])).toEqual([
      ['missing-geometry', 'warning'],
      ['other-geometry', 'warning'],
      ['bad-polygon', 'warning'],
    ]);
  });

  test('whose outline crosses itself is kept, with the place; repeated corners are taken once', async () => {
    const bow = [
      [71, 51],
      [71.001, 51.001],
      [71.001, 51],
      [71, 51.001],
      [71, 51],
    ];
    const [first, ...others] = square(3);
    const { buildings: found, issues } = await buildings(
      { properties: { id: 1 }, geometry: { type: 'Polygon', coordinates: [bow] } },
      { properties: { id: 2 }, geometry: { type: 'Polygon', coordinates: [[first, first, ...others]] } },
    );
    expect(found).toHaveLength(2);
    expect(found[1]?.rings[0]).toHaveLength(10);
    expect(issues.map(({ code }) => code)).toEqual(['self-intersection']);
    expect(issues[0]?.at?.[0]).toBeCloseTo(71.0005, 7);
    expect(issues[0]?.at?.[1]).toBeCloseTo(51.0005, 7);
  });
});

test('a profile says how severe a finding is, and that zero storeys mean not known', async () => {
  const columns = { id: ['id'], storeys: ['levels'] };
  const rows = geojson([
    { properties: { id: 1, levels: '0' }, geometry: polygon(0) },
    { properties: { id: 2, levels: '5-7' }, geometry: polygon(1) },
    { properties: { id: 2, levels: '4' }, geometry: polygon(2) },
  ]);
  const plain = await readItems(GEOJSON_FORMAT, rows, { profile: testProfile('building', columns) });
  expect(plain.counts).toEqual({ 'unclear-number': 2, 'repeated-id': 1 });
  const stated = testProfile('building', columns, {
    zeroIsUnknown: ['storeys'],
    severities: { 'unclear-number': 'error', 'repeated-id': 'off' },
  });
  const { issues, features } = await readItems(GEOJSON_FORMAT, rows, { profile: stated });
  expect(issues.map(({ code, severity, where }) => [code, severity, where.row])).toEqual([
    ['unclear-number', 'error', 2],
  ]);
  expect(features).toHaveLength(3);
});

test('roads, land use, water and places', async () => {
  const line = {
    type: 'MultiLineString',
    coordinates: [
      [
        [71, 51],
        [71.1, 51],
      ],
      [
        [71.2, 51],
        [71.3, 51],
      ],
    ],
  };
  const roads = await readItems(
    GEOJSON_FORMAT,
    geojson([{ properties: { id: 'r', class: '主干路', width: 24, name: 'Lenin St' }, geometry: line }]),
    { profile: testProfile('road', { id: ['id'], class: ['class'], width: ['width'], name: ['name'] }) },
  );
  expect(roads.features.map(({ family, value }) => [family, value.sourceId])).toEqual([
    ['road', 'r'],
    ['road', 'r/2'],
  ]);
  expect(roads.features[0]?.value).toMatchObject({
    class: 'avenue',
    widthM: 24,
    level: null,
    name: { zh: null, en: 'Lenin St' },
  });
  const polygons = geojson([{ properties: { id: 'p', kind: '湖', name: '东湖' }, geometry: polygon(0) }]);
  const columns = { id: ['id'], kind: ['kind'], name: ['name'] };
  const water = await readItems(GEOJSON_FORMAT, polygons, { profile: testProfile('water', columns) });
  expect(water.features[0]).toMatchObject({ family: 'water', value: { kind: 'lake', name: { zh: '东湖' } } });
  const land = await readItems(GEOJSON_FORMAT, polygons, { profile: testProfile('landUse', columns) });
  expect(land.features[0]).toMatchObject({ family: 'landUse', value: { kind: 'unknown' } });
  expect(land.counts).toEqual({ 'unknown-code': 1 });
  const named = geojson([
    { properties: { id: 'a', kind: '公园', name: '人民公园' }, geometry: { type: 'Point', coordinates: [71, 51] } },
    { properties: { id: 'b', name: null }, geometry: { type: 'Point', coordinates: [71, 51] } },
  ]);
  const places = await readItems(GEOJSON_FORMAT, named, { profile: testProfile('place', columns) });
  expect(places.features).toHaveLength(1);
  expect(places.features[0]).toMatchObject({ family: 'place', value: { kind: 'park', position: [71, 51] } });
  expect(places.counts).toEqual({ 'missing-geometry': 1 });
});
