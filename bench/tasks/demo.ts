import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { WRITER_FLAGS } from '@undercroft/data-import/demo-city/write-in-process';
import type { BenchTask } from '../lib/bench-task.ts';
import { runWorker } from '../lib/run-worker.ts';

const CONDUITS = 1_000_000;
const SEED = 2026;

/** The files of a made-up city of a million conduits: seconds, conduits a second, buildings, and the most memory held. */
export const demo: BenchTask = async ({ say, folder }) => {
  const out = join(folder, 'demo');
  await mkdir(out);
  say(`writing a city of ${CONDUITS} conduits`);
  const measured = await runWorker(
    'demo-once',
    { seed: SEED, segments: CONDUITS, folder: out },
    { flags: WRITER_FLAGS },
  );
  return {
    demoConduits: measured.rows,
    demoBuildings: measured.buildings,
    demoSeconds: measured.seconds,
    demoConduitsPerSecond: measured.rows / measured.seconds,
    demoPeakMemoryMb: measured.peakRssMb,
  };
};
