import { execFile } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';

const run = promisify(execFile);
const WORKERS = join(dirname(dirname(fileURLToPath(import.meta.url))), 'workers');

const measuredSchema = z.object({ rows: z.number().positive(), seconds: z.number().positive(), peakRssMb: z.number() });

/** What one run in a process of its own took: features handled, seconds, and the most memory it held. */
export type Measured = z.infer<typeof measuredSchema>;

/** Runs a worker with one JSON argument in a fresh process, so that its peak memory is its own. */
export async function runWorker(name: 'check-once' | 'import-once', task: object): Promise<Measured> {
  const { stdout } = await run(process.execPath, [join(WORKERS, `${name}.ts`), JSON.stringify(task)]);
  return measuredSchema.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
}
