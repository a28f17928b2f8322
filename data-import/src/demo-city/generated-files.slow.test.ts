import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generatedCity, generatedFiles } from './generated-files.ts';
import { readRowsFile } from './rows-file.ts';
import { TRUTH_FILE } from './survey-file-names.ts';

const GENERATOR = { name: 'demo-city', seed: 4 } as const;
let parent = '';

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'undercroft-generated-'));
});

afterEach(async () => {
  await rm(parent, { recursive: true, force: true });
});

describe('generatedFiles', { timeout: 120_000 }, () => {
  it('writes once for a seed and version, and removes what another version wrote', async () => {
    const told: number[] = [];
    const first = await generatedFiles(GENERATOR, { parent, onProgress: ({ conduits }) => told.push(conduits) });
    expect(told.at(-1)).toBeGreaterThan(30_000);
    const { mtimeMs } = await stat(join(first.folder, TRUTH_FILE));

    const older = join(parent, `demo-city-4-${'0'.repeat(16)}`);
    const otherSeed = join(parent, `demo-city-41-${'0'.repeat(16)}`);
    await mkdir(older);
    await mkdir(otherSeed);
    expect(await generatedFiles(GENERATOR, { parent })).toEqual(first);
    expect((await stat(join(first.folder, TRUTH_FILE))).mtimeMs).toBe(mtimeMs);

    await rm(first.folder, { recursive: true });
    await generatedFiles(GENERATOR, { parent });
    expect((await readdir(parent)).sort()).toEqual([basename(first.folder), basename(otherSeed)].sort());
  });

  it('makes the rows of the living city once the files are whole, and keeps none of them', async () => {
    const city = generatedCity({ ...GENERATOR, seed: 1 }, { parent, livingRows: true });
    const { folder } = await city.files;
    const { signal } = new AbortController();
    const counts = () =>
      city.withLivingRows(async (path) => {
        for await (const part of readRowsFile(path, { layerId: 1, importId: 1 })) {
          if (part.kind === 'report') return part.report.features;
        }
        return null;
      }, signal);
    const first = await counts();
    expect(first).toMatchObject({ case: 150_000 });
    expect(await readdir(parent)).toEqual([basename(folder)]);
    // Asked for again they are made again.
    expect(await counts()).toEqual(first);
    expect(await readdir(parent)).toEqual([basename(folder)]);
  });

  it('removes what processes left behind that are no more', async () => {
    const dead = `demo-city-4-${'0'.repeat(16)}`;
    // No process has so high a number.
    await mkdir(join(parent, `${dead}.99999999`));
    await writeFile(join(parent, `${dead}.rows.99999999`), '');
    await writeFile(join(parent, `${dead}.rows.${process.pid}`), '');
    const stop = new AbortController();
    const stopped = generatedFiles(GENERATOR, { parent, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    await expect(stopped).rejects.toThrow('stopped');
    expect(await readdir(parent)).toEqual([`${dead}.rows.${process.pid}`]);
  });

  it('leaves no folder behind when it is stopped, and none that is half written', async () => {
    const half = join(parent, 'demo-city-4-half');
    await mkdir(half);
    await writeFile(join(half, 'survey-points.csv'), '');
    const stop = new AbortController();
    const stopped = generatedFiles(GENERATOR, { parent, signal: stop.signal });
    setTimeout(() => stop.abort(new Error('stopped')), 300);
    await expect(stopped).rejects.toThrow('stopped');
    expect(await readdir(parent)).toEqual(['demo-city-4-half']);
  });
});
