import { createHash } from 'node:crypto';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { patchedLink, patchedNode } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Scene } from '@undercroft/core/protocol/scene';
import { TILER_VERSION } from '@undercroft/core/tiling/network-tile';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { describeStores, newPlace, OPEN_TIMEOUT_MS } from '../../../tests/support/describe-stores.ts';
import { liveScene } from '../testing/live-scene.ts';
import { EncodedCache } from './encoded-cache.ts';
import { networkTileset } from './network-tileset.ts';
import { Revisions } from './revisions.ts';
import { addressKey } from './scene-tiles.ts';
import { TileDisk } from './tile-disk.ts';
import { ownThread } from './tile-encoder.ts';
import { TileService } from './tile-service.ts';

const LON = 119.6;
const LAT = 39.92;

function pipe(i: number, lon: number): CityFeature {
  const path = Float64Array.of(lon, LAT, lon + 0.0005, LAT);
  return sampleLink(`P${i}`, { path, fromNode: null, toNode: null });
}

/** Two streets 9 km apart, each too full for one tile. */
const CITY: readonly CityFeature[] = [LON, LON + 0.1].flatMap((west, street) =>
  Array.from({ length: 2000 }, (_, i) => pipe(2000 * street + i, west + (i % 100) * 1e-4)),
);

/** Four pipes in one street, of which two are trunks, and 15,000 manholes about it. */
const LARGE_CITY: readonly CityFeature[] = [
  ...[1200, 1000, 800, 300].map((widthMm, i) =>
    sampleLink(`P${i}`, {
      path: Float64Array.of(LON, LAT, LON + 0.002, LAT),
      section: {
        shape: 'circular',
        widthMm,
        heightMm: widthMm,
        wallMm: null,
        floorWidthMm: null,
        open: false,
        barrels: 1,
      },
      fromNode: null,
      toNode: null,
    }),
  ),
  ...Array.from({ length: 15_000 }, (_, i) =>
    sampleNode(`N${i}`, { position: [LON - 0.02 + (i % 150) * 3e-4, LAT - 0.02 + Math.floor(i / 150) * 4e-4] }),
  ),
];

let folder: string;
let said: string[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-tiles-'));
  said = [];
});

afterEach(() => rm(folder, { recursive: true, force: true }));

interface Run {
  /** Tags of all tiles by address, each fetched once. */
  readonly tags: ReadonlyMap<string, string>;
  /** Tag of the document. */
  readonly document: string;
  /** How often rows were read. */
  readonly reads: number;
  /** How often it was asked which conduits are trunks. */
  readonly ranks: number;
  /** Cells that were summed up: all of them, or so many. */
  readonly cells: 'all' | number;
}

interface RunOptions {
  /** False for tiles in memory alone. */
  readonly withDisk?: boolean;
  readonly scene?: Scene;
  readonly mostTrunks?: number;
  /** Called before each reading of rows. */
  readonly beforeRows?: () => Promise<unknown>;
}

/** A server's life as far as tiles go: it begins, every tile is asked for, it ends. */
async function run(store: Store, id: string, options: RunOptions = {}): Promise<Run> {
  const { withDisk = true, scene = liveScene(id), mostTrunks, beforeRows } = options;
  let reads = 0;
  let ranks = 0;
  let cells: Run['cells'] = 0;
  const told = async <Rows>(read: () => Promise<Rows>): Promise<Rows> => {
    reads += 1;
    await beforeRows?.();
    return await read();
  };
  const { tiles: real } = store;
  const counted: Store = {
    ...store,
    tiles: {
      ...real,
      cells(sceneId, zoom, only) {
        cells = only === undefined || cells === 'all' ? 'all' : cells + only.length;
        return real.cells(sceneId, zoom, only);
      },
      sent(sceneId) {
        const sent = real.sent(sceneId);
        return {
          rows: (...args) => told(() => sent.rows(...args)),
          mains: (...args) => told(() => sent.mains(...args)),
          trunks: (...args) => told(() => sent.trunks(...args)),
        };
      },
    },
  };
  const tileset = networkTileset(counted, ownThread(), mostTrunks);
  const asked: typeof tileset = {
    ...tileset,
    async trunkThreshold(...args) {
      ranks += 1;
      return (await tileset.trunkThreshold?.(...args)) ?? null;
    },
  };
  const limitBytes = 1e9;
  const disk = withDisk
    ? new TileDisk({ folder, limitBytes, say: (sentence) => said.push(sentence), wallClock: () => Date.now() })
    : null;
  const revisions = new Revisions(store, () => performance.now());
  const tiles = new TileService([asked], revisions, new EncodedCache(), disk);
  const tags = new Map<string, string>();
  for (const address of await tiles.addresses(scene, 'network')) {
    tags.set(addressKey(address), (await tiles.tile(scene, 'network', address))?.tag ?? '');
  }
  const document = (await tiles.document(scene, 'network'))?.tag ?? '';
  await disk?.close();
  return { tags, document, reads, ranks, cells };
}

