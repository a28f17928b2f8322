import type { BuildingSolid } from '@undercroft/core/model/building-solid';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Bounds, MapRows } from './store.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';
import { sampleBuilding, samplePlace, sampleRoad, sampleWater, squareRing } from './testing/sample-map.ts';

const HERE: Bounds = [10.29, 55.29, 10.31, 55.31];
const WORLD = cellRange({ z: 0, x: 0, y: 0 });

const ALL: readonly CityFeature[] = [
  sampleRoad('street'),
  sampleRoad('motorway', { class: 'motorway', path: Float64Array.of(10, 55.3, 10.9, 55.3) }),
  sampleRoad('footway', { class: 'footway', widthM: null, level: null, isBridge: true }),
  sampleBuilding('house'),
  sampleWater('lake'),
  {
    family: 'landUse',
    value: {
      sourceId: 'park',
      kind: 'park',
      name: { zh: '园', en: null },
      rings: [squareRing(10.3, 55.3, 0.01)],
      raw: {},
    },
  },
  samplePlace('quarter'),
  samplePlace('corner', { rank: null, kind: 'poi' }),
];

const idsOf = (rows: MapRows) => ({
  landUse: rows.landUse.map(({ featureId }) => featureId),
  water: rows.water.map(({ featureId }) => featureId),
  roads: rows.roads.map(({ featureId }) => featureId),
  buildings: rows.buildings.map(({ featureId }) => featureId),
  places: rows.places.map(({ featureId }) => featureId),
  conduits: rows.conduits.map(({ featureId }) => featureId),
});

describeStores('the base map', (using) => {
  test('comes back as it went in, every family, holes and unknowns included', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [...ALL, sampleLink('L1')]);
    const rows = await store.map.rows(scene, HERE, 18);
    const values = [rows.landUse, rows.water, rows.roads, rows.buildings, rows.places].flat().map(({ value }) => value);
    const expected = ALL.map(({ value }) => {
      // A map draws outlines: surveyed surfaces are for the tileset alone.
      const { raw: _raw, solid: _solid, ...rest } = { solid: null, ...value };
      return rest;
    });
    expect(values.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1))).toEqual(
      expected.toSorted((a, b) => (a.sourceId < b.sourceId ? -1 : 1)),
    );
    expect(rows.conduits).toMatchObject([
      {
        featureId: 'sewer.L1',
        utility: 'storm',
        widthMm: 300,
        isLevelKnown: true,
        path: Float64Array.of(10.3, 55.3, 10.301, 55.3),
      },
    ]);
  });

  test('shows at low zooms what is large and important only', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [...ALL, sampleLink('L1')]);
    const at = async (zoom: number) => idsOf(await store.map.rows(scene, HERE, zoom));
    const nothing = { landUse: [], water: [], roads: [], buildings: [], places: [], conduits: [] };
    expect(await at(3)).toEqual(nothing);
    // A pixel of zoom 6 is 0.011 degrees wide: the lake of 0.2 degrees shows, the motorway from its class on.
    expect(await at(6)).toEqual({ ...nothing, water: ['sewer.lake'], roads: ['sewer.motorway'] });
    // The quarter of rank 4 shows from zoom 12 on, a place without a rank from 16.
    expect((await at(11)).places).toEqual([]);
    expect((await at(12)).places).toEqual(['sewer.quarter']);
    expect((await at(16)).places).toEqual(['sewer.corner', 'sewer.quarter']);
    expect((await at(13)).buildings).toEqual([]);
    expect((await at(15)).roads).toEqual(['sewer.motorway', 'sewer.street']);
    expect(await at(16)).toEqual({
      landUse: ['sewer.park'],
      water: ['sewer.lake'],
      roads: ['sewer.footway', 'sewer.motorway', 'sewer.street'],
      buildings: ['sewer.house'],
      places: ['sewer.corner', 'sewer.quarter'],
      conduits: ['sewer.L1'],
    });
  });

  test('tells points of the network from zoom 16 on and furniture from 17, with what is unknown of them', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const lamp: CityFeature = {
      family: 'furniture',
      value: {
        sourceId: 'lamp',
        kind: 'lamp',
        name: { zh: null, en: null },
        position: [10.3, 55.3],
        heightM: null,
        widthM: null,
        headingDeg: 90,
        raw: {},
      },
    };
    const here = [10.3, 55.3] as const;
    const features = [
      sampleNode('M1', { position: here, coverLevelM: null }),
      sampleNode('far', { position: [10.5, 55.3] }),
    ];
    await importSample(store, scene, [lamp, ...features]);
    const { nodes, furniture } = await store.map.rows(scene, HERE, 17);
    expect(nodes).toMatchObject([{ featureId: 'sewer.M1', position: here, kind: 'manhole', coverLevelM: null }]);
    expect(furniture).toMatchObject([{ featureId: 'sewer.lamp', value: { heightM: null, headingDeg: 90 } }]);
    const coarser = await store.map.rows(scene, HERE, 16);
    expect([coarser.nodes.length, coarser.furniture]).toEqual([1, []]);
    expect((await store.map.rows(scene, HERE, 15)).nodes).toEqual([]);
  });

  test('leaves out what lies elsewhere', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleBuilding('house'), samplePlace('quarter'), sampleRoad('street')]);
    expect(idsOf(await store.map.rows(scene, [10.31, 55.31, 10.33, 55.33], 18))).toEqual({
      landUse: [],
      water: [],
      roads: [],
      buildings: [],
      places: [],
      conduits: [],
    });
    expect(await store.map.bounds(scene)).toEqual([10.3 - 0.0002, 55.3 - 0.0002, 10.302, 55.3 + 0.0002]);
    expect(await store.map.families(scene)).toEqual(['road', 'building', 'place']);
    expect(await store.map.families(newScene())).toEqual([]);
    expect(await store.map.bounds(newScene())).toBeNull();
  });

  test('keeps a feature without a shape out of tiles, and out of nothing else', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const open = squareRing(10.3, 55.3, 0.0002).subarray(0, 8);
    const id = await importSample(store, scene, [
      sampleBuilding('none', { rings: [] }),
      sampleBuilding('two points', { rings: [Float64Array.of(10.3, 55.3, 10.4, 55.3)] }),
      sampleBuilding('left open', { rings: [open, Float64Array.of(10.3, 55.3)] }),
      sampleRoad('one point', { path: Float64Array.of(10.3, 55.3) }),
    ]);
    expect(idsOf(await store.map.rows(scene, HERE, 18))).toMatchObject({ buildings: ['sewer.left open'], roads: [] });
    const rows = await store.map.rows(scene, HERE, 18);
    expect(rows.buildings[0]?.value.rings).toEqual([squareRing(10.3, 55.3, 0.0002)]);
    expect(await store.sql.query('select count(*) as count from map_feature where valid_from = $1', [id])).toEqual([
      { count: 4 },
    ]);
  });

  test('is invisible until published, and the same rows again write none', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, ALL);
    const again = await importSample(store, scene, ALL);
    expect(await store.sql.query('select 1 from map_feature where valid_from = $1', [again])).toEqual([]);
    const session = await store.imports.begin({
      scene,
      layer: 'sewer',
      source: 'x',
      sha256: 'x',
      readerVersion: '1',
      by: null,
      title: null,
    });
    await session.write([sampleBuilding('house', { storeys: 6 }), sampleBuilding('new')]);
    expect((await store.map.buildings(scene, WORLD.from, WORLD.to)).map(({ building }) => building.storeys)).toEqual([
      5,
    ]);
    await session.discard(null);
    expect(await store.sql.query('select 1 from map_feature where valid_from = $1', [session.importId])).toEqual([]);
  });

  test('refuses one source id for two features of different families', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const twice = importSample(store, scene, [sampleBuilding('1'), sampleRoad('1')]);
    await expect(twice).rejects.toMatchObject({ code: 'statement-failed' });
  });
});

