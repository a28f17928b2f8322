import { VectorTile } from '@mapbox/vector-tile';
import { featureSchema, problemSchema, summarySchema, tileJsonSchema } from '@undercroft/core/protocol/answers';
import { historySchema } from '@undercroft/core/protocol/data-page';
import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { addressOf, CELL_ZOOM, cellOf } from '@undercroft/core/tiling/quadtree';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleNode } from '@undercroft/store/testing/sample-features';
import { squareRing } from '@undercroft/store/testing/sample-map';
import { sampleGridCell, samplePoint } from '@undercroft/store/testing/sample-operations';
import { PbfReader } from 'pbf';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryHome } from '../../tests/support/undercroft.ts';
import { jsonOf, type ServedApp, servedApp } from './testing/served-app.ts';

const both = (text: string) => ({ en: text, zh: text });
const PLACE = [10.3, 55.3] as const;

const SCENE: Scene = sceneSchema.parse({
  id: 'town',
  title: both('Town'),
  description: both('Cameras, a grid and a manhole'),
  synthetic: true,
  frame: { origin: [...PLACE], displayCrs: 'EPSG:25832' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 40, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'sewer', title: both('Sewer'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [...PLACE], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

describe('what the city is run by, and what it was', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;
  let first = 0;
  let second = 0;

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([SCENE], store);
    first = await importSample(store, 'town', [sampleNode('A', { coverLevelM: 11 })], { source: 'old.csv', by: 'Li' });
    second = await importSample(store, 'town', [sampleNode('A', { coverLevelM: 12 })], { source: 'new.csv' });
    await importSample(
      store,
      'town',
      [sampleGridCell('G1', { polygons: [[squareRing(...PLACE, 0.002)], [squareRing(10.305, 55.3, 0.001)]] })],
      { layer: 'grid', title: { en: 'Grid', zh: '网格' } },
    );
    await importSample(
      store,
      'town',
      [samplePoint('P1', { gridCell: 'G1' }), samplePoint('P2', { kind: 'hydrant', headingDeg: null })],
      { layer: 'cameras' },
    );
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  const featurePath = (id: string) => routePath('feature', { scene: 'town', id });

  it('is answered by id and counted in the summary', async () => {
    const point = featureSchema.parse(jsonOf(await app.get(featurePath('cameras.P1'))));
    expect(point).toMatchObject({ family: 'cityPoint', kind: 'camera', headingDeg: 90, gridCell: 'grid.G1' });
    const cell = featureSchema.parse(jsonOf(await app.get(featurePath('grid.G1'))));
    expect(cell).toMatchObject({ family: 'gridCell', points: { camera: 1 } });
    const summary = summarySchema.parse(jsonOf(await app.get(routePath('summary', { scene: 'town' }))));
    expect(summary).toMatchObject({ cityPoints: { camera: 1, hydrant: 1 }, gridCells: 1 });
  });

  it('is in the vector tiles, told in TileJSON', async () => {
    const { z, x, y } = addressOf(Math.floor(cellOf(...PLACE) / 4 ** (CELL_ZOOM - 16)), 16);
    const answer = await app.get(routePath('vectorTile', { scene: 'town', z, x, y }));
    const { layers } = new VectorTile(new PbfReader(answer.bytes));
    expect(Object.keys(layers)).toEqual(['gridCells', 'nodes', 'cityPoints']);
    const points = layers.cityPoints;
    const properties = [0, 1].map((i) => points?.feature(i).properties);
    expect(properties).toEqual([
      { id: 'cameras.P1', kind: 'camera', zh: '东门', en: 'East Gate', headingDeg: 90, heightM: 4 },
      { id: 'cameras.P2', kind: 'hydrant', zh: '东门', en: 'East Gate', heightM: 4 },
    ]);
    const cell = layers.gridCells?.feature(0);
    expect(cell?.properties).toEqual({ id: 'grid.G1', code: '320102001001001', level: 'cell' });
    expect(cell?.toGeoJSON(x, y, z).geometry.type).toBe('MultiPolygon');
    const shape = points?.feature(0).toGeoJSON(x, y, z).geometry;
    if (shape?.type !== 'Point') throw new Error(`A camera must be a point; it came as ${shape?.type}.`);
    // At zoom 16 a unit is 0.15 m.
    expect(shape.coordinates[0]).toBeCloseTo(PLACE[0], 5);
    expect(shape.coordinates[1]).toBeCloseTo(PLACE[1], 5);

    const document = tileJsonSchema.parse(jsonOf(await app.get(routePath('vectorTiles', { scene: 'town' }))));
    const fields = Object.fromEntries(document.vector_layers.map((layer) => [layer.id, layer.fields]));
    expect(fields.cityPoints).toMatchObject({ kind: 'String', headingDeg: 'Number, degrees clockwise from north' });
    expect(fields.gridCells).toMatchObject({ level: 'String, level of the management grid' });
    expect(fields.roads).toMatchObject({ level: 'Number, order of crossing' });
  });

  it('has a history with who, when and what changed', async () => {
    const history = historySchema.parse(jsonOf(await app.get(routePath('history', { scene: 'town', id: 'sewer.A' }))));
    expect(history.versions).toMatchObject([
      {
        from: { id: second, source: 'new.csv', by: null },
        until: null,
        changes: [{ field: 'coverLevelM', before: 11, after: 12 }],
      },
      { from: { id: first, source: 'old.csv', by: 'Li' }, until: { id: second }, changes: [] },
    ]);
    const missing = await app.get(routePath('history', { scene: 'town', id: 'sewer.B' }));
    expect([missing.status, problemSchema.parse(jsonOf(missing)).code]).toEqual([404, 'unknown-feature']);
  });

  it('is shown as of an import, a time, a day', async () => {
    const levelAsOf = async (asOf: string) => {
      const feature = featureSchema.parse(jsonOf(await app.get(`${featurePath('sewer.A')}?asOf=${asOf}`)));
      return feature.family === 'node' ? feature.coverLevelM : null;
    };
    expect(await levelAsOf(String(first))).toBe(11);
    expect(await levelAsOf(String(second))).toBe(12);
    expect(await levelAsOf('2100-01-01')).toBe(12);
    expect(await levelAsOf('2100-01-01T08:00:00%2B08:00')).toBe(12);
    const { publishedAt } = (await store.imports.find(first)) ?? {};
    expect(await levelAsOf(encodeURIComponent(publishedAt ?? ''))).toBe(11);
  });

  it.each([
    ['2000-01-01', 404, 'unknown-feature'],
    ['999999', 404, 'unknown-feature'],
    ['yesterday', 400, 'bad-request'],
    ['2026-13-01', 400, 'bad-request'],
    ['-1', 400, 'bad-request'],
    ['0', 400, 'bad-request'],
    ['', 400, 'bad-request'],
  ])('answers "as of %s" with %i', async (asOf, status, code) => {
    const answer = await app.get(`${featurePath('sewer.A')}?asOf=${asOf}`);
    expect([answer.status, problemSchema.parse(jsonOf(answer)).code]).toEqual([status, code]);
  });

  it('shows what stood before after an undo, under another tag, with no unexpected error', async () => {
    const tilesetPath = routePath('tileset', { scene: 'town', tileset: 'network' });
    const before = (await app.get(tilesetPath)).headers.get('etag');
    await store.imports.undo(second);
    expect(featureSchema.parse(jsonOf(await app.get(featurePath('sewer.A'))))).toMatchObject({ coverLevelM: 11 });
    await expect.poll(async () => (await app.get(tilesetPath)).headers.get('etag')).not.toBe(before);
    expect(app.failures).toEqual([]);
  });
});

describe('a city that has brought cameras alone', () => {
  const home = temporaryHome();
  let store: Store;
  let app: ServedApp;

  beforeAll(async () => {
    store = await openStore({ home: home.path });
    app = await servedApp([SCENE], store);
    await importSample(store, 'town', [samplePoint('P1')], { layer: 'cameras' });
  });

  afterAll(async () => {
    await app.close();
    await store.close();
    home.remove();
  });

  it('is healthy, and its network is a tileset with nothing in it', async () => {
    expect((await app.get('/api/health')).status).toBe(200);
    const answer = await app.get(routePath('tileset', { scene: 'town', tileset: 'network' }));
    expect(answer.status).toBe(200);
    expect(jsonOf(answer)).toMatchObject({ asset: { version: '1.1' }, root: { geometricError: 0 } });
    expect((await app.get(routePath('tileset', { scene: 'town', tileset: 'buildings' }))).status).toBe(404);
  });
});
