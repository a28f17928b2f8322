import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { buildingTile } from '@undercroft/core/building/building-tile';
import { volumeM3 } from '@undercroft/core/building/testing/tile-measures';
import { crsByCode } from '@undercroft/core/geodesy/crs';
import { solidLevels } from '@undercroft/core/model/building-solid';
import type { Building } from '@undercroft/core/model/map-feature';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readBuildingTile } from '../../../../tests/support/read-building-tile.ts';
import { ImportError } from '../../import-error.ts';
import { placementIn } from '../../placing/placement.ts';
import { type ByteSource, fileSource, memorySource } from '../byte-source.ts';
import type { ReadItem } from '../reader.ts';
import { CITYJSON_READER } from './cityjson-reader.ts';

const folder = join(process.env.UNDERCROFT_DATA ?? '', 'cityjson');
const isThere = process.env.UNDERCROFT_DATA !== undefined && existsSync(join(folder, 'delft.json'));

/** A box of 10 x 20 m, 6.5 m high, at 155000, 463000 in the Dutch grid, its faces looking outwards. */
const BOX = {
  type: 'CityJSON',
  version: '2.0',
  transform: { scale: [0.001, 0.001, 0.001], translate: [155000, 463000, 1] },
  metadata: { referenceSystem: 'https://www.opengis.net/def/crs/EPSG/0/7415' },
  CityObjects: {
    house: {
      type: 'Building',
      attributes: { yearOfConstruction: 1987, storeysAboveGround: 2, roofType: '1000' },
      geometry: [
        {
          type: 'Solid',
          lod: '1',
          boundaries: [
            [[[0, 3, 2]], [[0, 2, 1]], [[4, 5, 6, 7]], [[0, 1, 5, 4]], [[1, 2, 6, 5]], [[2, 3, 7, 6]], [[3, 0, 4, 7]]],
          ],
        },
      ],
    },
    lamp: { type: 'CityFurniture', geometry: [] },
  },
  vertices: [0, 6500].flatMap((z) => [
    [0, 0, z],
    [10000, 0, z],
    [10000, 20000, z],
    [0, 20000, z],
  ]),
};

async function read(source: ByteSource, crs: string | null = 'EPSG:7415'): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = [];
  const context = {
    placement: crs === null ? null : placementIn(crsByCode(crs)),
    utility: { default: 'unknown' as const, bySourceId: [] },
    limits: {},
  };
  for await (const item of CITYJSON_READER.read(source, context)) items.push(item);
  return items;
}

const json = (value: unknown) => memorySource('city.json', JSON.stringify(value));
const codes = (items: readonly ReadItem[]) => items.flatMap(({ issues }) => issues.map(({ code }) => code));
const buildings = (items: readonly ReadItem[]): readonly Building[] =>
  items.flatMap(({ value }) => (value?.family === 'building' ? [value.value] : []));

