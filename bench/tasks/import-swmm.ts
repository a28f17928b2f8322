import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import { type BenchScene, benchScenes } from '../lib/bench-scenes.ts';
import type { BenchContext, BenchTask } from '../lib/bench-task.ts';
import { type Measured, runWorker } from '../lib/run-worker.ts';
import { median } from '../lib/statistics.ts';

const CONDUITS = 100_000;
const RUNS = 3;

/**
 * Rows a second through the reader alone and through a whole import into an empty store (read, written, published), and
 * the most memory each process held. Bellinge where its file is at hand, and a synthetic network of 100,000 conduits.
 * PostgreSQL runs as in the tests, with durability switched off: the figure is the program's, not the disk's.
 */
export const importSwmm: BenchTask = async (context) => {
  const scenes = await benchScenes(context.folder, context.dataFolder, CONDUITS);
  const figures: Record<string, number> = {};
  for (const scene of scenes) {
    Object.assign(figures, await parsed(scene, context));
    Object.assign(figures, await stored(scene, 'Embedded', () => null, context));
  }
  const missing = await missingPostgres();
  if (missing !== null) {
    context.say(`the figures of PostgreSQL are left out: ${missing}`);
    return figures;
  }
  const cluster = await startPostgresCluster();
  try {
    for (const scene of scenes) {
      Object.assign(
        figures,
        await stored(scene, 'Postgres', async () => (await createDatabase(cluster.url)).url, context),
      );
    }
  } finally {
    await cluster.stop();
  }
  return figures;
};

async function parsed({ name, scene, dataFolder }: BenchScene, { say }: BenchContext): Promise<Record<string, number>> {
  const source = scene.sources[0];
  if (source?.kind !== 'file') throw new TypeError(`Scene "${name}" has no file to read.`);
  const task = { file: join(dataFolder, source.path), crs: source.crs ?? null };
  const runs: Measured[] = [];
  for (let run = 1; run <= RUNS; run++) {
    say(`reading ${name}, run ${run} of ${RUNS}`);
    runs.push(await runWorker('check-once', task));
  }
  return {
    [`${name}ParsedRowsPerSecond`]: median(runs.map(rate)),
    [`${name}ParsedPeakRssMb`]: median(runs.map((run) => run.peakRssMb)),
  };
}

async function stored(
  { name, scene, dataFolder }: BenchScene,
  where: 'Embedded' | 'Postgres',
  databaseUrl: () => Promise<string> | null,
  { say, folder }: BenchContext,
): Promise<Record<string, number>> {
  const runs: Measured[] = [];
  for (let run = 1; run <= RUNS; run++) {
    say(`importing ${name} into ${where}, run ${run} of ${RUNS}`);
    const home = join(folder, `${name}-${where}-${run}`);
    await mkdir(home, { recursive: true });
    runs.push(await runWorker('import-once', { scene, dataFolder, home, databaseUrl: await databaseUrl() }));
    await rm(home, { recursive: true, force: true });
  }
  return {
    [`${name}${where}StoredRowsPerSecond`]: median(runs.map(rate)),
    [`${name}${where}PeakRssMb`]: median(runs.map((run) => run.peakRssMb)),
  };
}

function rate({ rows, seconds }: Measured): number {
  return rows / seconds;
}
