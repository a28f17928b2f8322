import { routePath } from '@undercroft/core/protocol/routes';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { tileAt } from '@undercroft/core/terrain/terrain-tiling';
import type { ImportSession } from '@undercroft/store/store';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { servedTiles } from '../../tests/support/served-tiles.ts';
import { TOWN_ORIGIN, townElevation, townNetwork } from '../../tests/support/small-town.ts';
import { townMap } from '../../tests/support/small-town-map.ts';
import { type Listening, listen } from './listen.ts';
import { publishLayer } from './testing/publish-layer.ts';
import { type RawAnswer, type RawRequest, rawAnswer } from './testing/raw-answer.ts';
import { type ServedApp, servedApp } from './testing/served-app.ts';
import { EncodedCache } from './tiles/encoded-cache.ts';
import { GroundService } from './tiles/ground-service.ts';
import { networkTileset } from './tiles/network-tileset.ts';
import { Revisions } from './tiles/revisions.ts';
import { TerrainService } from './tiles/terrain-service.ts';
import { ownThread } from './tiles/tile-encoder.ts';
import { TileService } from './tiles/tile-service.ts';
import { VectorTileService } from './tiles/vector-tile-service.ts';
import { warmTiles } from './warm-tiles.ts';

const both = (words: string) => ({ en: words, zh: words });
const LAYERS: Readonly<Record<string, (session: ImportSession) => Promise<void>>> = {
  streets: (session) => session.write(townNetwork()),
  map: (session) => session.write(townMap()),
  ground: async (session) => {
    const { pyramid, block } = townElevation();
    await session.writePyramid(pyramid);
    await session.writeBlocks([block]);
  },
};

function scene(id: string): Scene {
  return sceneSchema.parse({
    id,
    title: both(id),
    description: both(id),
    synthetic: true,
    frame: { origin: [...TOWN_ORIGIN], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('datum'), geoidOffsetM: 1.49, basis: both('declared') },
    sources: Object.keys(LAYERS).map((layer) =>
      layer === 'ground'
        ? { kind: 'terrain', layer, title: both(layer), path: 'ground.tif' }
        : { kind: 'file', layer, title: both(layer), path: `${layer}.csv` },
    ),
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [...TOWN_ORIGIN], distanceM: 900, headingDeg: 0, pitchDeg: -50 },
  });
}

const TOWN = scene('town');
const NEW = scene('new');
const VECTOR = { z: 15, x: 27270, y: 12414 };
const GZIP = { 'accept-encoding': 'gzip, deflate, br, zstd' };
/** The clock on which a revision is taken for known; it stands still, so that the short way is always open. */
let nowMs = 0;

