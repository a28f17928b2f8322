import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { readableFiles } from './readable-files.ts';

/** Reads every path it is given and prints what came of each. */
const TRIES = `
const { readFileSync, readdirSync } = await import('node:fs');
const outcome = (read) => { try { return read(); } catch (error) { return error.code; } };
const came = process.argv.slice(1).map((path) => outcome(() => readFileSync(path, 'utf8')));
came.push(outcome(() => readdirSync('/').length > 0));
process.stdout.write(JSON.stringify(came));
`;

it('lets a process read the files it was named, and none that lie beside them', async () => {
  const base = await mkdtemp(join(tmpdir(), 'undercroft-readable-'));
  try {
    const [folder, sources] = [join(base, 'folder'), join(base, 'sources')];
    await Promise.all([mkdir(folder), mkdir(sources)]);
    await writeFile(join(sources, 'named.csv'), 'named');
    await writeFile(join(sources, 'beside.csv'), 'beside');
    const { files, flags } = await readableFiles([{ name: 'named.csv', path: join(sources, 'named.csv') }], folder);
    expect(files.map(({ name }) => name)).toEqual(['named.csv']);
    // What a list of processes shows says nothing of the file.
    expect(flags.join(' ')).not.toContain('named.csv');
    const tried = [files[0]?.path ?? '', join(sources, 'beside.csv'), join(sources, 'named.csv')];
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--permission',
      ...flags,
      '--input-type=module',
      '-e',
      TRIES,
      ...tried,
    ]);
    expect(JSON.parse(stdout)).toEqual(['named', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED', 'ERR_ACCESS_DENIED']);
  } finally {
    await rm(base, { recursive: true, force: true });
  }
});
