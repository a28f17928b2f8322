import { VectorTile } from '@mapbox/vector-tile';
import { groundSchema, problemSchema, publicSceneSchema, tileJsonSchema } from '@undercroft/core/protocol/answers';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { decodeQuantizedMesh } from '@undercroft/core/terrain/decode-quantized-mesh';
import type { LayerJson } from '@undercroft/core/terrain/layer-json';
import { heightOnMesh } from '@undercroft/core/terrain/mesh-height';
import { QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { tileAt, tileRectangle } from '@undercroft/core/terrain/terrain-tiling';
import type { ImportSession } from '@undercroft/store/store';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { ecefOf, readBuildingTile } from '../../tests/support/read-building-tile.ts';
import { servedTiles } from '../../tests/support/served-tiles.ts';
import { TOWN_ORIGIN, townElevation, townNetwork } from '../../tests/support/small-town.ts';
import { townMap } from '../../tests/support/small-town-map.ts';
import { publishLayer } from './testing/publish-layer.ts';
import { jsonOf, type ServedApp, servedApp } from './testing/served-app.ts';

const both = (words: string) => ({ en: words, zh: words });
const file = (layer: string) => ({ kind: 'file', layer, title: both(layer), path: `${layer}.csv` });

/** A scene of the small town with some of its layers. */
function townScene(id: string, sources: readonly object[]): Scene {
  return sceneSchema.parse({
    id,
    title: both(id),
    description: both(id),
    synthetic: true,
    frame: { origin: [...TOWN_ORIGIN], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('datum'), geoidOffsetM: 1.49, basis: both('declared') },
    sources,
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [...TOWN_ORIGIN], distanceM: 900, headingDeg: 0, pitchDeg: -50 },
  });
}

const SOURCES = {
  streets: file('streets'),
  map: file('map'),
  ground: { kind: 'terrain', layer: 'ground', title: both('ground'), path: 'ground.tif' },
};

const TOWN = townScene('town', Object.values(SOURCES));
/** The town without its map and its ground: pipes alone, as a scene of the first kind has them. */
const PIPES = townScene('pipes', [SOURCES.streets]);
const GROUND = townScene('ground', [SOURCES.ground]);
const MAP = townScene('map', [SOURCES.map]);
const NEW = townScene('new', Object.values(SOURCES));

type Layer = keyof typeof SOURCES;

/** What each layer of the town is written from. */
const LAYERS: Readonly<Record<Layer, (session: ImportSession) => Promise<void>>> = {
  streets: (session) => session.write(townNetwork()),
  map: (session) => session.write(townMap()),
  ground: (session) => writeGround(session, 0),
};

/** The town's elevation model, so many metres higher. */
async function writeGround(session: ImportSession, raisedM: number): Promise<void> {
  const { pyramid, block } = townElevation();
  await session.writePyramid(pyramid);
  await session.writeBlocks([{ ...block, levelsM: block.levelsM.map((level) => level + raisedM) }]);
}

/** The tile of a zoom that holds a place. */
function tileOf(zoom: number, [lon, lat]: readonly [number, number]): { z: number; x: number; y: number } {
  const sine = Math.sin((lat * Math.PI) / 180);
  const x = Math.floor(((lon + 180) / 360) * 2 ** zoom);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * 2 ** zoom);
  return { z: zoom, x, y };
}