describeStores('tiles in memory', (using) => {
  let quick: ServedApp;
  let slow: ServedApp;
  let paths: Readonly<Record<'solid' | 'flat' | 'ground', string>>;

  beforeAll(async () => {
    const { store } = using();
    for (const [layer, write] of Object.entries(LAYERS)) await publishLayer(store, 'town', layer, write);
    quick = await servedApp([TOWN, NEW], store, { now: () => nowMs });
    // On this clock every look is a second after the last, so nothing is known of late and Express answers everything.
    let ticks = 0;
    slow = await servedApp([TOWN, NEW], store, { now: () => (ticks += 1000) });
    const [tile] = await servedTiles(quick.url, 'town');
    paths = {
      solid: new URL(tile?.url ?? '').pathname,
      flat: routePath('vectorTile', { scene: 'town', ...VECTOR }),
      ground: routePath('terrainTile', { scene: 'town', z: 14, ...tileAt(14, ...TOWN_ORIGIN) }),
    };
  });

  afterAll(async () => {
    await quick.close();
    await slow.close();
  });

  /** The answers of both, the quick one asked again, so that what could be kept is kept. */
  async function answers(path: string, request: RawRequest) {
    await rawAnswer(quick.url, path, request);
    return { quick: await rawAnswer(quick.url, path, request), slow: await rawAnswer(slow.url, path, request) };
  }

  describe.each(['solid', 'flat', 'ground'] as const)('of kind %s', (kind) => {
    const header = (answer: RawAnswer, name: string) => answer.headers.find(([each]) => each === name)?.[1];

    it('are answered as Express answers: the same status, headers in the same order, bytes', async () => {
      const path = paths[kind];
      const { quick: hit, slow: wanted } = await answers(path, { headers: GZIP });
      expect(hit).toEqual(wanted);
      expect([hit.status, header(hit, 'Content-Encoding')]).toEqual([200, 'gzip']);
      expect(header(hit, 'Content-Security-Policy')).toContain("default-src 'self'");
      const tag = header(hit, 'ETag') ?? '';
      for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
        const { quick: same, slow: as } = await answers(path, { headers: { ...GZIP, 'if-none-match': held } });
        expect(same).toEqual(as);
        expect([same.status, same.body]).toEqual([304, '']);
      }
      const { quick: head } = await answers(path, { method: 'HEAD', headers: GZIP });
      expect({ ...head, body: hit.body }).toEqual(hit);
    });

    it.each<[string, RawRequest]>([
      ['another tag', { headers: { ...GZIP, 'if-none-match': '"other"' } }],
      ['HEAD with its tag', { method: 'HEAD', headers: { ...GZIP, 'if-none-match': '*' } }],
      ['no encoding named', {}],
      ['identity', { headers: { 'accept-encoding': 'identity' } }],
      ['identity before gzip', { headers: { 'accept-encoding': 'identity, gzip' } }],
      ['gzip refused', { headers: { 'accept-encoding': 'gzip;q=0, *' } }],
      ['gzip last', { headers: { 'accept-encoding': 'br;q=1, gzip;q=0.1' } }],
      ['gzip by its old name', { headers: { 'accept-encoding': 'x-gzip' } }],
      ['any encoding', { headers: { 'accept-encoding': '*' } }],
      ['another host', { headers: { ...GZIP, host: 'rebound.example' } }],
      ['a foreign page', { headers: { ...GZIP, origin: 'https://evil.example' } }],
      ['no origin', { headers: { ...GZIP, origin: 'null' } }],
      ['a page of its own', { headers: { ...GZIP, host: 'localhost:1', origin: 'http://localhost:1' } }],
      ['POST', { method: 'POST', headers: { ...GZIP, 'content-type': 'application/json' }, body: '{}' }],
      ['OPTIONS', { method: 'OPTIONS', headers: GZIP }],
      [
        'GET with a body that is no JSON',
        { headers: { ...GZIP, 'content-type': 'application/json', 'content-length': '1' }, body: '{' },
      ],
    ])('asked with %s are answered as by Express', async (_, request) => {
      const { quick: hit, slow: wanted } = await answers(paths[kind], request);
      expect(hit).toEqual(wanted);
    });

    it('are told by their exact address alone', async () => {
      const path = paths[kind];
      const others = [
        `${path}?expired=1`,
        `${path}/`,
        `/${path}`,
        path.replace('town', 'tow%6e'),
        path.replace('town', 'Town'),
        path.replace('town', 'new'),
        path.replace('town', 'nowhere'),
        path.replace(/\d+\.(\w+)$/, '99999.$1'),
        path.replace(/(\d+)\.(\w+)$/, '0$1.$2'),
        path.replace(/\.\w+$/, '.png'),
        `http://localhost${path}`,
      ];
      for (const other of others) {
        const { quick: hit, slow: wanted } = await answers(other, { headers: GZIP });
        expect({ other, ...hit }).toEqual({ other, ...wanted });
      }
    });
  });

  it('of another kind are not found under the address of a tileset', async () => {
    const { z, x, y } = VECTOR;
    for (const tileset of ['vt-4', 'terrain']) {
      const { quick: hit, slow: wanted } = await answers(`/tiles/town/${tileset}/${z}/${x}/${y}.glb`, {
        headers: GZIP,
      });
      expect(hit).toEqual(wanted);
      expect(hit.status).toBe(404);
    }
  });

  it('that hold nothing are answered with nothing', async () => {
    const { quick: hit, slow: wanted } = await answers('/vt/town/15/1/1.mvt', { headers: GZIP });
    expect(hit).toEqual(wanted);
    expect(hit.status).toBe(204);
  });

  it('are answered in front of Express when the revision is known of late, and only then', async () => {
    const { store } = using();
    const revisions = new Revisions(store, () => nowMs);
    const cache = new EncodedCache();
    const site = { allowedHosts: new Set<string>(), allowAddresses: false };
    const scenes = new Map([['town', TOWN]]);
    const tiles = new TileService([networkTileset(store, ownThread())], revisions, cache);
    const vectorTiles = new VectorTileService(store, revisions, cache);
    const terrain = new TerrainService(new GroundService(store, revisions), cache);
    const policy = ['X-Test', 'yes'];
    const warm = warmTiles({ scenes, tiles, vectorTiles, terrain, cache, site, policy });
    const server: Listening = await listen(
      (request, response) => {
        if (!warm(request, response)) response.writeHead(501).end();
      },
      { host: '127.0.0.1', port: 0 },
    );
    const statusOf = async (path: string) => (await rawAnswer(server.url, path, { headers: GZIP })).status;
    try {
      expect(await statusOf(paths.flat)).toBe(501);
      await vectorTiles.tile(TOWN, VECTOR);
      await terrain.tile(TOWN, tileAt(14, ...TOWN_ORIGIN));
      expect([await statusOf(paths.flat), await statusOf(paths.ground), await statusOf(paths.solid)]).toEqual([
        200, 200, 501,
      ]);
      nowMs += 499;
      expect(await statusOf(paths.flat)).toBe(200);
      nowMs += 1;
      expect(await statusOf(paths.flat)).toBe(501);
      await revisions.current('town');
      expect(await statusOf(paths.flat)).toBe(200);
      revisions.refresh('town');
      expect(await statusOf(paths.flat)).toBe(501);
    } finally {
      await server.close(0);
    }
  });

  it('are made anew once other rows are published: within half a second, never the old ones after that', async () => {
    const before = (await answers(paths.flat, { headers: GZIP })).quick;
    await publishLayer(using().store, 'town', 'map', (session) => session.write([...townMap()].slice(0, 5)));
    nowMs += 500;
    const after = await rawAnswer(quick.url, paths.flat, { headers: GZIP });
    expect(after).toEqual(await rawAnswer(slow.url, paths.flat, { headers: GZIP }));
    expect(after.body).not.toBe(before.body);
  });

  it('met no unexpected error in all of this', () => {
    expect([...quick.failures, ...slow.failures]).toEqual([]);
  });
});