/** A wall of 3 m standing at 12 m. */
const WALL: BuildingSolid = {
  vertices: Float64Array.of(10.3, 55.3, 12, 10.3002, 55.3, 12, 10.3002, 55.3, 15, 10.3, 55.3, 15),
  faces: [{ surface: 'wall', rings: [[0, 1, 2, 3]] }],
};

describeStores('buildings', (using) => {
  test('come back with their roofs and surveyed surfaces, whose levels bound their cell', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleBuilding('surveyed', { solid: WALL, heightM: 3 }),
      sampleBuilding('sloped', { heightM: 20, roof: 'skillion', roofHeightM: 4, roofDirectionDeg: 225 }),
      sampleBuilding('of another piece', { solid: { vertices: new Float64Array(0), faces: [] } }),
    ]);
    const found = new Map(
      (await store.map.buildings(scene, WORLD.from, WORLD.to)).map(({ featureId, building }) => [featureId, building]),
    );
    expect(found.get('sewer.surveyed')).toMatchObject({ solid: WALL, roofHeightM: null, roofDirectionDeg: null });
    expect(found.get('sewer.sloped')).toMatchObject({ solid: null, roofHeightM: 4, roofDirectionDeg: 225 });
    expect(found.get('sewer.of another piece')?.solid?.faces).toEqual([]);
    // 20 m to the eaves and 4 m of roof; the wall stands from 12 to 15 m.
    expect(await store.map.buildingCells(scene, 12)).toMatchObject([
      { count: 3, tallestM: 24, surveyedLowM: 12, surveyedHighM: 15 },
    ]);
  });

  test('are summed by cell with the height of the tallest', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleBuilding('five storeys'),
      sampleBuilding('stated', { heightM: 21.5, storeys: null }),
      sampleBuilding('unknown', { storeys: null, rings: [squareRing(10.5, 55.3, 0.0002)] }),
    ]);
    const cells = await store.map.buildingCells(scene, 12);
    // A storey counts 3.6 m at most: 5 are 18 m; a building of unknown height is drawn 6 m high.
    expect(cells.map(({ count, tallestM }) => ({ count, tallestM }))).toEqual([
      { count: 2, tallestM: 21.5 },
      { count: 1, tallestM: 6 },
    ]);
    expect(cells[1]?.bbox).toEqual([10.5 - 0.0002, 55.3 - 0.0002, 10.5 + 0.0002, 55.3 + 0.0002]);
    const [first] = cells;
    const size = 4 ** 12;
    const from = (first?.cell ?? 0) * size;
    expect((await store.map.buildings(scene, from, from + size)).map(({ featureId }) => featureId)).toEqual([
      'sewer.five storeys',
      'sewer.stated',
    ]);
  });
});
