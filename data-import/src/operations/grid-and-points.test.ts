import { fromLonLat } from '@undercroft/core/geodesy/crs';
import { profileSchema } from '@undercroft/core/protocol/profile';
import { sourceSpecSchema } from '@undercroft/core/protocol/reading';
import { expect, test } from 'vitest';
import { knownCrs } from '../placing/known-crs.ts';
import { memorySource } from '../readers/byte-source.ts';
import type { ReadItem } from '../readers/reader.ts';
import { openTables } from '../readers/table-reader.ts';
import { GEOJSON_FORMAT } from '../tables/geojson/geojson-format.ts';

const CELL = '130302001002001';

test('points of one file find their cells in another, though it comes later and is in another system', async () => {
  const square = [
    [119.6, 39.93],
    [119.601, 39.93],
    [119.601, 39.931],
    [119.6, 39.931],
    [119.6, 39.93],
  ];
  const cells = {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code: CELL }, geometry: { type: 'Polygon', coordinates: [square] } }],
  };
  const points = {
    type: 'FeatureCollection',
    crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:EPSG::4549' } },
    features: [
      {
        type: 'Feature',
        properties: { camera: 'K1' },
        geometry: { type: 'Point', coordinates: [...fromLonLat(knownCrs('EPSG:4549'))(119.6005, 39.9305)] },
      },
    ],
  };
  const profile = profileSchema.parse({
    name: 'city',
    title: { en: 'city', zh: '城市' },
    tables: [
      { target: 'gridCell', columns: { code: { headings: ['code'] } } },
      { target: 'cityPoint', columns: { id: { headings: ['camera'] } }, constants: { kind: 'camera' } },
    ],
  });
  const spec = sourceSpecSchema.parse({
    files: [{ path: 'points', name: 'points' }],
    format: null,
    georeference: {},
    localGrids: {},
    encoding: null,
    profile,
    ownProfiles: [],
    proposalConfirmed: true,
    utility: { default: 'unknown' },
    near: null,
    thisYear: 2026,
    limits: {},
  });
  const files = [
    memorySource('points.geojson', JSON.stringify(points)),
    memorySource('cells.geojson', JSON.stringify(cells)),
  ];
  const source = await openTables(files, GEOJSON_FORMAT, spec);
  const items: ReadItem[] = [];
  for await (const batch of source.batches()) items.push(...batch);
  await source.close();
  const found = items.flatMap(({ value }) => (value === null ? [] : [value]));
  expect(found.map(({ family }) => family)).toEqual(['gridCell', 'cityPoint']);
  expect(found[1]?.value).toMatchObject({ sourceId: 'K1', kind: 'camera', gridCell: CELL });
  expect(items.flatMap(({ issues }) => issues).filter(({ severity }) => severity === 'error')).toEqual([]);
});
