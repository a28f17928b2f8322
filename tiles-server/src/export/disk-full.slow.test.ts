import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filesBelow } from '../testing/exported-files.ts';

const run = promisify(execFile);
const CHILD = join(import.meta.dirname, '..', 'testing', 'export-child.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-full-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Writes files of those sizes; no file of the process may be larger than `mostKb`, as on a disk without room. */
async function writeFiles(sizes: readonly number[], mostKb: number | 'unlimited'): Promise<string> {
  const script = `trap '' XFSZ; ulimit -f ${mostKb}; exec "$0" "$@"`;
  const out = join(folder, 'out');
  const { stdout } = await run('bash', ['-c', script, process.execPath, CHILD, out, ...sizes.map(String)]);
  return stdout;
}

test('a file that finds no room does not get its name, and the next run goes on', async () => {
  const sizes = [1000, 100_000, 2000];
  expect(await writeFiles(sizes, 64)).toBe('disk-full');
  const files = await filesBelow(join(folder, 'out'));
  const named = [...files.keys()].filter((path) => !path.startsWith('.undercroft-export/'));
  expect(named).toEqual(['tiles/0.glb']);
  expect(files.get('tiles/0.glb')?.length).toBe(1000);
  expect(await writeFiles(sizes, 'unlimited')).toBe('whole');
  const whole = await filesBelow(join(folder, 'out'));
  expect([...whole].map(([path, { length }]) => [path, path === 'manifest.json' ? 0 : length])).toEqual([
    ['manifest.json', 0],
    ['tiles/0.glb', 1000],
    ['tiles/1.glb', 100_000],
    ['tiles/2.glb', 2000],
  ]);
});
