import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
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
 * (`freshCloneToCitySeconds`, installation included); then stop and start again (`restartSeconds`, median). And with
 * everything installed and an empty store made, until the made-up city is served (`demoCitySeconds`).
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
  say('making up the city in an empty store');
  const home = join(folder, 'home');
  await emptyStore(clone, port, home);
  let demoCitySeconds = 0;
  const made = performance.now();
  const tell = (seconds: number) => {
    demoCitySeconds = seconds;
  };
  await servedOnce(clone, port, tell, made, ['--home', home]);
  return { freshCloneToCitySeconds, restartSeconds: median(restarts), demoCitySeconds };
};

/** Starts the city, waits for its first tile, tells the seconds since `begin`, and stops it. */
async function servedOnce(
  clone: string,
  port: number,
  onServed: (seconds: number) => void = () => {},
  begin: number = performance.now(),
  args: readonly string[] = [],
): Promise<void> {
  const city = startCity(clone, port, ['--scene', SCENE, ...args]);
  try {
    await city.healthy(START_WITHIN_MS);
    await fetchFirstTile(city.url, SCENE);
    onServed((performance.now() - begin) / 1000);
  } finally {
    await city.stop();
  }
}

/** Makes the store of a home by serving a scene of one pipe. */
async function emptyStore(clone: string, port: number, home: string): Promise<void> {
  const words = { en: 'Nothing', zh: '空' };
  const scene = {
    id: 'nothing',
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: [119.6, 39.9], displayCrs: 'EPSG:4549' },
    heightDatum: { name: words, geoidOffsetM: 0, basis: words },
    sources: [{ kind: 'file', layer: 'nothing', title: words, format: 'swmm', path: 'one.inp', crs: 'EPSG:4549' }],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [119.6, 39.9], distanceM: 500, headingDeg: 0, pitchDeg: -30 },
  };
  await mkdir(join(home, 'scenes', 'nothing'), { recursive: true });
  await mkdir(join(home, 'sources'), { recursive: true });
  await writeFile(join(home, 'scenes', 'nothing', 'scene.json'), JSON.stringify(scene));
  await writeFile(join(home, 'sources', 'one.inp'), ONE_CONDUIT);
  const city = startCity(clone, port, ['--scene', 'nothing', '--home', home]);
  try {
    await city.healthy(START_WITHIN_MS);
  } finally {
    await city.stop();
  }
}

const ONE_CONDUIT = `[OPTIONS]
FLOW_UNITS CMS

[JUNCTIONS]
A 12.0 2.5 0 0 0

[OUTFALLS]
B 11.7 FREE NO

[CONDUITS]
P A B 30 0.013 0 0 0 0

[XSECTIONS]
P CIRCULAR 0.3 0 0 0 1

[COORDINATES]
A 465000 4419000
B 465030 4419000
`;
