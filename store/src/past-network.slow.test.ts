import { setTimeout as sleep } from 'node:timers/promises';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Store } from './store.ts';
import { byFeature } from './testing/by-feature.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';
import { samplePoint } from './testing/sample-operations.ts';

const EVERYWHERE = 4 ** CELL_ZOOM;
const FAR_AHEAD_MS = Date.UTC(2200, 0, 1);

/** Milliseconds since 1970 at which an import was published, rounded up. */
async function publishedMs(store: Store, id: number): Promise<number> {
  const [row] = await store.sql.query<{ ms: number }>(
    'select ceil(extract(epoch from published_at) * 1000)::double precision as ms from import where id = $1',
    [id],
  );
  return row?.ms ?? Number.NaN;
}

/** Imports that come one after the other, each in a millisecond of its own. */
async function importLater(...what: Parameters<typeof importSample>): Promise<number> {
  await sleep(3);
  return await importSample(...what);
}

/** The names of the states before and after, which must be there. */
async function namesAt(store: Store, scene: string, times: readonly number[]): Promise<string[]> {
  return await Promise.all(times.map(async (ms) => (await store.tiles.networkAt(scene, ms)).revision ?? 'none'));
}

async function featuresThen(store: Store, scene: string, revision: string): Promise<string[] | null> {
  const then = await store.tiles.pastNetwork(scene, revision);
  if (then === null) return null;
  const { links, nodes } = await then.rows(0, EVERYWHERE);
  // Rows come in no order.
  const ids = (rows: readonly { readonly featureId: string }[]) => rows.map(({ featureId }) => featureId);
  return [...ids(links).toSorted(byLayer), ...ids(nodes).toSorted(byLayer)];
}

