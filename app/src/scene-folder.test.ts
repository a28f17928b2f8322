import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readScenes, sceneOf } from './scene-folder.ts';

const words = { en: 'a', zh: '甲' };

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercroft-scenes-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('readScenes', () => {
  it('lets the later folder replace a scene of the same id', async () => {
    await writeScene('ours', 'town', sceneJson('town'));
    await writeScene('theirs', 'town', { ...sceneJson('town'), title: { en: 'theirs', zh: '乙' } });
    const found = await readScenes([join(folder, 'ours'), join(folder, 'theirs'), join(folder, 'absent')]);
    expect([...found.scenes.keys()]).toEqual(['town']);
    expect(sceneOf(found, 'town').title.en).toBe('theirs');
  });

  it('names the known scenes when asked for an unknown one', async () => {
    await writeScene('ours', 'town', sceneJson('town'));
    await writeScene('ours', 'bay', sceneJson('bay'));
    const found = await readScenes([join(folder, 'ours')]);
    expect(() => sceneOf(found, 'citty')).toThrow('There is no scene "citty". Known scenes: bay, town.');
  });

  it('says what is wrong with a scene file only to whoever asks for that scene', async () => {
    await writeScene('ours', 'town', sceneJson('town'));
    await writeScene('ours', 'bay', { ...sceneJson('bay'), camera: { ...sceneJson('bay').camera, distanceM: -5 } });
    await writeScene('ours', 'cape', sceneJson('other'));
    const feed = { kind: 'http', source: 'gateway', title: words, kinds: ['cover'], crs: 'EPSG:9999' };
    await writeScene('ours', 'dale', { ...sceneJson('dale'), live: { adapters: [feed] } });
    const found = await readScenes([join(folder, 'ours')]);
    expect(sceneOf(found, 'town').id).toBe('town');
    expect(() => sceneOf(found, 'bay')).toThrow('camera.distanceM');
    expect(() => sceneOf(found, 'dale')).toThrow('declares EPSG:9999 for its feed "gateway"');
    expect(() => sceneOf(found, 'cape')).toThrow('has id "other"; its folder says "cape"');
  });
});

async function writeScene(parent: string, id: string, scene: object): Promise<void> {
  await mkdir(join(folder, parent, id), { recursive: true });
  await writeFile(join(folder, parent, id, 'scene.json'), JSON.stringify(scene));
}

function sceneJson(id: string) {
  return {
    id,
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: [10, 55], displayCrs: 'EPSG:25832' },
    heightDatum: { name: words, geoidOffsetM: 39, basis: words },
    sources: [{ kind: 'generated', layer: 'net', title: words, generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'nobody', licence: 'CC0-1.0' }],
    camera: { target: [10, 55], distanceM: 500, headingDeg: 0, pitchDeg: -30 },
  };
}
