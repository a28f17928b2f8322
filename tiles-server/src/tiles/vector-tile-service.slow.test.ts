import type { CityFeature } from '@undercroft/core/model/city-feature';
import { routePath } from '@undercroft/core/protocol/routes';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { Store } from '@undercroft/store/store';
import { importSample, sampleLink } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { liveScene } from '../testing/live-scene.ts';
import { servedApp } from '../testing/served-app.ts';
import { EncodedCache } from './encoded-cache.ts';
import { Revisions } from './revisions.ts';
import { VectorTileService } from './vector-tile-service.ts';

/** A street through five tiles of zoom 16, which are 0.0055 degrees wide. */
const STREET: readonly CityFeature[] = [
  sampleLink('main', { path: Float64Array.of(119.6, 39.92, 119.62, 39.92), fromNode: null, toNode: null }),
];
const FIRST: TileAddress = { z: 16, x: 54540, y: 24829 };

/**
 * A store that reads rows of tiles no sooner than it is let to, and tells the signals they were asked with, how many were
 * read and how many at once at most.
 */
function heldStore(store: Store) {
  const asked: AbortSignal[] = [];
  let read = 0;
  let underWay = 0;
  let most = 0;
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const rows: Store['map']['rows'] = async (scene, bounds, zoom, signal) => {
    if (signal === undefined) throw new Error('a signal was expected');
    asked.push(signal);
    underWay += 1;
    most = Math.max(most, underWay);
    try {
      await held;
      const found = await store.map.rows(scene, bounds, zoom, signal);
      read += 1;
      return found;
    } finally {
      underWay -= 1;
    }
  };
  return { store: { ...store, map: { ...store.map, rows } }, asked, letGo, read: () => read, most: () => most };
}

function tilesOf(store: Store): VectorTileService {
  return new VectorTileService(store, new Revisions(store, () => 0), new EncodedCache());
}

describeStores('vector tiles', (using) => {
  test('are not read to the end when the last who waits has gone, and for two who wait are read once', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    await importSample(store, scene.id, STREET);
    const held = heldStore(store);
    const tiles = tilesOf(held.store);
    const [one, other] = [new AbortController(), new AbortController()];
    const left = tiles.tile(scene, FIRST, one.signal);
    await expect.poll(() => held.asked.length).toBe(1);
    const waits = tiles.tile(scene, FIRST, other.signal);
    // Long enough for it to come to the tile that is under way.
    await store.edits.versions(scene.id);
    one.abort(new Error('one has gone'));
    await expect(left).rejects.toThrow('one has gone');
    expect(held.asked.map(({ aborted }) => aborted)).toEqual([false]);
    other.abort(new Error('the other has gone'));
    await expect(waits).rejects.toThrow('the other has gone');
    expect(held.asked.map(({ aborted }) => aborted)).toEqual([true]);
    held.letGo();
    // Who comes then is not told of those who went.
    expect(await tiles.tile(scene, FIRST, new AbortController().signal)).not.toBeNull();
    expect([held.asked.length, held.read()]).toEqual([2, 1]);
  });

  test('are made for who still waits, whoever else has gone', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    await importSample(store, scene.id, STREET);
    const held = heldStore(store);
    const tiles = tilesOf(held.store);
    const gone = new AbortController();
    const left = tiles.tile(scene, FIRST, gone.signal);
    await expect.poll(() => held.asked.length).toBe(1);
    const waits = tiles.tile(scene, FIRST, new AbortController().signal);
    // Long enough for it to come to the tile that is under way.
    await store.edits.versions(scene.id);
    gone.abort(new Error('one has gone'));
    await expect(left).rejects.toThrow('one has gone');
    held.letGo();
    expect((await waits)?.tag).toBe((await tilesOf(store).tile(scene, FIRST))?.tag);
    expect([held.asked.length, held.read()]).toEqual([1, 1]);
  });

  test('are read two at a time, the others in their turn, and one given up while it waits is never read', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    await importSample(store, scene.id, STREET);
    const held = heldStore(store);
    const tiles = tilesOf(held.store);
    const gone = new AbortController();
    const stays = new AbortController().signal;
    const ask = (i: number, signal: AbortSignal) => tiles.tile(scene, { ...FIRST, x: FIRST.x + i }, signal);
    const first = [ask(0, stays), ask(1, stays)];
    await expect.poll(() => held.asked.length).toBe(2);
    const given = ask(2, gone.signal);
    const waiting = [ask(3, stays), ask(4, stays)];
    // Long enough for a third that does not wait to be asked for.
    await store.map.rows(scene.id, [119, 39, 120, 40], 16);
    expect(held.asked.length).toBe(2);
    gone.abort(new Error('hung up'));
    await expect(given).rejects.toThrow('hung up');
    held.letGo();
    expect(await Promise.all([...first, ...waiting])).not.toContain(null);
    expect([held.asked.length, held.read(), held.most()]).toEqual([4, 4, 2]);
  });

  test('are given up when the caller hangs up, which is no failure', async () => {
    const { store, newScene } = using();
    const scene = liveScene(newScene());
    await importSample(store, scene.id, STREET);
    const held = heldStore(store);
    const app = await servedApp([scene], held.store);
    try {
      const caller = new AbortController();
      const address = new URL(routePath('vectorTile', { scene: scene.id, ...FIRST }), app.url);
      const answer = fetch(address, { signal: caller.signal });
      await expect.poll(() => held.asked.length).toBe(1);
      caller.abort();
      await expect(answer).rejects.toThrow();
      await expect.poll(() => held.asked[0]?.aborted).toBe(true);
      held.letGo();
      expect(app.failures).toEqual([]);
    } finally {
      await app.close();
    }
  });
});
