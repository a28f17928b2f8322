import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';

const DEMO = join(dirname(dirname(dirname(fileURLToPath(import.meta.url)))), 'scenes', 'demo', 'scene.json');

/**
 * A scene of the survey files that `undercroft demo --segments` writes, which lie in the data folder. It has the demo
 * city's layers of what is below, and no elevation model: the ground runs through the covers.
 */
export async function bigCityScene(): Promise<Scene> {
  const { generator: _generator, ...demo } = sceneSchema.parse(JSON.parse(await readFile(DEMO, 'utf8')));
  return sceneSchema.parse({
    ...demo,
    id: 'big-city',
    sources: demo.sources.flatMap((source) => {
      if (source.kind !== 'file' || source.from !== 'generator') return [];
      const { from: _from, ...file } = source;
      return [file];
    }),
  });
}