describeStores('the network as it was', (using) => {
  test('at an instant is that of the newest import of any of its layers, from its millisecond on', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const sewer = await importSample(store, scene, [sampleLink('L1'), sampleNode('A')]);
    const water = await importLater(store, scene, [sampleLink('W1')], { layer: 'water' });
    const again = await importLater(store, scene, [sampleLink('L2'), sampleNode('A', { coverLevelM: 13 })]);
    const [first = 0, second = 0, third = 0] = await Promise.all(
      [sewer, water, again].map((id) => publishedMs(store, id)),
    );
    const at = async (ms: number) => await store.tiles.networkAt(scene, ms);
    expect(await at(first - 1)).toEqual({ revision: null, fromMs: null, untilMs: first });
    expect(await at(first)).toEqual({ revision: expect.any(String), fromMs: first, untilMs: second });
    expect(await at(third - 1)).toMatchObject({ fromMs: second, untilMs: third });
    expect(await at(FAR_AHEAD_MS)).toMatchObject({ fromMs: third, untilMs: null });
    const [one = '', two = '', three = ''] = await namesAt(store, scene, [first, second, third]);
    expect(new Set([one, two, three]).size).toBe(3);
    expect(await featuresThen(store, scene, one)).toEqual(['sewer.L1', 'sewer.A']);
    expect(await featuresThen(store, scene, two)).toEqual(['sewer.L1', 'water.W1', 'sewer.A']);
    expect(await featuresThen(store, scene, three)).toEqual(['water.W1', 'sewer.L2', 'sewer.A'].toSorted(byLayer));
    // Rows say what they said then, not only that they were there.
    const covers = async (name: string) => {
      const rows = await (await store.tiles.pastNetwork(scene, name))?.rows(0, EVERYWHERE);
      return rows?.nodes.map(({ node }) => node.coverLevelM);
    };
    expect([await covers(two), await covers(three)]).toEqual([[12], [13]]);
    const now = await store.tiles.rows(scene, 0, EVERYWHERE);
    const then = await (await store.tiles.pastNetwork(scene, three))?.rows(0, EVERYWHERE);
    expect(byFeature(then?.links ?? [])).toEqual(byFeature(now.links));
    expect(byFeature(then?.nodes ?? [])).toEqual(byFeature(now.nodes));
  });

  test('has cells of its own: where a pipe lay that is gone today', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleLink('east'), sampleLink('west', WEST)]);
    await importLater(store, scene, [sampleLink('east')]);
    const [name = ''] = await namesAt(store, scene, [await publishedMs(store, first)]);
    const cellsThen = await (await store.tiles.pastNetwork(scene, name))?.cells(1);
    // Of the four quarters of the map the western northern is 0, the eastern northern 1.
    expect(cellsThen?.map(({ cell, count }) => [cell, count])).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect((await store.tiles.cells(scene, 1)).map(({ cell, count }) => [cell, count])).toEqual([[1, 1]]);
  });

  test('is not another because cameras came, and a layer may be emptied in it', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleLink('L1')]);
    const cameras = await importLater(store, scene, [samplePoint('C1')], { layer: 'cctv' });
    const emptied = await importLater(store, scene, []);
    const times = await Promise.all([first, cameras, emptied].map((id) => publishedMs(store, id)));
    const [one = '', two = '', three = ''] = await namesAt(store, scene, times);
    expect(two).toBe(one);
    expect(three).not.toBe(one);
    expect(await featuresThen(store, scene, three)).toEqual([]);
    expect(await (await store.tiles.pastNetwork(scene, three))?.cells(1)).toEqual([]);
  });

  test('knows nothing of what was undone, and a name that it had with it is no name any more', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const sewer = await importSample(store, scene, [sampleLink('L1')]);
    const water = await importLater(store, scene, [sampleLink('W1')], { layer: 'water' });
    const gas = await importLater(store, scene, [sampleLink('G1')], { layer: 'gas' });
    const times = await Promise.all([sewer, water, gas].map((id) => publishedMs(store, id)));
    const [one = '', two = '', three = ''] = await namesAt(store, scene, times);
    const readBefore = await store.tiles.pastNetwork(scene, three);
    await store.imports.undo(water);
    expect(await featuresThen(store, scene, one)).toEqual(['sewer.L1']);
    expect(await featuresThen(store, scene, two)).toBeNull();
    // Brought about by an import that stands, but it showed one that does not.
    expect(await featuresThen(store, scene, three)).toBeNull();
    await expect(readBefore?.rows(0, EVERYWHERE)).rejects.toMatchObject({ code: 'store-unreachable' });
    const [, stillOne = '', newThree = ''] = await namesAt(store, scene, times);
    expect(stillOne).toBe(one);
    expect(await featuresThen(store, scene, newThree)).toEqual(['gas.G1', 'sewer.L1'].toSorted(byLayer));
  });

  test('of another scene, of a draft and of nonsense there is none', async () => {
    const { store, newScene } = using();
    const [scene, other] = [newScene(), newScene()];
    const first = await importSample(store, scene, [sampleLink('L1')]);
    await importSample(store, other, [sampleLink('L1')]);
    const [name = ''] = await namesAt(store, scene, [await publishedMs(store, first)]);
    expect(await featuresThen(store, other, name)).toBeNull();
    for (const wrong of [
      '',
      '1',
      `${first}`,
      `${first}-${'0'.repeat(16)}`,
      `0${name}`,
      `999999999-${'a'.repeat(16)}`,
    ]) {
      expect(await featuresThen(store, scene, wrong), wrong).toBeNull();
    }
    expect(await store.tiles.networkAt('no such scene', FAR_AHEAD_MS)).toEqual({
      revision: null,
      fromMs: null,
      untilMs: null,
    });
  });
});

const WEST = { path: Float64Array.of(-60, 55.3, -60.001, 55.3) };

/** Links before nodes, each by the order in which their layers first came: sewer, water, gas. */
function byLayer(a: string, b: string): number {
  const order = ['sewer', 'water', 'gas'];
  const of = (id: string) => order.indexOf(id.split('.')[0] ?? '');
  return Number(a.endsWith('.A')) - Number(b.endsWith('.A')) || of(a) - of(b);
}
