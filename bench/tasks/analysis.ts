import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { excavationAnswerSchema } from '@undercroft/core/protocol/analysis/excavation';
import { routePath } from '@undercroft/core/protocol/routes';
import type { Scene } from '@undercroft/core/protocol/scene';
import { WRITER_FLAGS } from '@undercroft/data-import/demo-city/write-in-process';
import { z } from 'zod';
import { openPostgres } from '../../store/src/drivers/postgres.ts';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import type { BenchContext, BenchTask } from '../lib/bench-task.ts';
import { bigCityScene } from '../lib/big-city.ts';
import { runWorker } from '../lib/run-worker.ts';
import { serveScene } from '../lib/served-scene.ts';
import { percentile } from '../lib/statistics.ts';
import { type StreetPit, streetPits } from '../lib/street-pits.ts';

const run = promisify(execFile);
const WORKERS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers');

const CONDUITS = 1_000_000;
const SEED = 2026;
const ROADS = 'roads.geojson';
const REQUESTS = 300;
const WARM_UP = 60;
/** Pages of PDF asked for. */
const PDFS = 20;
/** Streets also run where nothing is surveyed and no ground is known: pits there are refused, and left out. */
const SPARE = 140;
/** For a city of a million conduits held whole. */
const HELD_FLAGS = ['--max-old-space-size=12000'];
const MOST_OUTPUT_BYTES = 2 ** 26;
/** As PostgreSQL's manual has it for a machine of its own: not the 128 MB it comes with, a quarter of 16 GB. */
const SHARED_BUFFERS_MB = 4096;
const MOST_REST_MS = 180_000;
const REST_POLL_MS = 500;

const timesSchema = z.object({
  conduits: z.number(),
  memoryMs: z.array(z.number()),
  dragMs: z.array(z.number()),
  sectionMs: z.array(z.number()),
  isolationMs: z.array(z.number()),
});

const districtSchema = z.object({ districtSeconds: z.number() });

/**
 * Analyses against a made-up city of a million conduits, written as survey files and imported like any other, into
 * PostgreSQL and into the embedded store; 95th percentiles. Pits of 20 x 40 m, 3 m deep, lie along seeded places of its
 * streets. `Postgis` and `Embedded` are whole requests over HTTP on the loopback, the server a process of its own;
 * `Memory` lays the pit out and judges it with every row of the city held, over the city's ground; `dragFrameMs` is the
 * same for pits of which a corner is dragged. A section is 60 m long. Isolation is a whole answer on 50,244 links. The
 * district is the nearest 100,000 conduits of the city, in a process that holds nothing else; the page of PDF is asked for
 * over HTTP.
 */
export const analysis: BenchTask = async (context) => {
  const { say, folder } = context;
  const city = join(folder, 'city');
  await mkdir(city);
  say(`writing the survey of a city of ${CONDUITS} conduits`);
  await runWorker('demo-once', { seed: SEED, segments: CONDUITS, folder: city }, { flags: WRITER_FLAGS });
  const scene = await bigCityScene();
  const pits = await streetPits(join(city, ROADS), REQUESTS + WARM_UP + SPARE, SEED);
  const embedded = await inEmbedded(scene, city, pits, context);
  const postgres = await inPostgres(scene, city, pits, context);
  return { ...postgres, ...embedded };
};

async function inEmbedded(scene: Scene, city: string, pits: readonly StreetPit[], { say, folder }: BenchContext) {
  const home = join(folder, 'embedded');
  await mkdir(home);
  say('importing it into the embedded store');
  await runWorker('import-once', { scene, dataFolder: city, home, databaseUrl: null });
  say('asking about pits');
  return { excavationEmbeddedP95Ms: percentile((await asked(scene, home, null, pits)).checkMs, 0.95) };
}

