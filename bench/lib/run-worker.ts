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

/** How its process is started, beside what this one has. */
interface WorkerProcess {
  readonly flags?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs a worker with one JSON argument in a fresh process, so that its peak memory is its own. */
export async function runWorker(
  name: Worker,
  task: object,
  { flags = [], environment = {} }: WorkerProcess = {},
): Promise<Measured> {
  const args = [...flags, join(WORKERS, `${name}.ts`), JSON.stringify(task)];
  const { stdout } = await run(process.execPath, args, { env: { ...process.env, ...environment } });
  return measuredSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
