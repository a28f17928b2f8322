import { mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { builtInProfile } from '@undercroft/data-import/built-in-profiles';
import { memoryFlags, READING_CAPS_DEFAULTS, READING_MALLOC } from '@undercroft/data-import/child/reading-process';
import { type SourceOptions, sourceSpec } from '@undercroft/data-import/source-spec';
import {
  SURVEY_CRS,
  SURVEY_MIDDLE,
  type SyntheticSurvey,
  writeSyntheticSurvey,
} from '@undercroft/data-import/testing/synthetic-survey';
import { createDatabase, missingPostgres, startPostgresCluster } from '../../tests/support/postgres-cluster.ts';
import type { BenchContext, BenchTask } from '../lib/bench-task.ts';
import { ogr2ogrSeconds } from '../lib/ogr2ogr.ts';
import { type Measured, runWorker } from '../lib/run-worker.ts';
import { writeSyntheticGeojson } from '../lib/synthetic-geojson.ts';

const ROWS = 1_000_000;
const EMBEDDED_ROWS = 100_000;
const GEOJSON_BYTES = 1024 ** 3;
/** The first bytes of each of two files, as the Data page sends them ahead: 4 MB in all. */
const HEAD_BYTES = 2 * 1024 ** 2;
const BYTES_A_MB = 1024 ** 2;
const SEED = 2026;
const PROFILE = 'cjj61-2017';
/** As the program gives them to the process that reads. */
const AS_CHILD = { flags: memoryFlags(READING_CAPS_DEFAULTS.memoryBytes), environment: READING_MALLOC };

/**
 * A survey of a million rows by CJJ 61 (26 columns, CSV): read, checked and encoded in one process; the same into
 * PostgreSQL, published; its table of points alone, beside ogr2ogr loading that same file into the same database without
 * any check. Then 100,000 rows into the embedded store, 1 GB of GeoJSON, and the first look at the survey's beginnings.
 * PostgreSQL runs with durability switched off, for both: the figures are the programs', not the disk's.
 *
 * `geojsonMbPerSecond` is by the clock, on a machine of two cores that should do nothing else: one thread reads and checks,
 * and the collector works beside it. `geojsonProcessorSeconds` is what both took, which a busy machine changes less.
 *
 * `versusOgr2ogr` stays below 1, and why is plain from the processor seconds that 501,003 points take: 4.8 for reading,
 * checking and encoding them in the process of its own, 2.6 for handing them on, 4.7 in PostgreSQL, which share two cores.
 * ogr2ogr takes 3.2 by the clock in all: no check, no record word for word, no history, one index.
 */
export const importTask: BenchTask = async (context) => {
  const { say, folder } = context;
  say(`writing a survey of ${ROWS} rows`);
  const survey = await writeSyntheticSurvey(folder, ROWS, SEED);
  say('reading and checking it');
  const parsed = await runWorker('read-once', await surveyJob(survey, false), AS_CHILD);
  say('reading it as for a store, rows encoded');
  const read = await runWorker('read-once', await surveyJob(survey, true), AS_CHILD);
  return {
    parseRowsPerSecondPerCore: parsed.rows / parsed.cpuSeconds,
    parseSeconds: parsed.seconds,
    encodedRowsPerSecondPerCore: read.rows / read.cpuSeconds,
    peakMemoryMb: read.peakRssMb,
    ...(await inPostgres(survey, context)),
    previewSeconds: await previewSeconds(survey, context),
    ...(await embedded(context)),
    ...(await geojson(context)),
  };
};

async function surveyJob({ points, lines }: SyntheticSurvey, rows: boolean): Promise<object> {
  return jobOf(
    [points, lines],
    { rows, sha256: null },
    {
      profile: await builtInProfile(PROFILE),
      georeference: { crs: SURVEY_CRS, axes: 'northEast' },
    },
  );
}

/** A digest of `null` is taken first, as for an import; with one given the files are read as a check reads them. */
interface Purpose {
  readonly rows: boolean;
  readonly sha256: string | null;
}

function jobOf(paths: readonly string[], purpose: Purpose, options: SourceOptions): object {
  const files = paths.map((path) => ({ path, name: basename(path) }));
  return { kind: 'read', source: sourceSpec(files, options), ...purpose, previewFeatures: 0 };
}

async function inPostgres(survey: SyntheticSurvey, { say, folder }: BenchContext) {
  const nothing = { postgisRowsPerSecond: null, millionTotalSeconds: null, versusOgr2ogr: null };
  const missing = await missingPostgres();
  if (missing !== null) {
    say(`the figures of PostgreSQL are left out: ${missing}`);
    return nothing;
  }
  const cluster = await startPostgresCluster();
  try {
    const store = async (files: readonly string[]): Promise<Measured> => {
      const database = await createDatabase(cluster.url);
      const task = { scene: surveyScene(files), dataFolder: folder, home: folder, databaseUrl: database.url };
      try {
        return await runWorker('import-once', task);
      } finally {
        await database.drop();
      }
    };
    say('importing it into PostgreSQL');
    const whole = await store([survey.points, survey.lines]);
    say(`importing its ${survey.pointRows} points alone`);
    const points = await store([survey.points]);
    say('the same points by ogr2ogr, without checks');
    const theirs = await ogr2ogrSeconds(cluster.url, survey.points, SURVEY_CRS);
    if (typeof theirs === 'string') say(`versusOgr2ogr is left out: ${theirs}`);
    else say(`ogr2ogr took ${theirs.toFixed(1)} s, ours ${points.seconds.toFixed(1)} s`);
    return {
      postgisRowsPerSecond: whole.rows / whole.writtenSeconds,
      millionTotalSeconds: whole.seconds,
      versusOgr2ogr: typeof theirs === 'string' ? null : theirs / points.seconds,
    };
  } finally {
    await cluster.stop();
  }
}

async function embedded({ say, folder }: BenchContext) {
  say(`importing ${EMBEDDED_ROWS} rows into the embedded store`);
  const home = join(folder, 'embedded');
  await mkdir(home);
  const { points, lines } = await writeSyntheticSurvey(home, EMBEDDED_ROWS, SEED);
  const task = { scene: surveyScene([points, lines]), dataFolder: home, home, databaseUrl: null };
  const { seconds } = await runWorker('import-once', task);
  return { embeddedHundredThousandSeconds: seconds };
}

async function geojson({ say, folder }: BenchContext) {
  say('writing 1 GB of GeoJSON');
  const { path, sizeBytes, features } = await writeSyntheticGeojson(join(folder, 'big.geojson'), GEOJSON_BYTES, SEED);
  say(`reading its ${features} footprints`);
  const profile = await builtInProfile('buildings');
  const job = jobOf([path], { rows: false, sha256: '' }, { profile, georeference: { crs: 'EPSG:4326' } });
  const read = await runWorker('read-once', job, AS_CHILD);
  return {
    geojsonMbPerSecond: sizeBytes / BYTES_A_MB / read.seconds,
    geojsonProcessorSeconds: read.cpuSeconds,
    geojsonPeakMemoryMb: read.peakRssMb,
  };
}

async function previewSeconds({ points, lines }: SyntheticSurvey, { say, folder }: BenchContext): Promise<number> {
  say('looking at the first 4 MB');
  const files = [];
  for (const path of [points, lines]) {
    const name = basename(path);
    const head = join(folder, `head-${name}`);
    await copyHead(path, head);
    files.push({ path: head, name });
  }
  return (await runWorker('inspect-once', { files, near: SURVEY_MIDDLE })).seconds;
}

async function copyHead(from: string, to: string): Promise<void> {
  const [source, target] = [await open(from, 'r'), await open(to, 'w')];
  try {
    const { buffer, bytesRead } = await source.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    await target.write(buffer, 0, bytesRead);
  } finally {
    await source.close();
    await target.close();
  }
}

/** A scene of one layer: the survey's files, by the built-in profile. */
function surveyScene(files: readonly string[]): Scene {
  const words = { en: 'Synthetic survey', zh: '合成普查' };
  const [path = '', ...companions] = files.map((file) => basename(file));
  return sceneSchema.parse({
    id: 'synthetic-survey',
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: SURVEY_MIDDLE, displayCrs: SURVEY_CRS },
    heightDatum: { name: words, geoidOffsetM: 0, basis: words },
    sources: [
      {
        kind: 'file',
        layer: 'survey',
        title: words,
        path,
        companions,
        crs: SURVEY_CRS,
        axes: 'northEast',
        profile: PROFILE,
      },
    ],
    attribution: [{ text: 'made up', licence: 'CC0-1.0' }],
    camera: { target: SURVEY_MIDDLE, distanceM: 8000, headingDeg: 0, pitchDeg: -45 },
  });
}