/** Changes what a pipe is made of: other bytes, and nothing else that a tile is known by. */
async function remake(store: Store, scene: string, pipeId: string, seen: number, material: string): Promise<void> {
  const done = await store.edits.apply({ scene, id: `sewer.${pipeId}`, seen, by: 'Li', reason: 'measured' }, (row) => {
    if (row.family !== 'link') throw new Error('a link was wanted');
    return patchedLink(row.link, { material });
  });
  expect(done?.changed).toEqual([`sewer.${pipeId}`]);
}

function different(a: Run, b: Run): readonly string[] {
  return [...a.tags].filter(([address, tag]) => b.tags.get(address) !== tag).map(([address]) => address);
}

describeStores('tiles on disk', (using) => {
  test('are answered after a restart without a row being read', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CITY);
    const first = await run(store, scene);
    expect(first.tags.size).toBeGreaterThan(4);
    expect(first.reads).toBeGreaterThan(0);
    const second = await run(store, scene);
    expect(second).toEqual({ ...first, reads: 0, ranks: 0, cells: 0 });
    expect((await run(store, scene, { withDisk: false })).tags).toEqual(first.tags);
    expect(said).toEqual([]);
  });

  test('of changed rows alone are made anew, and once more when the change is taken back', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const seen = await importSample(store, scene, CITY);
    const first = await run(store, scene);
    await remake(store, scene, 'P0', seen, 'PE');
    const second = await run(store, scene);
    expect(second.tags).toEqual((await run(store, scene, { withDisk: false })).tags);
    // The one cell of that pipe was summed up anew.
    expect([first.cells, second.cells]).toEqual(['all', 1]);
    const changed = different(first, second);
    expect(changed.length).toBeGreaterThan(0);
    // The other street came from the disk.
    expect(changed.length).toBeLessThan(first.tags.size / 2);
    expect(second.reads).toBeLessThanOrEqual(first.reads / 2);
    const [edit] = await store.imports.list(scene);
    await store.imports.undo(edit?.id ?? 0);
    const third = await run(store, scene);
    expect(third.tags).toEqual(first.tags);
    expect(third.reads).toBeGreaterThan(0);
    await importSample(store, scene, CITY.slice(1));
    expect((await run(store, scene)).tags).toEqual((await run(store, scene, { withDisk: false })).tags);
  });

  test('of trunks are found by what is known of their rank, and stand when a lesser pipe is edited', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const seen = await importSample(store, scene, LARGE_CITY);
    const first = await run(store, scene, { mostTrunks: 2 });
    expect(first.ranks).toBeGreaterThan(0);
    expect(await run(store, scene, { mostTrunks: 2 })).toEqual({ ...first, reads: 0, ranks: 0, cells: 0 });
    await remake(store, scene, 'P3', seen, 'PE');
    const [root = ''] = [...first.tags.keys()].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10));
    const second = await run(store, scene, { mostTrunks: 2 });
    expect([second.tags.get(root), second.ranks > 0]).toEqual([first.tags.get(root), true]);
    // That of the root, which holds this pipe, was none of the contents that were read again.
    expect(second.reads).toBeLessThan(first.reads);
    expect(second.tags).toEqual((await run(store, scene, { mostTrunks: 2, withDisk: false })).tags);
  });

  test('are of the settings of the scene', async () => {
    const { store, newScene } = using();
    const id = newScene();
    await importSample(store, id, CITY);
    const first = await run(store, id);
    const plain = liveScene(id);
    const scene = { ...plain, heightDatum: { ...plain.heightDatum, geoidOffsetM: 12 } };
    const lifted = await run(store, id, { scene });
    expect(lifted.reads).toBe(first.reads);
    expect(different(first, lifted)).toEqual([...first.tags.keys()]);
    expect(await run(store, id)).toEqual({ ...first, reads: 0, ranks: 0, cells: 0 });
  });

  test('are not kept when their rows changed while they were read', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const seen = await importSample(store, scene, CITY);
    let edits = 0;
    const beforeRows = async () => {
      if (edits++ === 0) await remake(store, scene, 'P0', seen, 'PE');
    };
    const whole = await store.edits.versions(scene);
    await run(store, scene, { beforeRows });
    expect((await store.edits.versions(scene))?.revision).not.toBe(whole?.revision);
    // Whatever was kept is what is there now.
    expect((await run(store, scene)).tags).toEqual((await run(store, scene, { withDisk: false })).tags);
    await importSample(store, scene, CITY);
    await rm(folder, { recursive: true });
    let ended = 0;
    const other = newScene();
    const seenThere = await importSample(store, other, CITY);
    // Each reading finds other rows than those it was asked for by name.
    await run(store, other, {
      beforeRows: async () => {
        await remake(store, other, `P${ended}`, seenThere, 'PE');
        ended += 1;
      },
    });
    expect(ended).toBeGreaterThan(1);
    // The cells were read before the first of these.
    const files = await readdir(folder, { recursive: true });
    expect(files.filter((name) => name.endsWith('.tile'))).toHaveLength(1);
  });

  test('are not kept under counts that may come again', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CITY);
    await store.sql.query('update layer set change_count = 1, whole_count = 1, ground_count = 1 where scene = $1', [
      scene,
    ]);
    const first = await run(store, scene);
    expect(await readdir(folder)).toEqual([]);
    expect(await run(store, scene)).toEqual(first);
  });

  test('are served all the same where they cannot be kept', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CITY);
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder');
    expect((await run(store, scene)).tags).toEqual((await run(store, scene, { withDisk: false })).tags);
    expect(said).toHaveLength(1);
  });

  test('are known by a version that rises with every change to their bytes', async () => {
    const { store, newScene } = using();
    const id = newScene();
    const nodes = ['A', 'B'].map((name, i) => sampleNode(name, { position: [LON + i * 1e-3, LAT] }));
    await importSample(store, id, [
      ...nodes,
      sampleLink('AB', { path: Float64Array.of(LON, LAT, LON + 1e-3, LAT) }),
      sampleLink('unknown', {
        path: Float64Array.of(LON, LAT + 1e-4, LON + 1e-3, LAT + 2e-4),
        fromNode: null,
        toNode: null,
        from: { invertM: null, axisM: null, outerTopM: null },
        to: { invertM: null, axisM: null, outerTopM: null },
      }),
    ]);
    const scene = liveScene(id);
    const revisions = new Revisions(store, () => performance.now());
    const tiles = new TileService([networkTileset(store, ownThread())], revisions, new EncodedCache());
    const [address = { z: 0, x: 0, y: 0 }] = await tiles.addresses(scene, 'network');
    const tile = await tiles.tile(scene, 'network', address);
    const digest = createHash('sha256')
      .update(gunzipSync(tile?.gzip ?? ''))
      .digest('hex');
    // Other bytes under the same version would be answered with those of before, out of the files of yesterday: raise
    // the version, then put both here.
    expect({ version: TILER_VERSION, digest: digest.slice(0, 16) }).toEqual({
      version: '8',
      digest: 'c09d9dc56258b32a',
    });
  });
});