describeStores('a town with its map and its ground', (using) => {
  let app: ServedApp;

  beforeAll(async () => {
    const { store } = using();
    for (const [layer, write] of Object.entries(LAYERS)) await publishLayer(store, 'town', layer, write);
    await publishLayer(store, 'pipes', 'streets', LAYERS.streets);
    await publishLayer(store, 'ground', 'ground', LAYERS.ground);
    await publishLayer(store, 'map', 'map', LAYERS.map);
    app = await servedApp([TOWN, PIPES, GROUND, MAP, NEW], store);
  });

  afterAll(async () => {
    await app.close();
  });

  const vectorTile = async (zoom: number, place: readonly [number, number] = TOWN_ORIGIN) =>
    await app.get(routePath('vectorTile', { scene: 'town', ...tileOf(zoom, place) }));
  const terrainTile = async (level: number, lon: number, lat: number, scene = 'town') => {
    const { x, y } = tileAt(level, lon, lat);
    return await app.get(routePath('terrainTile', { scene, z: level, x, y }));
  };

  const meshes = new Map<string, QuantizedMesh>();
  /** Height above the ellipsoid of the served ground, linear in the triangle of the finest tile. */
  const groundAt = async (lon: number, lat: number) => {
    const address = tileAt(16, lon, lat);
    const key = `${address.x}/${address.y}`;
    const mesh = meshes.get(key) ?? decodeQuantizedMesh((await terrainTile(16, lon, lat)).bytes);
    meshes.set(key, mesh);
    const [west, south, east, north] = tileRectangle(address);
    const u = ((lon - west) / (east - west)) * QUANTIZED_MAX;
    const v = ((lat - south) / (north - south)) * QUANTIZED_MAX;
    return heightOnMesh(mesh, u, v);
  };

  it('says what is served of it', async () => {
    const shown = async (scene: string) =>
      publicSceneSchema.parse(jsonOf(await app.get(routePath('scene', { scene }))));
    expect(await shown('town')).toMatchObject({ terrain: true, map: true, tilesets: ['network', 'buildings'] });
    expect(await shown('pipes')).toMatchObject({ terrain: false, map: false, tilesets: ['network'] });
    expect(await shown('ground')).toMatchObject({ terrain: true, map: false });
  });

  it('describes its terrain as Cesium wants it: both tiles of level 0, then those that touch the model', async () => {
    const answer = await app.get(routePath('terrainLayer', { scene: 'town' }));
    const layer = jsonOf(answer) as LayerJson;
    expect(layer).toMatchObject({
      format: 'quantized-mesh-1.0',
      scheme: 'tms',
      projection: 'EPSG:4326',
      extensions: ['octvertexnormals'],
      tiles: ['{z}/{x}/{y}.terrain'],
      maxzoom: 16,
    });
    expect(layer.available[0]).toEqual([{ startX: 0, startY: 0, endX: 1, endY: 0 }]);
    const { x, y } = tileAt(16, ...TOWN_ORIGIN);
    const [finest] = layer.available[16] ?? [];
    expect(finest !== undefined && finest.startX <= x && x <= finest.endX).toBe(true);
    expect(finest !== undefined && finest.startY <= y && y <= finest.endY).toBe(true);
    expect(answer.headers.get('etag')).toMatch(/^"[\w-]{27}-gzip"$/);
  });

  it('draws its ground through every cover within 3 cm', async () => {
    const covers = await using().store.features.covers('town');
    expect(covers.length / 3).toBeGreaterThan(300);
    const off: number[] = [];
    for (let i = 0; i < covers.length; i += 3) {
      const [lon = 0, lat = 0, levelM = 0] = covers.subarray(i, i + 3);
      off.push(Math.abs((await groundAt(lon, lat)) - TOWN.heightDatum.geoidOffsetM - levelM));
    }
    // Written so that NaN fails.
    expect(off.filter((each) => !(each < 0.03))).toEqual([]);
  });

  it('serves terrain compressed under a strong tag, with normals, from the world down', async () => {
    for (const level of [0, 5, 10, 14, 16]) {
      const answer = await terrainTile(level, ...TOWN_ORIGIN);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(answer.headers.get('content-type')).toBe('application/vnd.quantized-mesh');
      const mesh = decodeQuantizedMesh(answer.bytes);
      expect(mesh.octNormals?.length).toBe(mesh.u.length * 2);
      const etag = answer.headers.get('etag') ?? '';
      const { x, y } = tileAt(level, ...TOWN_ORIGIN);
      const path = routePath('terrainTile', { scene: 'town', z: level, x, y });
      expect((await app.get(path, { 'if-none-match': etag })).status).toBe(304);
    }
  });

  it('has flat ground beyond its model, at the level of its covers', async () => {
    const mesh = decodeQuantizedMesh((await terrainTile(0, -90, 0)).bytes);
    const heights = [...mesh.height].map(
      (h) =>
        mesh.header.minimumHeightM + (h / QUANTIZED_MAX) * (mesh.header.maximumHeightM - mesh.header.minimumHeightM),
    );
    expect(Math.max(...heights) - Math.min(...heights)).toBeLessThan(1);
    expect(Math.min(...heights)).toBeGreaterThan(0);
    expect((await terrainTile(12, 120.6, 39.9)).status).toBe(200);
  });

  it('reports that its ground was made through its covers', async () => {
    const ground = groundSchema.parse(jsonOf(await app.get(routePath('ground', { scene: 'town' }))));
    const covers = (await using().store.features.covers('town')).length / 3;
    expect(ground.report).toMatchObject({ layer: 'ground', covers, withoutDem: 0 });
    // The covers lie on the very function the model samples: only interpolation stands between them.
    expect(Math.abs(ground.report?.medianM ?? Number.NaN)).toBeLessThan(0.01);
    const plain = groundSchema.parse(jsonOf(await app.get(routePath('ground', { scene: 'pipes' }))));
    expect(plain.report).toBeUndefined();
    expect(plain.levelsM).toEqual(ground.levelsM);
  });

  it('serves vector tiles that another decoder reads', async () => {
    const answer = await vectorTile(16);
    expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile');
    const { layers } = new VectorTile(new PbfReader(answer.bytes));
    expect(Object.keys(layers)).toEqual(['landuse', 'water', 'roads', 'buildings', 'utilities', 'nodes', 'places']);
    const utility = layers.utilities?.feature(0);
    expect(utility?.properties.id).toMatch(/^streets\./);
    const feature = await app.get(routePath('feature', { scene: 'town', id: String(utility?.properties.id) }));
    expect(jsonOf(feature)).toMatchObject({ family: 'link', utility: utility?.properties.utility });
    expect(layers.buildings?.feature(0).properties.id).toMatch(/^map\./);
  });

  it('decodes to the outlines it was made from within a quantum', async () => {
    const outlines = new Map<string, readonly Float64Array[]>(
      [...townMap()].flatMap(({ family, value }) =>
        family === 'building' ? [[`map.${value.sourceId}`, value.rings] as const] : [],
      ),
    );
    const address = tileOf(17, TOWN_ORIGIN);
    const { layers } = new VectorTile(new PbfReader((await vectorTile(17)).bytes));
    const buildings = layers.buildings;
    if (buildings === undefined) throw new Error('The tile holds no building.');
    const quantumDeg = 360 / 2 ** 17 / 4096;
    let corners = 0;
    for (let i = 0; i < buildings.length; i++) {
      const feature = buildings.feature(i);
      const { geometry } = feature.toGeoJSON(address.x, address.y, address.z);
      const rings = outlines.get(String(feature.properties.id)) ?? [];
      const source = rings.flatMap((ring) => pairsOf(ring));
      if (geometry.type !== 'Polygon') throw new Error(`A building came as a ${geometry.type}.`);
      for (const [lon = 0, lat = 0] of geometry.coordinates.flat()) {
        // What the tile's edge cut off has corners of its own there.
        if (!isWithinTile(lon, lat, address)) continue;
        const isNear = ([x, y]: readonly [number, number]) =>
          Math.abs(x - lon) <= quantumDeg && Math.abs(y - lat) <= quantumDeg;
        expect(source.some(isNear)).toBe(true);
        corners += 1;
      }
    }
    expect(corners).toBeGreaterThan(40);
  });

  it('says in TileJSON what its tiles hold, under the name it was reached by', async () => {
    const document = tileJsonSchema.parse(jsonOf(await app.get(routePath('vectorTiles', { scene: 'town' }))));
    expect(document.tiles).toEqual([`${app.url}/vt/town/{z}/{x}/{y}.mvt`]);
    expect(document.vector_layers.find(({ id }) => id === 'roads')?.fields).toMatchObject({
      class: 'String',
      widthM: 'Number, metres between the kerbs',
    });
    const [west, south, east, north] = document.bounds;
    expect(west < TOWN_ORIGIN[0] && TOWN_ORIGIN[0] < east && south < TOWN_ORIGIN[1] && TOWN_ORIGIN[1] < north).toBe(
      true,
    );
  });

  it('tells in TileJSON of every layer and every attribute that its tiles hold, each of its type and from its zoom on', async () => {
    const document = tileJsonSchema.parse(jsonOf(await app.get(routePath('vectorTiles', { scene: 'town' }))));
    let attributes = 0;
    for (const zoom of [10, 12, 13, 14, 15, 17, 18]) {
      const { layers } = new VectorTile(new PbfReader((await vectorTile(zoom)).bytes));
      for (const [name, layer] of Object.entries(layers)) {
        const told = document.vector_layers.find(({ id }) => id === name);
        expect(told?.minzoom).toBeLessThanOrEqual(zoom);
        for (let i = 0; i < layer.length; i++) {
          for (const [key, value] of Object.entries(layer.feature(i).properties)) {
            const type = typeof value;
            expect(told?.fields[key]).toMatch(new RegExp(`^${type}`, 'i'));
            attributes += 1;
          }
        }
      }
    }
    expect(attributes).toBeGreaterThan(500);
    expect(document.attribution).toBe('nobody (CC0-1.0)');
  });

  it('keeps low zooms small and answers an empty tile with nothing', async () => {
    expect((await vectorTile(10)).bytes.length).toBeLessThan((await vectorTile(15)).bytes.length);
    const empty = await vectorTile(15, [10, 50]);
    expect([empty.status, empty.bytes.length]).toEqual([204, 0]);
    expect((await vectorTile(2)).status).toBe(204);
  });

  it('holds every building once, each on the ground under it', async () => {
    const buildings = [...townMap()].filter(({ family }) => family === 'building');
    const tiles = await servedTiles(app.url, 'town', 'buildings');
    const read = await Promise.all(tiles.map(({ bytes }) => readBuildingTile(bytes)));
    const ids = read.flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids.length).toBe(buildings.length);
    expect(new Set(ids)).toEqual(new Set(buildings.map(({ value }) => `map.${value.sourceId}`)));
    const drawnAs = read.flatMap(({ rows }) => rows.map((row) => row.drawnAs));
    expect(drawnAs).not.toContain('unknownGround');
    for (const { bytes, region } of tiles) {
      const tile = await readBuildingTile(bytes);
      for (const mesh of tile.meshes) {
        expect(heightsOf(ecefOf(tile, mesh)).every((height) => height >= region[4] && height <= region[5])).toBe(true);
      }
    }
  });

  it('stands each building where the served ground is lowest along its outline', async () => {
    const tiles = await servedTiles(app.url, 'town', 'buildings');
    const basesM = new Map<string, number>();
    for (const { bytes } of tiles) {
      const tile = await readBuildingTile(bytes);
      for (const mesh of tile.meshes) {
        heightsOf(ecefOf(tile, mesh)).forEach((height, vertex) => {
          const id = String(tile.rows[mesh.featureIds[vertex] ?? -1]?.id);
          basesM.set(id, Math.min(basesM.get(id) ?? Number.POSITIVE_INFINITY, height));
        });
      }
    }
    const sampled = [...townMap()].flatMap((each) => (each.family === 'building' ? [each.value] : [])).slice(0, 40);
    for (const { sourceId, rings } of sampled) {
      const ring = rings[0] ?? new Float64Array(0);
      let lowestM = Number.POSITIVE_INFINITY;
      for (let i = 0; i + 1 < ring.length; i += 2)
        lowestM = Math.min(lowestM, await groundAt(ring[i] ?? 0, ring[i + 1] ?? 0));
      // 15 cm is what a mesh of level 16 may lie off the ground it was made from.
      expect(Math.abs((basesM.get(`map.${sourceId}`) ?? Number.NaN) - lowestM)).toBeLessThan(0.2);
    }
  });

  it('marks every building as of unknown ground where neither terrain nor cover is known', async () => {
    const tiles = await servedTiles(app.url, 'map', 'buildings');
    const read = await Promise.all(tiles.map(({ bytes }) => readBuildingTile(bytes)));
    const drawnAs = read.flatMap(({ rows }) => rows.map((row) => row.drawnAs));
    expect(drawnAs.length).toBeGreaterThan(100);
    expect(new Set(drawnAs)).toEqual(new Set(['unknownGround']));
    for (const { bytes, region } of tiles) {
      const tile = await readBuildingTile(bytes);
      for (const mesh of tile.meshes) {
        expect(heightsOf(ecefOf(tile, mesh)).every((height) => height >= region[4] && height <= region[5])).toBe(true);
      }
    }
  });

  it.each([
    ['/terrain/pipes/layer.json', 404, 'not-found'],
    ['/terrain/pipes/0/0/0.terrain', 404, 'not-found'],
    ['/terrain/new/layer.json', 503, 'scene-not-imported'],
    ['/terrain/town/17/0/0.terrain', 404, 'unknown-tile'],
    ['/terrain/town/1/4/0.terrain', 404, 'unknown-tile'],
    ['/terrain/town/1/0/2.terrain', 404, 'unknown-tile'],
    ['/terrain/town/1e1/0/0.terrain', 400, 'bad-request'],
    ['/terrain/town/-1/0/0.terrain', 400, 'bad-request'],
    ['/terrain/nowhere/layer.json', 404, 'unknown-scene'],
    ['/vt/new/tiles.json', 503, 'scene-not-imported'],
    ['/vt/new/0/0/0.mvt', 503, 'scene-not-imported'],
    ['/vt/town/19/0/0.mvt', 404, 'unknown-tile'],
    ['/vt/town/1/2/0.mvt', 404, 'unknown-tile'],
    ['/vt/town/01/0/0.mvt', 400, 'bad-request'],
    ['/vt/town/x', 404, 'not-found'],
    ['/terrain/town', 404, 'not-found'],
    ['/tiles/pipes/buildings/tileset.json', 404, 'not-found'],
    ['/tiles/new/buildings/tileset.json', 503, 'scene-not-imported'],
    ['/api/scenes/ground/ground', 404, 'not-found'],
  ])('answers %s with %i and problem details', async (path, status, code) => {
    const answer = await app.get(path);
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect({ status: answer.status, code: problemSchema.parse(jsonOf(answer)).code }).toEqual({ status, code });
  });

  it('serves the new ground, under another tag, once another model is published', async () => {
    const before = await terrainTile(16, ...TOWN_ORIGIN, 'ground');
    await publishLayer(using().store, 'ground', 'ground', (session) => writeGround(session, 1));
    await expect
      .poll(async () => (await terrainTile(16, ...TOWN_ORIGIN, 'ground')).headers.get('etag'))
      .not.toBe(before.headers.get('etag'));
    const after = await terrainTile(16, ...TOWN_ORIGIN, 'ground');
    const middle = (bytes: Uint8Array) => heightOnMesh(decodeQuantizedMesh(bytes), 16000, 16000);
    expect(Math.abs(middle(after.bytes) - middle(before.bytes) - 1)).toBeLessThan(0.01);
  });

  it('met no unexpected error in all of this', () => {
    expect(app.failures).toEqual([]);
  });
});

function pairsOf(ring: Float64Array): readonly (readonly [number, number])[] {
  return Array.from({ length: ring.length / 2 }, (_, i) => [ring[2 * i] ?? 0, ring[2 * i + 1] ?? 0] as const);
}

function isWithinTile(lon: number, lat: number, { z, x, y }: { z: number; x: number; y: number }): boolean {
  const tile = tileOf(z, [lon, lat]);
  return tile.x === x && tile.y === y;
}

/** Heights above the ellipsoid of flat ECEF positions, metres; near enough for a bounding volume. */
function heightsOf(positions: Float64Array): readonly number[] {
  const heights: number[] = [];
  for (let i = 0; i + 2 < positions.length; i += 3) {
    const [x = 0, y = 0, z = 0] = positions.subarray(i, i + 3);
    const e2 = 0.0066943799901413165;
    const p = Math.hypot(x, y);
    let lat = Math.atan2(z, p * (1 - e2));
    let n = 0;
    for (let k = 0; k < 5; k++) {
      n = 6378137 / Math.sqrt(1 - e2 * Math.sin(lat) ** 2);
      lat = Math.atan2(z + e2 * n * Math.sin(lat), p);
    }
    heights.push(p / Math.cos(lat) - n);
  }
  return heights;
}
