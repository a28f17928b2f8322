import { patchedLink } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { type GltfSchema, readGlb } from '../../../tests/support/read-glb.ts';
import { liveScene } from '../testing/live-scene.ts';
import { jsonOf, servedApp } from '../testing/served-app.ts';
import { EncodedCache } from './encoded-cache.ts';
import { networkTileset } from './network-tileset.ts';
import { Revisions } from './revisions.ts';
import { addressKey } from './scene-tiles.ts';
import { ownThread } from './tile-encoder.ts';
import { TileService } from './tile-service.ts';

const LON = 119.6;
const LAT = 39.92;

function pipe(id: string, widthMm: number | null): CityFeature {
  const size = { wallMm: null, floorWidthMm: null, open: false, barrels: 1 };
  const section = { shape: 'circular', widthMm, heightMm: widthMm, ...size } as const;
  const path = Float64Array.of(LON, LAT, LON + 0.002, LAT);
  return sampleLink(id, { section, path, fromNode: null, toNode: null });
}

/** Five pipes in one street and 15,000 manholes about it: too much for mains. */
const CITY: readonly CityFeature[] = [
  pipe('one', 1200),
  pipe('two', 1000),
  pipe('three', 800),
  pipe('unknown', null),
  pipe('five', 300),
  ...Array.from({ length: 15_000 }, (_, i) =>
    sampleNode(`N${i}`, { position: [LON - 0.02 + (i % 150) * 3e-4, LAT - 0.02 + Math.floor(i / 150) * 4e-4] }),
  ),
];

function idsOf(bytes: Uint8Array, schema: GltfSchema): unknown[] {
  return [...readGlb(bytes, schema).tables.values()].flatMap((table) => table.map(({ id }) => id));
}

/** The tiles of a city with so many trunks, and a way to change the width of a pipe. */
function townOf(store: Store, id: string, mostTrunks: number) {
  const scene = liveScene(id);
  const revisions = new Revisions(store, () => performance.now());
  const tiles = new TileService([networkTileset(store, ownThread(), mostTrunks)], revisions, new EncodedCache());
  const now = async () => {
    revisions.refresh(id);
    const read = await tiles.now(scene, 'network');
    if (read === null || read.tree === null) throw new Error('a city was expected');
    return { read, root: read.tree };
  };
  const tell = async (before: Awaited<ReturnType<typeof now>>, leafCells: readonly number[]) => {
    await now();
    const { tiles: dirty } = await tiles.changeSince(scene, 'network', before.read, leafCells);
    return dirty.map(addressKey).includes(addressKey(before.root.address));
  };
  return {
    async rootTile() {
      const { read, root } = await now();
      const body = await tiles.tile(scene, 'network', root.address);
      return { tag: body?.tag, version: await read.versionOf(root), known: read.knownVersionOf(root) };
    },
    /** Whether those who follow are told to fetch the root's content anew. */
    async widen(pipeId: string, seen: number, widthMm: number) {
      const before = await now();
      const done = await store.edits.apply(
        { scene: id, id: `sewer.${pipeId}`, seen, by: 'Li', reason: 'measured' },
        (row) => {
          if (row.family !== 'link') throw new Error('a link was wanted');
          return patchedLink(row.link, { section: { widthMm } });
        },
      );
      return { importId: done?.importId ?? 0, isDirty: await tell(before, done?.leafCells ?? []) };
    },
    async undo(importId: number) {
      const before = await now();
      const edit = await store.edits.find(importId);
      await store.imports.undo(importId);
      return await tell(before, edit?.leafCells ?? []);
    },
  };
}

describeStores('the first overview of a large city', (using) => {
  test('is one content at the root with its conduits alone, today and in the past', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, CITY);
    const app = await servedApp([liveScene(scene)], store);
    const tileset = await app.get(routePath('tileset', { scene, tileset: 'network' }));
    const [root] = (jsonOf(tileset) as { root: { children: { content: { uri: string }; refine: string }[] } }).root
      .children;
    expect(root?.refine).toBe('REPLACE');
    const [z = 0, x = 0, y = 0] = (/(\d+)\/(\d+)\/(\d+)/.exec(root?.content.uri ?? '') ?? []).slice(1).map(Number);
    const tile = await app.get(routePath('tile', { scene, tileset: 'network', z, x, y }));
    const schema = jsonOf(await app.get(routePath('tilesetSchema', { scene, tileset: 'network' }))) as GltfSchema;
    const five = ['sewer.five', 'sewer.one', 'sewer.three', 'sewer.two', 'sewer.unknown'];
    expect([tile.status, idsOf(tile.bytes, schema)]).toEqual([200, five]);
    const { revision } = await store.tiles.networkAt(scene, Date.now() + 1000);
    const past = await app.get(routePath('pastTile', { scene, revision: revision ?? '', z, x, y }));
    expect([past.status, idsOf(past.bytes, schema)]).toEqual([200, five]);
    await app.close();
    expect(app.failures).toEqual([]);
  });

  test('is fetched anew after an edit of a pipe that is or was in it, and after no other', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const seen = await importSample(store, scene, CITY);
    const town = townOf(store, scene, 2);
    const first = await town.rootTile();
    expect(first.known).toBe(first.version);
    // 900 mm is still less than the second, of 1000.
    expect((await town.widen('three', seen, 900)).isDirty).toBe(false);
    expect(await town.rootTile()).toEqual(first);
    // One that is in it.
    expect((await town.widen('two', seen, 1100)).isDirty).toBe(true);
    const second = await town.rootTile();
    expect(second.tag).not.toBe(first.tag);
    // One that comes into it, and leaves it as it is taken back.
    const five = await town.widen('five', seen, 1300);
    expect(five.isDirty).toBe(true);
    expect((await town.rootTile()).tag).not.toBe(second.tag);
    expect(await town.undo(five.importId)).toBe(true);
    const back = await town.rootTile();
    expect(back.tag).toBe(second.tag);
    expect(back.version).not.toBe(second.version);
    // One that knows nothing of what was before tells the same version.
    expect((await townOf(store, scene, 2).rootTile()).version).toBe(back.version);
    expect((await town.widen('unknown', seen, 700)).isDirty).toBe(false);
    expect(await town.rootTile()).toEqual(back);
  });
});
