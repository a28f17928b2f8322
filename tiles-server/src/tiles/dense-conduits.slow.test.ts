import type { CityFeature } from '@undercroft/core/model/city-feature';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { encodeVectorTile } from '@undercroft/core/vector-tile/encode';
import { unprojectPoint } from '@undercroft/core/vector-tile/project';
import { type ThinningRule, thinRows } from '@undercroft/core/vector-tile/thin-rows';
import { tileLayer } from '@undercroft/core/vector-tile/tile-layer';
import { mapRepository } from '@undercroft/store/map-repository';
import { CONDUIT_THINNING } from '@undercroft/store/map-zoom';
import type { Bounds, ConduitLine, Store } from '@undercroft/store/store';
import { importSample, sampleLink } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { UTILITY_LAYER } from './utility-layer.ts';

const LON = 119.6;
const LAT = 39.92;

/** On and beside the steps of the rule, below the first, above the last; a width is not known of a third. */
const WIDTHS_MM = [50, 99.9, 100, 100.1, 150, 200, 250, 300, 600, 1200, 2000, 3000, null, null, null, null, null, null];
const UTILITIES = ['water', 'sewage', 'storm', 'gas', 'telecom'] as const;
const KINDS = ['conduit', 'conduit', 'conduit', 'conduit', 'conduit', 'pump'] as const;

/** Conduits of 1 to 400 m over two tiles of zoom 12, and pumps, which are none and do not count. */
function network(seed: number, widths: readonly (number | null)[], count = 900): readonly CityFeature[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, i) => {
    const widthMm = random.pick(widths);
    const section = { shape: 'circular', widthMm, heightMm: widthMm, wallMm: null } as const;
    const [lon, lat] = [LON + random.between(-0.08, 0.08), LAT + random.between(-0.04, 0.04)];
    const long = 0.005 * random.next() ** 3 + 1e-5;
    return sampleLink(`L${i}`, {
      kind: random.pick(KINDS),
      utility: random.pick(UTILITIES),
      section: { ...section, floorWidthMm: null, open: false, barrels: 1 },
      path: Float64Array.of(lon, lat, lon + long, lat, lon + long, lat + long * random.next()),
      fromNode: null,
      toNode: null,
    });
  });
}

/** Tiles of a zoom: the one in the middle of the network and the one east of it. */
function tilesAt(z: number): readonly TileAddress[] {
  const x = Math.floor(((LON + 180) / 360) * 2 ** z);
  const y = Math.floor((0.5 - Math.asinh(Math.tan((LAT * Math.PI) / 180)) / (2 * Math.PI)) * 2 ** z);
  return [x, x + 1].map((each) => ({ z, x: each, y }));
}

function boundsOf(address: TileAddress): Bounds {
  const [west, north] = unprojectPoint(-64, -64, address, 4096);
  const [east, south] = unprojectPoint(4160, 4160, address, 4096);
  return [west, south, east, north];
}

const thinnedTo = (most: number): ThinningRule => ({ ...CONDUIT_THINNING, most });

async function rowsBy(store: Store, scene: string, address: TileAddress, rule: ThinningRule) {
  return (await mapRepository(store.sql, rule).rows(scene, boundsOf(address), address.z)).conduits;
}

/** What a store reads that knows of no rule. */
async function allRows(store: Store, scene: string, address: TileAddress) {
  return await rowsBy(store, scene, address, { ...CONDUIT_THINNING, belowZoom: 0 });
}

function tileOf(rows: readonly ConduitLine[], address: TileAddress, rule: ThinningRule): Uint8Array {
  const schema = { ...UTILITY_LAYER, thinning: { ...rule, sizeOf: (row: ConduitLine) => row.widthMm } };
  return encodeVectorTile([tileLayer(schema, rows, address)]);
}

const unknownOf = (rows: readonly ConduitLine[]) => rows.filter(({ widthMm }) => widthMm === null).length;

describeStores('conduits of dense tiles', (using) => {
  test.each([
    ['of every width, known or not', WIDTHS_MM, true],
    ['all narrower than the first step', [50, 80, 99.9], false],
    ['all of unknown width', [null], false],
    ['all wider than the last step', [2500, 3000], false],
    ['narrow ones among many of unknown width', [50, 150, null, null, null, null, null, null, null], true],
  ])('are read as far as the rule shows them, and tiles keep their bytes: %s', async (_, widths, isAnyLeftOut) => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, network(12, widths));
    let leftOut = 0;
    for (const address of [12, 13, 14, 15].flatMap(tilesAt)) {
      const all = await allRows(store, scene, address);
      for (const rule of [0, 1, 40, 150, 320, 5000].map(thinnedTo)) {
        const read = await rowsBy(store, scene, address, rule);
        expect(read).toEqual([...thinRows(all, { ...rule, sizeOf: (row) => row.widthMm }, address.z)]);
        expect(tileOf(read, address, rule)).toEqual(tileOf(all, address, rule));
        expect(unknownOf(read)).toBe(unknownOf(all));
        if (address.z >= 15) expect(read).toEqual(all);
        leftOut += all.length - read.length;
      }
    }
    expect(leftOut > 0).toBe(isAnyLeftOut);
  });

  test('are not read at all when the rule leaves them out: a tenth of a tile is enough for its mains', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, network(7, [...Array<number>(9).fill(100), 1000]));
    const [middle] = tilesAt(12);
    if (middle === undefined) throw new Error('a tile was expected');
    const all = await allRows(store, scene, middle);
    const read = await rowsBy(store, scene, middle, thinnedTo(100));
    expect(all.length).toBeGreaterThan(200);
    expect(read.length).toBeLessThan(all.length / 5);
    expect(new Set(read.map(({ widthMm }) => widthMm))).toEqual(new Set([1000]));
  });
});
