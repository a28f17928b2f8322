import type { CityFeature } from '@undercroft/core/model/city-feature';
import { coarserOf } from '@undercroft/core/tiling/coarser-contents';
import { contentTiles } from '@undercroft/core/tiling/tileset-json';
import type { SentRows } from '@undercroft/store/sent-rows';
import type { Store } from '@undercroft/store/store';
import { importSample } from '@undercroft/store/testing/sample-features';
import { expect, test } from 'vitest';
import { describeStores } from '../../../tests/support/describe-stores.ts';
import { editedTown } from '../../../tests/support/edited-town.ts';
import { liveScene } from '../testing/live-scene.ts';
import { EncodedCache } from './encoded-cache.ts';
import { networkTileset } from './network-tileset.ts';
import { ReadRows } from './read-rows.ts';
import { Revisions } from './revisions.ts';
import { RowsAbove } from './rows-above.ts';
import { type JobRows, ownThread } from './tile-encoder.ts';
import { TileService } from './tile-service.ts';

/** 1,976 features: one content of lines over several finest tiles, with mains that cross from one into the other. */
const TOWN: readonly CityFeature[] = editedTown();

async function served(store: Store, id: string) {
  const scene = liveScene(id);
  const revisions = new Revisions(store, () => performance.now());
  const tiles = new TileService([networkTileset(store, ownThread())], revisions, new EncodedCache());
  const tree = (await tiles.now(scene, 'network'))?.tree ?? null;
  if (tree === null) throw new Error('a town was expected');
  expect(coarserOf(tree)?.detail).toBe('lines');
  const tagOf = async (address: typeof tree.address) => (await tiles.tile(scene, 'network', address))?.tag;
  return { tree, leaves: contentTiles(tree), tagOf };
}

describeStores('finest tiles', (using) => {
  test('have the same bytes out of the rows of the lines above them as out of rows of their own', async () => {
    const { store, newScene } = using();
    const id = newScene();
    await importSample(store, id, TOWN);
    const above = await served(store, id);
    expect(above.leaves.length).toBeGreaterThan(2);
    await above.tagOf(above.tree.address);
    const own = await served(store, id);
    for (const { address } of above.leaves) expect(await above.tagOf(address)).toBe(await own.tagOf(address));
  });

  test('are cut out of kept rows without reading any, each row once; of what failed nothing is kept', async () => {
    const { store, newScene } = using();
    const id = newScene();
    await importSample(store, id, TOWN);
    const { tree, leaves } = await served(store, id);
    const rows = new RowsAbove();
    await expect(rows.keep(tree, () => Promise.reject(new Error('gone')))).rejects.toThrow('gone');
    expect(await rows.sliceOf(tree, leaves[0] ?? tree)).toBeNull();
    const read = new ReadRows<SentRows>();
    const countOf = (job: JobRows | null): number => {
      const made = job === null ? null : read.shared(job.sent, job.sent, job.cells);
      return (made?.links.length ?? 0) + (made?.nodes.length ?? 0);
    };
    const all = await rows.keep(tree, () => store.tiles.sent(id).rows(0, Number.MAX_SAFE_INTEGER));
    expect(countOf(all)).toBe(1976);
    const slices = await Promise.all(leaves.map(async (leaf) => await rows.sliceOf(tree, leaf)));
    expect(slices.map((slice) => slice?.sent)).toEqual(leaves.map(() => all.sent));
    const counts = slices.map(countOf);
    expect(counts).toEqual(leaves.map(({ count }) => count));
  });
});
