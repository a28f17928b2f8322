import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImportError } from '../../import-error.ts';
import { type ByteSource, fileSource, memorySource } from '../byte-source.ts';
import type { ReadItem } from '../reader.ts';
import { OSM_READER } from './osm-reader.ts';
import { type TestNode, testBlob, testExtract } from './test-extract.ts';

const extract = join(process.env.UNDERCROFT_DATA ?? '', 'osm', 'monaco.osm.pbf');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(extract);

const SQUARE: readonly TestNode[] = [
  { id: 1, lon: 7, lat: 43 },
  { id: 2, lon: 7.001, lat: 43 },
  { id: 3, lon: 7.001, lat: 43.001 },
  { id: 4, lon: 7, lat: 43.001 },
  { id: 5, lon: 7.0004, lat: 43.0004 },
  { id: 6, lon: 7.0006, lat: 43.0004 },
  { id: 7, lon: 7.0005, lat: 43.0006 },
  { id: 8, lon: 7.5, lat: 43.5, tags: { man_made: 'surveillance', 'camera:direction': 'SW', operator: 'city' } },
  { id: 9, lon: 7.6, lat: 43.6, tags: { place: 'suburb', name: '海港区', 'name:en': 'Haigang' } },
];
const ROOFED = {
  building: 'church',
  height: '15',
  'roof:height': '4.5',
  'roof:shape': 'skillion',
  'roof:direction': 'SW',
};
const SOUND = testExtract(
  SQUARE,
  [
    { id: 10, nodes: [1, 2, 3, 4, 1], tags: { building: 'apartments', 'building:levels': '6', height: '20 ft' } },
    { id: 16, nodes: [5, 6, 7, 5], tags: ROOFED },
    { id: 11, nodes: [1, 2], tags: { highway: 'primary', name: 'Rue', bridge: 'yes', layer: '1', width: '12' } },
    { id: 12, nodes: [1, 2, 3], tags: {} },
    { id: 13, nodes: [3, 4, 1], tags: {} },
    { id: 14, nodes: [5, 6, 7, 5], tags: {} },
    { id: 15, nodes: [1, 99, 3, 1], tags: { natural: 'water' } },
  ],
  [
    {
      id: 20,
      members: [
        [12, 'outer'],
        [13, 'outer'],
        [14, 'inner'],
      ],
      tags: { type: 'multipolygon', leisure: 'park', name: 'Jardin' },
    },
  ],
);

async function read(source: ByteSource): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  const context = { placement: null, utility: { default: 'unknown' as const, bySourceId: [] }, limits: {} };
  for await (const item of OSM_READER.read(source, context)) items.push(item);
  return items;
}

const features = (items: readonly ReadItem[]): readonly CityFeature[] => items.flatMap(({ value }) => value ?? []);

describe('the OpenStreetMap reader', () => {
  it('reads a building, a road, a park with a pond cut out, a camera and a name', async () => {
    const items = await read(memorySource('small.osm.pbf', SOUND));
    const found = features(items);
    const value = (id: string) => found.find(({ value: { sourceId } }) => sourceId === id);
    expect(found.length).toBe(6);
    // 20 ft are 6.096 m.
    expect(value('w10')).toMatchObject({
      family: 'building',
      value: { storeys: 6, heightM: 6.096, use: 'residential' },
    });
    // The map's height is up to the top of the roof, ours to the eaves; south-west is 225 degrees.
    expect(value('w16')).toMatchObject({
      value: { heightM: 10.5, roof: 'skillion', roofHeightM: 4.5, roofDirectionDeg: 225, solid: null },
    });
    expect(value('w11')).toMatchObject({
      family: 'road',
      value: { class: 'avenue', isBridge: true, level: 1, widthM: 12, name: { en: 'Rue', zh: null } },
    });
    expect(value('r20')).toMatchObject({ family: 'landUse', value: { kind: 'park' } });
    const park = value('r20');
    expect(park?.family === 'landUse' ? park.value.rings.map(({ length }) => length) : []).toEqual([10, 8]);
    expect(value('n8')).toMatchObject({
      family: 'cityPoint',
      value: { kind: 'camera', headingDeg: 225, owner: 'city' },
    });
    expect(value('n9')).toMatchObject({ family: 'place', value: { name: { zh: '海港区', en: 'Haigang' }, rank: 3 } });
  });

  it('reports what the border of the extract cut through, by name', async () => {
    const issues = (await read(memorySource('small.osm.pbf', SOUND))).flatMap((item) => item.issues);
    expect(issues.map(({ code, where }) => [code, where.field])).toEqual([['bad-polygon', 'w15']]);
  });

  it('knows its own by the first bytes', () => {
    expect(OSM_READER.sniff(SOUND.subarray(0, 200), 'x')).toBeGreaterThan(0.9);
    expect(OSM_READER.sniff(new Uint8Array(200), 'x')).toBe(0);
  });

  it('refuses a blob that lies about its size, and a cut at any byte', async () => {
    await expect(read(memorySource('cut.osm.pbf', SOUND.subarray(0, SOUND.length - 3)))).rejects.toThrow(/cut off/);
    const bomb = testBlob('OSMData', new Uint8Array(40 * 1024 * 1024));
    await expect(read(memorySource('bomb.osm.pbf', bomb))).rejects.toMatchObject({ code: 'unknown-format' });
  });

  it('never throws anything but its own refusal, however a file is spoilt', async () => {
    const spoil = fc.array(fc.record({ at: fc.nat(SOUND.length - 1), byte: fc.nat(255) }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(spoil, async (changes) => {
        const bytes = Uint8Array.from(SOUND);
        for (const { at, byte } of changes) bytes[at] = byte;
        const failure = await read(memorySource('spoilt.osm.pbf', bytes)).catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(ImportError);
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe.skipIf(!isThere)(
  `the extract of Monaco${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold osm/monaco.osm.pbf)'}`,
  () => {
    it('holds 1,207 buildings, 10 cameras, 15 signals and 3 hydrants', async () => {
      const items = await read(await fileSource(extract));
      const found = features(items);
      const points = found.flatMap(({ family, value }) => (family === 'cityPoint' ? [value.kind] : []));
      const count = (kind: string) => points.filter((each) => each === kind).length;
      const buildings = new Set(
        found.flatMap(({ family, value }) => (family === 'building' ? [value.sourceId.split('/')[0]] : [])),
      );
      expect([buildings.size, count('camera'), count('signal'), count('hydrant')]).toEqual([1207, 10, 15, 3]);
      expect(found.filter(({ family }) => family === 'road').length).toBeGreaterThan(500);
      expect(items.flatMap(({ issues }) => issues).some(({ severity }) => severity === 'error')).toBe(false);
    });
  },
);