async function inPostgres(scene: Scene, city: string, pits: readonly StreetPit[], { say, folder }: BenchContext) {
  const missing = await missingPostgres();
  if (missing !== null) {
    say(`the figures of PostgreSQL, and those with rows in memory, are left out: ${missing}`);
    return {};
  }
  const cluster = await startPostgresCluster({ sharedBuffersMb: SHARED_BUFFERS_MB });
  try {
    const database = await createDatabase(cluster.url);
    const task = { scene, dataFolder: city, home: folder, databaseUrl: database.url };
    say('importing it into PostgreSQL');
    await runWorker('import-once', task);
    say('waiting until it has come to rest');
    await untilAtRest(database.url);
    say('asking about pits');
    const { checkMs, pdfMs } = await asked(scene, folder, database.url, pits);
    say('reading the whole city into memory');
    const store = { scene, home: folder, databaseUrl: database.url };
    const asking = { ...store, roads: join(city, ROADS), pitCount: pits.length, seed: SEED };
    const held = timesSchema.parse(await printed('analysis-once', asking, HELD_FLAGS));
    say(`${held.conduits} conduits were held; judging a district`);
    const { districtSeconds } = districtSchema.parse(await printed('district-once', store));
    return {
      excavationMemoryP95Ms: percentile(held.memoryMs, 0.95),
      excavationPostgisP95Ms: percentile(checkMs, 0.95),
      dragFrameMs: percentile(held.dragMs, 0.95),
      crossSectionMs: percentile(held.sectionMs, 0.95),
      isolationMs: percentile(held.isolationMs, 0.95),
      districtViolationsSeconds: districtSeconds,
      onePagePdfSeconds: percentile(pdfMs, 0.95) / 1000,
    };
  } finally {
    await cluster.stop();
  }
}

/** Milliseconds of each check after the warm-up, one after another, and of some printed pages. Any other answer than a whole one, or that no ground is known, ends the measurement. */
export async function asked(
  scene: Scene,
  home: string,
  databaseUrl: string | null,
  pits: readonly StreetPit[],
): Promise<{ readonly checkMs: readonly number[]; readonly pdfMs: readonly number[] }> {
  const server = await serveScene({ scene, home, databaseUrl });
  try {
    const address = (route: 'excavation' | 'excavationReport') =>
      new URL(routePath(route, { scene: scene.id }), server.url);
    const times: number[] = [];
    for (const pit of pits) {
      const { text, ms, status } = await timed(address('excavation'), pit);
      if (status === 422 && text.includes('"ground-unknown"')) continue;
      if (status !== 200) throw new Error(`An excavation was answered ${status}: ${text}`);
      excavationAnswerSchema.parse(JSON.parse(text));
      times.push(ms);
    }
    if (times.length < WARM_UP + REQUESTS)
      throw new Error(`Of ${pits.length} pits only ${times.length} were answered.`);
    const pdfMs: number[] = [];
    for (const pit of pits.slice(0, PDFS)) {
      const { ms, status } = await timed(address('excavationReport'), pit);
      if (status === 200) pdfMs.push(ms);
    }
    return { checkMs: times.slice(WARM_UP, WARM_UP + REQUESTS), pdfMs };
  } finally {
    await server.stop();
  }
}

async function timed(
  url: URL,
  { area, depthM }: StreetPit,
): Promise<{ readonly ms: number; readonly status: number; readonly text: string }> {
  const begin = performance.now();
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ area, depthM }),
  });
  const text = await response.text();
  return { ms: performance.now() - begin, status: response.status, text };
}

/** What a worker prints last, in a process of its own. */
async function printed(worker: string, task: object, flags: readonly string[] = []): Promise<unknown> {
  const { stdout } = await run(process.execPath, [...flags, join(WORKERS, `${worker}.ts`), JSON.stringify(task)], {
    maxBuffer: MOST_OUTPUT_BYTES,
  });
  return JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
}

/** Right after an import PostgreSQL's own vacuum reads the tables once on one of two cores: a day has other minutes. */
async function untilAtRest(databaseUrl: string): Promise<void> {
  const database = openPostgres(databaseUrl);
  try {
    await database.query('vacuum analyze');
    for (const end = performance.now() + MOST_REST_MS; performance.now() < end; await sleep(REST_POLL_MS)) {
      const busy = await database.query(
        "select 1 as busy from pg_stat_activity where backend_type = 'autovacuum worker' limit 1",
      );
      if (busy.length === 0) return;
    }
  } finally {
    await database.close();
  }
}
