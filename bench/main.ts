// `npm run bench -- <task> [--json] [--keep]`: the last line of stdout is one JSON object with the task's figures.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { BenchTask } from './lib/bench-task.ts';
import { machineName } from './lib/machine.ts';
import { keepResult } from './lib/results.ts';
import { rounded } from './lib/statistics.ts';
import { analysis } from './tasks/analysis.ts';
import { demo } from './tasks/demo.ts';
import { importTask } from './tasks/import.ts';
import { importSwmm } from './tasks/import-swmm.ts';
import { live } from './tasks/live.ts';
import { liveSoak } from './tasks/live-soak.ts';
import { start } from './tasks/start.ts';
import { tiles } from './tasks/tiles.ts';

const TASKS: Readonly<Record<string, BenchTask>> = {
  start,
  import: importTask,
  'import-swmm': importSwmm,
  tiles,
  demo,
  analysis,
  live,
  'live-soak': liveSoak,
};

const USAGE = `npm run bench -- <task> [--json] [--keep]
  tasks: ${Object.keys(TASKS).join(', ')}
  --json  print nothing but the JSON object (progress goes to stderr)
  --keep  append the figures to bench/results/<task>.json`;

process.exitCode = await main();

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, keep: { type: 'boolean', default: false } },
  });
  const name = positionals[0] ?? '';
  const task = Object.hasOwn(TASKS, name) ? TASKS[name] : undefined;
  if (task === undefined || positionals.length !== 1) {
    process.stderr.write(`${USAGE}\n`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'undercroft-bench-'));
  try {
    const say = (text: string) =>
      void process.stderr.write(`[${(performance.now() / 1000).toFixed(1).padStart(6)} s] ${text}\n`);
    const dataFolder = process.env.UNDERCROFT_DATA || null;
    const measured = Object.entries(await task({ say, folder, dataFolder }));
    const figures = Object.fromEntries(
      measured.map(([figure, value]) => [figure, value === null ? null : rounded(value)]),
    );
    const result = { task: name, machine: machineName(), node: process.version, figures };
    if (!values.json)
      for (const [figure, value] of Object.entries(figures))
        process.stdout.write(`${figure.padEnd(44)} ${value ?? 'not measured'}\n`);
    if (values.keep) say(`kept in ${await keepResult(name, result)}`);
    process.stdout.write(`${JSON.stringify(result)}\n`);
    return 0;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