describe('an embedded store brought back to what it was', () => {
  test(
    'is never answered with tiles of what it had become since',
    async () => {
      const city = await newPlace('pglite');
      const { options } = city;
      const backup = await mkdtemp(join(tmpdir(), 'undercroft-backup-'));
      const place = join(options.home, 'store');
      const inStore = async <Result>(work: (store: Store) => Promise<Result>): Promise<Result> => {
        const store = await openStore(options);
        try {
          return await work(store);
        } finally {
          await store.close();
        }
      };
      try {
        const manhole = sampleNode('N', { position: [LON, LAT] });
        const seen = await inStore((store) => importSample(store, 'city', [...CITY, manhole]));
        await cp(place, backup, { recursive: true });
        const first = await inStore(async (store) => {
          await remake(store, 'city', 'P0', seen, 'PE');
          // The city reaches higher then.
          await store.edits.apply({ scene: 'city', id: 'sewer.N', seen, by: 'Li', reason: 'measured' }, (row) => {
            if (row.family !== 'node') throw new Error('a node was wanted');
            return patchedNode(row.node, row.links, { coverLevelM: 90 });
          });
          return await run(store, 'city');
        });
        await rm(place, { recursive: true });
        await cp(backup, place, { recursive: true });
        await inStore(async (store) => {
          const before = await run(store, 'city');
          const fresh = await run(store, 'city', { withDisk: false });
          expect([before.tags, before.document]).toEqual([fresh.tags, fresh.document]);
          expect([first.cells, before.cells, fresh.cells]).toEqual(['all', 1, 'all']);
          expect(different(before, first).length).toBeGreaterThan(0);
          // The same pipe, of the same import, with the same number of changes: another material.
          await remake(store, 'city', 'P0', seen, 'GRP');
          const after = await run(store, 'city');
          expect(after.tags).toEqual((await run(store, 'city', { withDisk: false })).tags);
          expect(different(after, first)).toEqual(different(before, first));
        });
      } finally {
        await city.remove();
        await rm(backup, { recursive: true, force: true });
      }
    },
    2 * OPEN_TIMEOUT_MS,
  );
});
