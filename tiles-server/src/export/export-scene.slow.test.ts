import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, inflateRawSync } from 'node:zlib';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { UNCERTAINTY_TILESET } from '@undercroft/core/protocol/tilesets';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { PMTiles, tileIdToZxy, zxyToTileId } from 'pmtiles';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeStores, newPlace } from '../../../tests/support/describe-stores.ts';
import { TOWN_ORIGIN, townElevation, townNetwork } from '../../../tests/support/small-town.ts';
import { townMap } from '../../../tests/support/small-town-map.ts';
import { filesBelow } from '../testing/exported-files.ts';
import { publishLayer } from '../testing/publish-layer.ts';
import { type ServedApp, servedApp } from '../testing/served-app.ts';
import { encodePool } from '../tiles/encode-pool.ts';
import { ownThread, type TileEncoder } from '../tiles/tile-encoder.ts';
import { tileServices } from '../tiles/tile-services.ts';
import { type Exported, exportScene, type SceneExport } from './export-scene.ts';
import { tileRectangle } from './tile-rectangle.ts';

const both = (words: string) => ({ en: words, zh: words });

function townScene(id: string): Scene {
  const file = (layer: string) => ({ kind: 'file', layer, title: both(layer), path: `${layer}.csv` });
  const ground = { kind: 'terrain', layer: 'ground', title: both('ground'), path: 'ground.tif' };
  return sceneSchema.parse({
    id,
    title: both(id),
    description: both(id),
    synthetic: true,
    frame: { origin: [...TOWN_ORIGIN], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('datum'), geoidOffsetM: 1.49, basis: both('declared') },
    sources: [file('streets'), file('map'), ground],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [...TOWN_ORIGIN], distanceM: 900, headingDeg: 0, pitchDeg: -50 },
  });
}

async function publishTown(store: Store, scene: string): Promise<void> {
  await publishLayer(store, scene, 'streets', (session) => session.write(townNetwork()));
  await publishLayer(store, scene, 'map', (session) => session.write(townMap()));
  await publishLayer(store, scene, 'ground', async (session) => {
    const { pyramid, block } = townElevation();
    await session.writePyramid(pyramid);
    await session.writeBlocks([block]);
  });
}

const stays = new AbortController().signal;

