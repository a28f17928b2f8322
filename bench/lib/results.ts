import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTextIfThere } from '@undercroft/tiles-server/missing-file';
import { z } from 'zod';
import type { Figures } from './bench-task.ts';

const resultsSchema = z.array(
  z.strictObject({
    date: z.string(),
    machine: z.string(),
    node: z.string(),
    figures: z.record(z.string(), z.number().nullable()),
  }),
);

/** Appends one run to `bench/results/<task>.json`, where the runs of every machine stand by date. */
export async function keepResult(
  task: string,
  { machine, node, figures }: { machine: string; node: string; figures: Figures },
): Promise<string> {
  const path = join(dirname(fileURLToPath(import.meta.url)), '..', 'results', `${task}.json`);
  const kept = resultsSchema.parse(JSON.parse((await readTextIfThere(path)) ?? '[]'));
  await mkdir(dirname(path), { recursive: true });
  const runs = [...kept, { date: new Date().toISOString().slice(0, 10), machine, node, figures }];
  await writeFile(path, `${JSON.stringify(runs, null, 2)}\n`);
  return path;
}
