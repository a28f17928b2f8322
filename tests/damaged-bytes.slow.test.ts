import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, describe, expect, it } from 'vitest';
import { watchProcess } from '../data-import/src/child/watch-process.ts';
import { SAMPLES, type Sample } from './damage/samples.ts';
import { DATA, temporaryHome } from './support/undercroft.ts';

const TIMES = 200;
const CAPS = { memoryBytes: 512 * 1024 ** 2, seconds: 10 };
const READER = join(import.meta.dirname, 'damage', 'read-damaged.ts');

const home = temporaryHome();
afterAll(() => home.remove());

interface Outcomes {
  /** What came of the sound file, and of each damaged one. */
  readonly lines: readonly string[];
  /** Why the process was killed; `null` when it ended by itself. */
  readonly killed: string | null;
}

/** Reads the first file 200 times with another byte changed, in one process that may keep nobody waiting for 10 s. */
async function readDamaged(
  { format, crs, axes = 'eastNorth', profile }: Omit<Sample, 'files'>,
  paths: readonly string[],
  times = TIMES,
): Promise<Outcomes> {
  const folder = join(home.path, `damaged-${format.replaceAll(/[^a-z0-9]/gi, '-')}`);
  mkdirSync(folder);
  const child = spawn(process.execPath, [READER, folder, String(times), crs, axes, profile ?? 'proposed', ...paths], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let watch = watchProcess(child, CAPS);
  let killed: string | null = null;
  watch.waiting(true);
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line);
    // The time of one file begins anew; the first has the start of the process in it.
    killed ??= watch.verdict;
    watch.stop();
    watch = watchProcess(child, CAPS);
    watch.waiting(true);
  }
  killed ??= watch.verdict;
  watch.stop();
  return { lines, killed };
}

function expectSound({ lines, killed }: Outcomes, times = TIMES): void {
  expect(killed).toBeNull();
  expect(lines.filter((line) => line.startsWith('broke down'))).toEqual([]);
  expect(lines).toHaveLength(times + 1);
  // The sound file is read, so that the others fail for their own reason.
  expect(lines[0]).toMatch(/^features [1-9]/);
}

describe('a changed byte is answered with features, issues or a refusal: no crash, no 10 s, no 512 MB', () => {
  it.each(SAMPLES)('$format, 200 times', async (sample) => {
    const { format, files } = sample;
    const paths = files.map(({ name, bytes }) => {
      const path = join(home.path, `${format.replaceAll(/[^a-z0-9]/gi, '-')}-${name}`);
      writeFileSync(path, bytes);
      return path;
    });
    expectSound(await readDamaged(sample, paths));
  });
});

const REAL = [
  ['epanet/ky4.inp', 'EPSG:3547'],
  ['cityjson/multi_lod.json', 'EPSG:28992'],
  ['cameras/nyc.json', 'EPSG:4326'],
  ['muddi/ngn_live_wires.geojson', 'EPSG:4326'],
  ['qinhuangdao/districts.geojson', 'EPSG:4326'],
] as const;

describe.skipIf(DATA === undefined)('and so in real files (needs UNDERCROFT_DATA)', () => {
  it.each(REAL)('%s, 200 times', async (path, crs) => {
    const full = join(DATA ?? '', path);
    expect(existsSync(full)).toBe(true);
    expectSound(await readDamaged({ format: path, crs }, [full]));
  });

  // A second each.
  it.each([
    ['sant-boi/sant_boi.gpkg', 'EPSG:25831'],
    ['osm/monaco.osm.pbf', 'EPSG:4326'],
  ])('%s, 20 times', async (path, crs) => {
    expectSound(await readDamaged({ format: path, crs }, [join(DATA ?? '', path)], 20), 20);
  });
});
