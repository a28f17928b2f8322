import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { networkTile } from '@undercroft/core/tiling/network-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { fallbackLevelM, LEAF_ZOOM, type Tile, tileCentre, tileTree } from '@undercroft/core/tiling/tileset-json';
import { WRITER_FLAGS } from '@undercroft/data-import/demo-city/write-in-process';
import { openStore } from '@undercroft/store/open-store';
import { encoded } from '@undercroft/tiles-server/tiles/encoded';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import type { BenchContext, Figures } from './bench-task.ts';
import { bigCityScene } from './big-city.ts';
import { editFigures } from './edit-figures.ts';
import { firstOverview } from './first-overview.ts';
import { tileAddresses } from './first-tile.ts';
import { oneRequest } from './one-request.ts';
import { runWorker } from './run-worker.ts';
import { type ServedScene, serveScene } from './served-scene.ts';
import { percentile } from './statistics.ts';

const SEED = 2026;
const COLD_CONDUITS = 100_000;
const SERVED_CONDUITS = 1_000_000;
/** Tiles, or what four of them hold together, of about a thousand conduits and as many nodes. */
const LEAST_FEATURES = 1500;
const MOST_FEATURES = 3000;
/** Requests under way at a time. */
const LANES = 8;
const SHARED_BUFFERS_MB = 2048;

/**
 * Tiles of a made-up city, written as survey files and imported like any other. Cold: tiles of about 1,000
 * conduits (those of the city's tree with 1,500 to 3,000 features, drawn in full) of a city of 100,000, rows read, encoded and compressed one after another, 95th percentile, in both stores.
 * First overview: what a page fetches before it sees the whole of a city of a million, by a server that has just been started
 * and again, bytes compressed (target: fewer than 1,000,000).
 * Edits: of that city, before clients of the live stream and before a browser. Served: every tile of a city of a million out of PostgreSQL, once over HTTP on the loopback, the server a process of its
 * own; the reader runs on the same two cores, and leaves what it gets packed.
 */
export async function cityTileFigures(context: BenchContext): Promise<Figures> {
  const { say, folder } = context;
  const scene = await bigCityScene();
  const small = await writtenCity(COLD_CONDUITS, context);
  const home = join(folder, 'embedded-tiles');
  await mkdir(home);
  say('importing it into the embedded store');
  await runWorker('import-once', { scene, dataFolder: small, home, databaseUrl: null });
  const coldTileEmbeddedP95Ms = percentile(await coldTimes(home, undefined, scene), 0.95);
  const missing = await missingPostgres();
  if (missing !== null) {
    say(`the figures of PostgreSQL are left out: ${missing}`);
    return { coldTileEmbeddedP95Ms, ...(await editFigures({ scene, home, databaseUrl: null, say })) };
  }
  const cluster = await startPostgresCluster({ sharedBuffersMb: SHARED_BUFFERS_MB });
  try {
    const cold = await createDatabase(cluster.url);
    say('importing it into PostgreSQL');
    await runWorker('import-once', { scene, dataFolder: small, home: folder, databaseUrl: cold.url });
    const coldTilePostgisP95Ms = percentile(await coldTimes(folder, cold.url, scene), 0.95);
    const large = await writtenCity(SERVED_CONDUITS, context);
    const served = await createDatabase(cluster.url);
    say('importing it into PostgreSQL');
    await runWorker('import-once', { scene, dataFolder: large, home: folder, databaseUrl: served.url });
    const server = await serveScene({ scene, home: folder, databaseUrl: served.url });
    const million = await servedOnce(server, scene.id, say);
    return {
      coldTileEmbeddedP95Ms,
      coldTilePostgisP95Ms,
      ...(await editFigures({ scene, home: folder, databaseUrl: cold.url, say })),
      ...million,
    };
  } finally {
    await cluster.stop();
  }
}

/** Figures of a server that has just been started on the large city; it ends it, whatever happens. */
async function servedOnce(server: ServedScene, scene: string, say: BenchContext['say']): Promise<Figures> {
  try {
    say('fetching the first overview');
    const overview = await firstOverview(server.url, scene);
    const again = await firstOverview(server.url, scene);
    say('fetching every tile once');
    const begin = performance.now();
    const all = await tileAddresses(server.url, scene);
    const addresses = all.filter(({ pathname }) => pathname.includes('/network/'));
    const bytes = await fetchAll(addresses);
    const millionServedSeconds = (performance.now() - begin) / 1000;
    say(`${addresses.length} tiles, ${(bytes / 1e6).toFixed(1)} MB compressed`);
    const { peakRssMb } = await server.stop();
    return {
      firstOverviewBytes: overview.bytes,
      firstOverviewColdMs: overview.ms,
      firstOverviewWarmMs: again.ms,
      millionServedSeconds,
      millionPeakMemoryMb: peakRssMb,
    };
  } catch (error) {
    await server.stop().catch(() => undefined);
    throw error;
  }
}

async function writtenCity(conduits: number, { say, folder }: BenchContext): Promise<string> {
  const city = join(folder, `city-${conduits}`);
  await mkdir(city);
  say(`writing the survey of a city of ${conduits} conduits`);
  await runWorker('demo-once', { seed: SEED, segments: conduits, folder: city }, { flags: WRITER_FLAGS });
  return city;
}

async function coldTimes(
  home: string,
  databaseUrl: string | undefined,
  scene: Awaited<ReturnType<typeof bigCityScene>>,
): Promise<readonly number[]> {
  const store = await openStore({ home, databaseUrl });
  try {
    const tree = tileTree(await store.tiles.cells(scene.id, LEAF_ZOOM));
    if (tree === null) throw new Error('The city has no tiles.');
    const times: number[] = [];
    for (const tile of tilesOf(tree)) {
      if (tile.count < LEAST_FEATURES || tile.count > MOST_FEATURES) continue;
      const begin = performance.now();
      const { from, to } = cellRange(tile.address);
      const rows = await store.tiles.rows(scene.id, from, to);
      const bytes = networkTile(rows, {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        fallbackLevelM: fallbackLevelM(tile, tree),
        schemaUri: '../../schema.json',
      });
      if (bytes !== null) await encoded(bytes, 'model/gltf-binary');
      times.push(performance.now() - begin);
    }
    return times;
  } finally {
    await store.close();
  }
}

function tilesOf(tile: Tile): readonly Tile[] {
  return [tile, ...tile.children.flatMap(tilesOf)];
}

async function fetchAll(addresses: readonly URL[]): Promise<number> {
  let next = 0;
  let bytes = 0;
  const lane = async (): Promise<void> => {
    for (let address = addresses[next++]; address !== undefined; address = addresses[next++]) {
      const { byteLength } = await oneRequest(address);
      bytes += byteLength;
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  return bytes;
}
