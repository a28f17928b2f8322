import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTile } from '@undercroft/core/tiling/network-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { contentTiles, fallbackLevelM, LEAF_ZOOM, tileCentre, tileTree } from '@undercroft/core/tiling/tileset-json';
import { openStore } from '@undercroft/store/open-store';
import type { Store } from '@undercroft/store/store';
import { encoded } from '@undercroft/tiles-server/tiles/encoded';
import { type BenchScene, benchScenes, shippedScene } from '../lib/bench-scenes.ts';
import type { BenchTask } from '../lib/bench-task.ts';
import { runWorker } from '../lib/run-worker.ts';
import { median, percentile } from '../lib/statistics.ts';

const CONDUITS = 100_000;
const RUNS = 3;

/**
 * Makes every tile of a scene, one after another, from the embedded store: conduits a second through encoding and
 * compression (one core; the rows already read), compressed bytes a conduit, and the 95th percentile of a whole cold
 * tile (rows read, encoded, compressed).
 */
export const tiles: BenchTask = async ({ say, folder, dataFolder }) => {
  const demo = await shippedScene('demo', folder);
  const figures: Record<string, number> = {};
  for (const bench of [demo, ...(await benchScenes(folder, dataFolder, CONDUITS))]) {
    say(`importing ${bench.name}`);
    const home = join(folder, `${bench.name}-tiles`);
    await mkdir(home, { recursive: true });
    await runWorker('import-once', { scene: bench.scene, dataFolder: bench.dataFolder, home, databaseUrl: null });
    const store = await openStore({ home });
    try {
      const runs: AllTiles[] = [];
      for (let run = 1; run <= RUNS; run++) {
        say(`encoding all tiles of ${bench.name}, run ${run} of ${RUNS}`);
        runs.push(await allTiles(store, bench));
      }
      figures[`${bench.name}Tiles`] = median(runs.map((run) => run.tiles));
      figures[`${bench.name}ConduitsPerSecondPerCore`] = median(runs.map((run) => run.conduits / run.encodeSeconds));
      figures[`${bench.name}GzipBytesPerConduit`] = median(runs.map((run) => run.gzipBytes / run.conduits));
      figures[`${bench.name}ColdTileP95Ms`] = median(runs.map((run) => percentile(run.coldMs, 0.95)));
    } finally {
      await store.close();
    }
  }
  return figures;
};

interface AllTiles {
  readonly tiles: number;
  readonly conduits: number;
  readonly gzipBytes: number;
  readonly encodeSeconds: number;
  readonly coldMs: readonly number[];
}

async function allTiles(store: Store, { scene }: BenchScene): Promise<AllTiles> {
  const tree = tileTree(await store.tiles.cells(scene.id, LEAF_ZOOM));
  if (tree === null) throw new Error(`Scene "${scene.id}" has no tiles.`);
  let conduits = 0;
  let gzipBytes = 0;
  let encodeMs = 0;
  const coldMs: number[] = [];
  for (const tile of contentTiles(tree)) {
    const begin = performance.now();
    const { from, to } = cellRange(tile.address);
    const rows = await store.tiles.rows(scene.id, from, to);
    const read = performance.now();
    const bytes = networkTile(rows, {
      centre: tileCentre(tile),
      geoidOffsetM: scene.heightDatum.geoidOffsetM,
      fallbackLevelM: fallbackLevelM(tile, tree),
    });
    if (bytes !== null) gzipBytes += (await encoded(bytes, 'model/gltf-binary')).gzip.length;
    const end = performance.now();
    conduits += rows.links.filter(({ link }) => link.kind === 'conduit').length;
    encodeMs += end - read;
    coldMs.push(end - begin);
  }
  return { tiles: coldMs.length, conduits, gzipBytes, encodeSeconds: encodeMs / 1000, coldMs };
}