describeStores('an export', (using) => {
  let folder: string;
  let scene: Scene;
  let served: ServedApp;
  const said: string[] = [];

  const run = async (out: string, changes: Partial<SceneExport> = {}): Promise<Exported> => {
    const { store } = using();
    const services = tileServices({ store, encoder: ownThread(), now: () => performance.now() });
    return await exportScene({
      scene,
      store,
      services,
      out: join(folder, out),
      layer: null,
      maxZoom: 16,
      baseUrl: null,
      gzip: false,
      atOnce: 4,
      signal: stays,
      onProgress: () => {},
      say: (sentence) => said.push(sentence),
      ...changes,
    });
  };
  /** Before a tile of the network is encoded something else happens. */
  const servicesWith = (before: () => Promise<void>) => {
    const here = ownThread();
    const encoder: TileEncoder = {
      async network(read, signal) {
        await before();
        return await here.network(read, signal);
      },
    };
    return tileServices({ store: using().store, encoder, now: () => performance.now() });
  };
  const below = (out: string) => filesBelow(join(folder, out));

  beforeAll(async () => {
    const { store, newScene } = using();
    folder = await mkdtemp(join(tmpdir(), 'undercroft-export-'));
    scene = townScene(newScene());
    await publishTown(store, scene.id);
    served = await servedApp([scene], store);
    await run('first');
  }, 60_000);

  afterAll(async () => {
    await served.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('holds how sure places are only where that is asked for, since it lies over the network', async () => {
    const without = await below('first');
    expect([...without.keys()].filter((path) => path.includes(UNCERTAINTY_TILESET))).toEqual([]);
    const { parts } = await run('aside', { layer: UNCERTAINTY_TILESET });
    expect(parts).toEqual([UNCERTAINTY_TILESET, 'tileset.json']);
    expect((await below('aside')).has(`tiles/${UNCERTAINTY_TILESET}/tileset.json`)).toBe(true);
  });

  it('holds the bytes that the server serves, of every tile and document', async () => {
    const files = await below('first');
    const folders = new Set([...files.keys()].map((path) => path.split('/').slice(0, 2).join('/')));
    for (const each of ['tiles/network', 'tiles/buildings', 'terrain/16', 'vt/16']) {
      expect(folders).toContain(each);
    }
    let compared = 0;
    for (const [path, bytes] of files) {
      const [root = '', ...rest] = path.replace(/\.pbf$/, '.mvt').split('/');
      // These three say what the folder holds, which is less or otherwise named than what is served.
      if (['manifest.json', 'tiles/tileset.json', 'vt/tiles.json'].includes(path)) continue;
      const answer = await served.get(`/${root}/${scene.id}/${rest.join('/')}`);
      expect([path, answer.status]).toEqual([path, 200]);
      expect(Buffer.from(answer.bytes).equals(bytes), path).toBe(true);
      compared += 1;
    }
    expect(compared).toBe(files.size - 3);
  });

  it('leaves out of the vector tiles those alone of which the server says that they are empty', async () => {
    const files = await below('first');
    const document = JSON.parse(String(files.get('vt/tiles.json')));
    expect([document.maxzoom, document.tiles]).toEqual([16, ['{z}/{x}/{y}.pbf']]);
    const answer = await served.get(`/vt/${scene.id}/tiles.json`);
    const { bounds } = JSON.parse(String(Buffer.from(answer.bytes)));
    expect(document.bounds).toEqual(bounds);
    const { fromX, fromY, toX, toY } = tileRectangle(bounds, 16);
    const there: string[] = [];
    for (let x = fromX; x <= toX; x++) {
      for (let y = fromY; y <= toY; y++) {
        const { status } = await served.get(`/vt/${scene.id}/16/${x}/${y}.mvt`);
        expect([200, 204]).toContain(status);
        if (status === 200) there.push(`vt/16/${x}/${y}.pbf`);
      }
    }
    expect(there.length).toBeGreaterThan(0);
    expect([...files.keys()].filter((path) => path.startsWith('vt/16/'))).toEqual(there.sort());
  });

  it('names every file in its manifest by its digest, and is the same a second time, by threads', async () => {
    const encoder = encodePool({ threads: 2 });
    try {
      const { store } = using();
      await run('second', { services: tileServices({ store, encoder, now: () => performance.now() }), atOnce: 9 });
    } finally {
      await encoder.close();
    }
    const first = await below('first');
    expect([...(await below('second'))]).toEqual([...first]);
    const manifest = JSON.parse(String(first.get('manifest.json')));
    expect(manifest.export).toMatchObject({ scene: scene.id, parts: expect.arrayContaining(['network', 'terrain']) });
    const named = manifest.files.map(({ path, bytes, sha256 }: Record<string, unknown>) => [path, bytes, sha256]);
    const found = [...first].filter(([path]) => path !== 'manifest.json');
    expect(named).toEqual(
      found.map(([path, bytes]) => [path, bytes.length, createHash('sha256').update(bytes).digest('hex')]),
    );
  });

  it('compressed holds the same once unpacked', async () => {
    await run('packed', { gzip: true });
    const first = await below('first');
    const packed = await below('packed');
    expect([...packed.keys()]).toEqual([...first.keys()]);
    for (const [path, bytes] of packed) {
      if (path !== 'manifest.json')
        expect(gunzipSync(bytes).equals(first.get(path) ?? Buffer.alloc(0)), path).toBe(true);
    }
    const { files } = JSON.parse(String(packed.get('manifest.json')));
    expect(new Set(files.map(({ encoding }: Record<string, unknown>) => encoding))).toEqual(new Set(['gzip']));
  });

  it('stopped goes on where it was, and a file that was damaged meanwhile is made anew', async () => {
    const stop = new AbortController();
    const stopped = run('stopped', {
      signal: stop.signal,
      onProgress: ({ done }) => {
        if (done >= 60) stop.abort(new Error('stopped by hand'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped by hand');
    const half = await below('stopped');
    expect(half.has('manifest.json')).toBe(false);
    const names = [...half.keys()].filter((path) => !path.startsWith('.undercroft-export/'));
    expect(names.length).toBeGreaterThan(20);
    await writeFile(join(folder, 'stopped', names[0] ?? ''), 'damaged');
    const { kept, made, files } = await run('stopped');
    expect(kept).toBe(names.length - 1);
    expect(made).toBe(files - kept);
    expect([...(await below('stopped'))]).toEqual([...(await below('first'))]);
  });

  it('of an export that is whole makes nothing again', async () => {
    const { made, kept, files } = await run('first');
    expect([made, kept]).toEqual([0, files]);
  });

  it('begins anew with a sentence when it is made of something else, and leaves nothing of the old', async () => {
    await run('changing', { layer: 'network' });
    expect((await below('changing')).has('tiles/network/tileset.json')).toBe(true);
    said.length = 0;
    await run('changing', { layer: 'terrain' });
    expect(said).toEqual([expect.stringContaining('what is exported changed')]);
    expect([...(await below('changing')).keys()].every((path) => /^(terrain\/|manifest\.json$)/.test(path))).toBe(true);
  });

  it('refuses a place with anything else in it, and touches nothing there', async () => {
    await mkdir(join(folder, 'taken'));
    await writeFile(join(folder, 'taken', 'letter.txt'), 'mine');
    await writeFile(join(folder, 'taken.3tz'), 'no archive');
    await expect(run('taken')).rejects.toMatchObject({
      code: 'out-taken',
      message: expect.stringContaining('letter.txt'),
    });
    await expect(run('taken/letter.txt')).rejects.toMatchObject({ code: 'out-taken' });
    await expect(run('taken.3tz')).rejects.toMatchObject({ code: 'out-taken' });
    expect([...(await below('taken'))]).toEqual([['letter.txt', Buffer.from('mine')]]);
    expect(String(await readFile(join(folder, 'taken.3tz')))).toBe('no archive');
  });

  it('refuses a second export to the same folder while one is under way', async () => {
    let refused: unknown = null;
    const services = servicesWith(async () => {
      if (refused === null) refused = await run('busy', { layer: 'network' }).catch((error: unknown) => error);
    });
    expect((await run('busy', { layer: 'network', services })).made).toBeGreaterThan(1);
    expect(refused).toMatchObject({ code: 'out-busy' });
  });

  it('says what there is when something else is wanted', async () => {
    await expect(run('none', { layer: 'nowhere' })).rejects.toMatchObject({
      code: 'unknown-part',
      message: expect.stringContaining('network, buildings, map, terrain'),
    });
    await expect(run('none.3tz', { layer: 'terrain' })).rejects.toMatchObject({ code: 'unknown-part' });
    await expect(run('none', { scene: townScene('nobody') })).rejects.toMatchObject({ code: 'scene-not-imported' });
  });

  it('is given up when the scene changes under it, and made of the new rows by the next run', async () => {
    const { store } = using();
    const changing = townScene(using().newScene());
    await publishTown(store, changing.id);
    let isPublished = false;
    const services = servicesWith(async () => {
      if (isPublished) return;
      isPublished = true;
      await publishLayer(store, changing.id, 'streets', (session) => session.write(townNetwork().slice(0, 40)));
    });
    const works = run('changed', { scene: changing, services });
    await expect(works).rejects.toMatchObject({ code: 'scene-changed' });
    expect((await below('changed')).has('manifest.json')).toBe(false);
    said.length = 0;
    await run('changed', { scene: changing });
    expect(said).toEqual([expect.stringContaining('the revision of its rows')]);
    expect((await below('changed')).has('manifest.json')).toBe(true);
  });

  for (const gzip of [false, true]) {
    it(`as a 3D Tiles archive is found through its index${gzip ? ', deflated' : ''}`, async () => {
      const { sha256 } = await run('town.3tz', { gzip });
      const archive = await readFile(join(folder, 'town.3tz'));
      expect(createHash('sha256').update(archive).digest('hex')).toBe(sha256);
      const tiles = [...(await below('first'))].filter(([path]) => path.startsWith('tiles/'));
      for (const [path, bytes] of tiles) {
        expect(fromArchive(archive, path.slice('tiles/'.length))?.equals(bytes), path).toBe(true);
      }
      expect(fromArchive(archive, 'nowhere.glb')).toBeNull();
      await expect(filesBelow(join(folder, 'town.3tz.partial'))).rejects.toThrow('ENOENT');
    });
  }

  it('as PMTiles is read tile for tile by others', async () => {
    await run('town.pmtiles');
    const archive = pmtiles(await readFile(join(folder, 'town.pmtiles')));
    const header = await archive.getHeader();
    const files = new Map([...(await below('first'))].filter(([path]) => path.endsWith('.pbf')));
    expect(header).toMatchObject({ specVersion: 3, clustered: true, tileType: 1, numAddressedTiles: files.size });
    for (const [path, bytes] of files) {
      const [z = 0, x = 0, y = 0] = path.match(/\d+/g)?.map(Number) ?? [];
      const tile = await archive.getZxy(z, x, y);
      expect(tile && Buffer.from(tile.data).equals(bytes), path).toBe(true);
    }
    // Its neighbours on the curve are no tiles of it unless the folder has them.
    for (const path of files.keys()) {
      const [z = 0, x = 0, y = 0] = path.match(/\d+/g)?.map(Number) ?? [];
      const [nz, nx, ny] = tileIdToZxy(zxyToTileId(z, x, y) + 1);
      if (files.has(`vt/${nz}/${nx}/${ny}.pbf`)) continue;
      expect(await archive.getZxy(nz, nx, ny)).toBeUndefined();
    }
    const { vector_layers, name } = (await archive.getMetadata()) as Record<string, unknown>;
    expect([name, (vector_layers as { id: string }[]).map(({ id }) => id)]).toEqual([
      scene.id,
      expect.arrayContaining(['utilities', 'roads', 'buildings']),
    ]);
  });

  it('as PMTiles of terrain lies one zoom deeper', async () => {
    await run('ground.pmtiles', { layer: 'terrain' });
    const archive = pmtiles(await readFile(join(folder, 'ground.pmtiles')));
    const files = [...(await below('first'))].filter(([path]) => path.endsWith('.terrain'));
    expect(await archive.getHeader()).toMatchObject({ tileType: 0, minZoom: 1, maxZoom: 17 });
    for (const [path, bytes] of files) {
      const [level = 0, x = 0, y = 0] = path.match(/\d+/g)?.map(Number) ?? [];
      const tile = await archive.getZxy(level + 1, x, y);
      expect(tile && Buffer.from(tile.data).equals(bytes), path).toBe(true);
    }
  });

  it('as PMTiles of one layer holds that layer alone', async () => {
    await run('roads.pmtiles', { layer: 'roads' });
    const archive = pmtiles(await readFile(join(folder, 'roads.pmtiles')));
    const { vector_layers } = (await archive.getMetadata()) as { vector_layers: { id: string }[] };
    expect(vector_layers.map(({ id }) => id)).toEqual(['roads']);
  });
});

it('of another database is never taken for the same, though its rows are called by the same revision', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-export-'));
  const scene = townScene('town');
  const said: string[] = [];
  const exported: Exported[] = [];
  try {
    for (const rows of [townNetwork(), townNetwork().slice(0, 100)]) {
      const place = await newPlace('pglite');
      const store = await openStore(place.options);
      try {
        await publishLayer(store, scene.id, 'streets', (session) => session.write(rows));
        // As when changes were numbered and not yet called by their time.
        await store.sql.query('update layer set change_count = 1, whole_count = 1, ground_count = 1');
        const services = tileServices({ store, encoder: ownThread(), now: () => performance.now() });
        const plain = { layer: 'network', maxZoom: null, baseUrl: null, gzip: false, atOnce: 2, signal: stays };
        const request = { scene, store, services, out: join(folder, 'out'), onProgress: () => {}, ...plain };
        exported.push(await exportScene({ ...request, say: (sentence) => said.push(sentence) }));
      } finally {
        await store.close();
        await place.remove();
      }
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  expect(exported[1]?.revision).toBe(exported[0]?.revision);
  expect(exported[1]?.kept).toBe(0);
  expect(said).toEqual([expect.stringContaining('the imports they come from changed')]);
});

function pmtiles(bytes: Buffer): PMTiles {
  return new PMTiles({
    getKey: () => 'memory',
    getBytes: async (offset, length) => ({ data: Uint8Array.from(bytes.subarray(offset, offset + length)).buffer }),
  });
}

/** A file of a 3TZ archive, found as its specification says: by the index alone, which is the last entry. */
function fromArchive(archive: Buffer, path: string): Buffer | null {
  const end = archive.length - 22;
  const count = archive.readUInt16LE(end + 10);
  let at = archive.readUInt32LE(end + 16);
  for (let i = 1; i < count; i++) at += 46 + archive.readUInt16LE(at + 28) + archive.readUInt16LE(at + 30);
  expect(archive.toString('latin1', at + 46, at + 46 + archive.readUInt16LE(at + 28))).toBe('@3dtilesIndex1@');
  const index = entryAt(archive, archive.readUInt32LE(at + 42)).bytes;
  const wanted = createHash('md5').update(path).digest();
  const key = (hash: Buffer) => (hash.readBigUInt64LE(0) << 64n) | hash.readBigUInt64LE(8);
  let [low, high] = [0, index.length / 24];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (key(index.subarray(middle * 24)) < key(wanted)) low = middle + 1;
    else high = middle;
  }
  if (low * 24 === index.length || !index.subarray(low * 24, low * 24 + 16).equals(wanted)) return null;
  const { name, bytes } = entryAt(archive, Number(index.readBigUInt64LE(low * 24 + 16)));
  expect(name).toBe(path);
  return bytes;
}

function entryAt(archive: Buffer, offset: number): { readonly name: string; readonly bytes: Buffer } {
  expect(archive.readUInt32LE(offset)).toBe(0x04034b50);
  const nameEnd = offset + 30 + archive.readUInt16LE(offset + 26);
  const packed = archive.subarray(nameEnd, nameEnd + archive.readUInt32LE(offset + 18));
  const bytes = archive.readUInt16LE(offset + 8) === 8 ? inflateRawSync(packed) : packed;
  return { name: archive.toString('latin1', offset + 30, nameEnd), bytes };
}
