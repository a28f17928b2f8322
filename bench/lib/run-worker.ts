import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const WORKERS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers');

const measuredSchema = z.object({
  rows: z.number().positive(),
  seconds: z.number().positive(),
  peakRssMb: z.number(),
  /** Processor time on all cores, seconds; 0 where a worker does not tell. */
  cpuSeconds: z.number().default(0),
  /** Buildings made up; 0 where a worker makes none. */
  buildings: z.number().default(0),
  /** Seconds until all rows were written, before they were published; 0 where a worker does not tell. */
  writtenSeconds: z.number().default(0),
});

/** What one run in a process of its own took: features handled, seconds, and the most memory it held. */
export type Measured = z.infer<typeof measuredSchema>;

type Worker = 'check-once' | 'demo-once' | 'import-once' | 'inspect-once' | 'read-once';

/** Runs a worker with one JSON argument in a fresh process, so that its peak memory is its own. */
export async function runWorker(name: Worker, task: object, flags: readonly string[] = []): Promise<Measured> {
  const { stdout } = await run(process.execPath, [...flags, join(WORKERS, `${name}.ts`), JSON.stringify(task)]);
  return measuredSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
