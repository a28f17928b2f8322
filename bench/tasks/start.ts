import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchTask } from '../lib/bench-task.ts';
import { fetchFirstTile } from '../lib/first-tile.ts';
import { freePort, startCity } from '../lib/started-city.ts';
import { median } from '../lib/statistics.ts';

const SCENE = 'demo';
const START_WITHIN_MS = 600_000;
const RESTARTS = 3;

const run = promisify(execFile);

/**
 * A person's first minutes: clone the last commit, `npm start`, until health answers 200 and a tile arrives
 * (`freshCloneToCitySeconds`, installation included); then stop and start again (`restartSeconds`, median).
 */
export const start: BenchTask = async ({ say, folder }) => {
  const { stdout: root } = await run('git', ['rev-parse', '--show-toplevel']);
  const clone = join(folder, 'clone');
  const port = await freePort();
  say('cloning the last commit and starting it');
  const begin = performance.now();
  await run('git', ['clone', '--quiet', '--depth', '1', `file://${root.trim()}`, clone]);
  await servedOnce(clone, port);
  const freshCloneToCitySeconds = (performance.now() - begin) / 1000;

  const restarts: number[] = [];
  for (let index = 0; index < RESTARTS; index++) {
    say(`restart ${index + 1} of ${RESTARTS}`);
    const again = performance.now();
    await servedOnce(clone, port, (seconds) => restarts.push(seconds), again);
  }
  return { freshCloneToCitySeconds, restartSeconds: median(restarts) };
};

/** Starts the city, waits for its first tile, tells the seconds since `begin`, and stops it. */
async function servedOnce(
  clone: string,
  port: number,
  onServed: (seconds: number) => void = () => {},
  begin: number = performance.now(),
): Promise<void> {
  const city = startCity(clone, port, ['--scene', SCENE]);
  try {
    await city.healthy(START_WITHIN_MS);
    await fetchFirstTile(city.url, SCENE);
    onServed((performance.now() - begin) / 1000);
  } finally {
    await city.stop();
  }
}
