import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkFile } from '@undercroft/data-import/check-file';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { SYNTHETIC_CRS, writeSyntheticSwmm } from './synthetic-swmm.ts';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-synthetic-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('holds exactly the conduits asked for, each of 50 m and falling, and the same seed writes the same bytes', async () => {
  const path = (name: string) => join(folder, `${name}.inp`);
  await writeSyntheticSwmm(path('a'), 1000, 1);
  await writeSyntheticSwmm(path('b'), 1000, 1);
  await writeSyntheticSwmm(path('c'), 1000, 2);
  expect(await readFile(path('a'))).toEqual(await readFile(path('b')));
  expect(await readFile(path('a'))).not.toEqual(await readFile(path('c')));

  const report = await checkFile(path('a'), { georeference: { crs: SYNTHETIC_CRS } });
  expect(report.accepted).toBe(true);
  expect(report.features.conduit).toBe(1000);
  expect(report.lengthM).toBe(50_000);
  expect(report.issueCounts).toEqual({});
});
