import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ROOT } from './root.ts';
import { readScenes, sceneOf } from './scene-folder.ts';
import { missingSources, sourceMissing } from './source-files.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-sources-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

it('misses the files of networks and of elevation models, and nothing that is generated', async () => {
  const scenes = await readScenes([join(ROOT, 'scenes')]);
  expect(await missingSources(sceneOf(scenes, 'demo'), folder)).toEqual([]);
  const bellinge = sceneOf(scenes, 'bellinge');
  const missing = await missingSources(bellinge, folder);
  expect(missing.map(({ layer }) => layer)).toEqual(['sewer', 'surface']);
  expect(sourceMissing(bellinge, missing, folder).message).toContain(join(folder, 'bellinge/dem.tif'));
});

it('misses an elevation model alone where only that is not there', async () => {
  const bellinge = sceneOf(await readScenes([join(ROOT, 'scenes')]), 'bellinge');
  const [sewer, surface] = bellinge.sources;
  if (sewer?.kind !== 'file' || surface === undefined) throw new Error('Bellinge must begin with its sewers.');
  await writeFile(join(folder, 'here.inp'), '');
  const scene = { ...bellinge, sources: [{ ...sewer, path: 'here.inp' }, surface] };
  expect(await missingSources(scene, folder)).toEqual([surface]);
});
