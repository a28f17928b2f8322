import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import type { Figures } from './bench-task.ts';

const resultsSchema = z.array(
  z.object({
    date: z.string(),
    machine: z.string(),
    node: z.string(),
    figures: z.record(z.string(), z.number().nullable()),
  }),
);

/** Appends one run to `bench/results/<task>.json`, where the runs of every machine stand by date. */
export async function keepResult(
  task: string,
  run: { machine: string; node: string; figures: Figures },
): Promise<string> {
  const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'results', `${task}.json`);
  const kept = resultsSchema.parse(JSON.parse(await readFile(path, 'utf8').catch(() => '[]')));
  await mkdir(dirname(path), { recursive: true });
  const runs = [...kept, { date: new Date().toISOString().slice(0, 10), ...run }];
  await writeFile(path, `${JSON.stringify(runs, null, 2)}\n`);
  return path;
}