describe('the CityJSON reader', () => {
  it('reads a box to its footprint and height, and reports what it does not draw', async () => {
    const items = await read(json(BOX));
    const [house] = buildings(items);
    expect(house).toMatchObject({ sourceId: 'house', heightM: 6.5, storeys: 2, builtYear: 1987, roof: 'flat' });
    expect(house?.rings.length).toBe(1);
    // Four corners and the first again.
    expect(house?.rings[0]?.length).toBe(10);
    expect(codes(items)).toEqual(['kind-not-modelled']);
  });

  it('keeps the surfaces as surveyed: seven faces, the floor in two triangles, named by the way they look', async () => {
    const [house] = buildings(await read(json(BOX)));
    const solid = house?.solid;
    expect(solid?.faces.map(({ surface }) => surface)).toEqual([
      'ground',
      'ground',
      'roof',
      'wall',
      'wall',
      'wall',
      'wall',
    ]);
    expect(solid && solidLevels(solid)).toEqual({ lowM: 1, highM: 7.5 });
    expect(solid?.vertices.length).toBe(3 * 8);
  });

  it('takes the names a file gives its surfaces, and the finest of its bodies below windows and rooms', async () => {
    const named = structuredClone(BOX);
    const [plain] = named.CityObjects.house.geometry;
    const semantics = {
      surfaces: [{ type: 'WallSurface' }, { type: 'RoofSurface' }, { type: 'GroundSurface' }],
      values: [[2, 2, 0, 1, 1, 1, 1]],
    };
    Object.assign(named.CityObjects.house, {
      geometry: [plain, { ...plain, lod: '2.2', semantics }, { ...plain, lod: '3', boundaries: [] }],
    });
    const [house] = buildings(await read(json(named)));
    expect(house?.solid?.faces.map(({ surface }) => surface).filter((surface) => surface === 'roof')).toHaveLength(4);
  });

  it('takes the body of its parts for a building that has an outline alone', async () => {
    const parted = structuredClone(BOX);
    const { geometry } = parted.CityObjects.house;
    const outline = { type: 'MultiSurface', lod: '0', boundaries: [[[0, 3, 2, 1]]] };
    const parent = { type: 'Building', children: ['part'], geometry: [outline] };
    Object.assign(parted.CityObjects, { house: parent, part: { type: 'BuildingPart', parents: ['house'], geometry } });
    const found = buildings(await read(json(parted)));
    expect(found.map(({ sourceId, heightM, solid }) => [sourceId, heightM, solid?.faces.length])).toEqual([
      ['house', 6.5, 7],
    ]);
  });

  it('finds the footprint of a box without a floor by its roof', async () => {
    const open = structuredClone(BOX);
    open.CityObjects.house.geometry[0]?.boundaries[0]?.splice(0, 2);
    expect(buildings(await read(json(open)))[0]?.rings[0]?.length).toBe(10);
  });

  it('tells the coordinate system the file names', async () => {
    expect(await CITYJSON_READER.declaredCrs?.(json(BOX))).toBe('EPSG:7415');
    expect(await CITYJSON_READER.declaredCrs?.(json({ ...BOX, metadata: {} }))).toBeNull();
    expect(codes(await read(json(BOX), null))).toEqual(['missing-crs']);
  });

  it('reads a sequence, each line with its own vertices', async () => {
    const { CityObjects, vertices, ...head } = BOX;
    const feature = (id: string) =>
      JSON.stringify({ type: 'CityJSONFeature', id, CityObjects: { [id]: CityObjects.house }, vertices });
    const text = `${JSON.stringify({ ...head, CityObjects: {}, vertices: [] })}\n${feature('a')}\n${feature('b')}\n`;
    const items = await read(memorySource('city.jsonl', text));
    expect(buildings(items).map(({ sourceId }) => sourceId)).toEqual(['a', 'b']);
  });

  it.each([
    ['another version', { ...BOX, version: '1.0' }, 'unknown-format'],
    ['no transform', { ...BOX, transform: undefined }, 'unknown-format'],
    ['another type', { ...BOX, type: 'FeatureCollection' }, 'unknown-format'],
  ])('refuses %s', async (_what, document, code) => {
    await expect(read(json(document))).rejects.toMatchObject({ code });
  });

  it('refuses text that is cut off, and places that are none', async () => {
    await expect(read(memorySource('cut.json', JSON.stringify(BOX).slice(0, -9)))).rejects.toThrow(/cut off/);
    expect(codes(await read(json(BOX), 'EPSG:4326'))).toContain('outside-area-of-use');
  });

  it('never throws anything but its own refusal, however a file is spoilt', async () => {
    const sound = new TextEncoder().encode(JSON.stringify(BOX));
    const spoil = fc.array(fc.record({ at: fc.nat(sound.length - 1), byte: fc.integer({ min: 9, max: 255 }) }), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(spoil, async (changes) => {
        const bytes = sound.slice();
        for (const { at, byte } of changes) bytes[at] = byte;
        const failure = await read(memorySource('spoilt.json', bytes)).catch((error: unknown) => error);
        if (failure instanceof Error) expect(failure).toBeInstanceOf(ImportError);
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});

describe.skipIf(!isThere)(
  `real CityJSON${isThere ? '' : ' (skipped: UNDERCROFT_DATA does not hold cityjson/delft.json)'}`,
  () => {
    it('reads every object of the district of Delft', async () => {
      const items = await read(await fileSource(join(folder, 'delft.json')));
      const kept = new Map<string, Set<string>>();
      for (const { value } of items) {
        if (value === null) continue;
        const { type = '' } = value.value.raw as { readonly type?: string };
        const ids = kept.get(type) ?? new Set();
        kept.set(type, ids.add(value.value.sourceId.split('/')[0] ?? ''));
      }
      const counts = Object.fromEntries([...kept].map(([type, ids]) => [type, ids.size]));
      expect(counts).toEqual({
        Building: 160,
        Road: 143,
        PlantCover: 126,
        LandUse: 81,
        GenericCityObject: 54,
        Bridge: 3,
        WaterBody: 3,
      });
      expect(items.flatMap(({ issues }) => issues).filter(({ severity }) => severity !== 'info')).toEqual([]);
      const heights = buildings(items).flatMap(({ heightM }) => (heightM === null ? [] : [heightM]));
      expect(heights.length).toBe(buildings(items).length);
      expect([Math.min(...heights), Math.max(...heights)]).toEqual([0.73, 8.29]);
    });

    it('reads ten buildings at three levels of detail once each', async () => {
      const source = await fileSource(join(folder, 'multi_lod.json'));
      expect(await CITYJSON_READER.declaredCrs?.(source)).toBeNull();
      const items = await read(source, 'EPSG:28992');
      expect(new Set(buildings(items).map(({ sourceId }) => sourceId.split('/')[0])).size).toBe(10);
    });

    it('draws those ten by the roofs that were surveyed, lower than blocks up to their ridges', async () => {
      const found = buildings(await read(await fileSource(join(folder, 'multi_lod.json')), 'EPSG:28992'));
      const [lon = 0, lat = 0] = found[0]?.rings[0] ?? [];
      const options = { centre: [lon, lat] as const, geoidOffsetM: 0, groundLevelM: () => null, fallbackLevelM: 0 };
      const volumes = async (isSurveyed: boolean): Promise<number[]> => {
        const each: number[] = [];
        for (const { raw: _raw, ...building } of found) {
          const row = { featureId: building.sourceId, building: isSurveyed ? building : { ...building, solid: null } };
          const tile = buildingTile([row], options);
          each.push(tile === null ? 0 : volumeM3(await readBuildingTile(tile)));
        }
        return each;
      };
      const surveyed = await volumes(true);
      const blocks = await volumes(false);
      const isLower = surveyed.map((each, i) => each > 0.3 * (blocks[i] ?? 0) && each < 1.001 * (blocks[i] ?? 0));
      expect(isLower).toEqual(surveyed.map(() => true));
    });
  },
);
