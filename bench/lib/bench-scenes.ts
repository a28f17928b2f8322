import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { SYNTHETIC_CRS, SYNTHETIC_MIDDLE, writeSyntheticSwmm } from './synthetic-swmm.ts';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const SEED = 2026;

/** A scene to measure with, and where its source files are. */
export interface BenchScene {
  readonly name: string;
  readonly scene: Scene;
  readonly dataFolder: string;
}

/** A scene the repository ships. */
export async function shippedScene(id: string, dataFolder: string): Promise<BenchScene> {
  const text = await readFile(join(ROOT, 'scenes', id, 'scene.json'), 'utf8');
  return { name: id, scene: sceneSchema.parse(JSON.parse(text)), dataFolder };
}

/** A made-up network of that many conduits, written into `folder`. */
export async function syntheticScene(folder: string, conduits: number): Promise<BenchScene> {
  const words = { en: 'Synthetic street grid', zh: '合成街网' };
  await writeSyntheticSwmm(join(folder, 'synthetic.inp'), conduits, SEED);
  const scene = sceneSchema.parse({
    id: 'synthetic',
    title: words,
    description: words,
    synthetic: true,
    frame: { origin: SYNTHETIC_MIDDLE, displayCrs: SYNTHETIC_CRS },
    heightDatum: { name: words, geoidOffsetM: 0, basis: words },
    sources: [
      {
        kind: 'file',
        layer: 'sewer',
        title: words,
        format: 'swmm',
        path: 'synthetic.inp',
        crs: SYNTHETIC_CRS,
        utility: { default: 'storm' },
      },
    ],
    attribution: [{ text: 'made up', licence: 'CC0-1.0' }],
    camera: { target: SYNTHETIC_MIDDLE, distanceM: 8000, headingDeg: 0, pitchDeg: -45 },
  });
  return { name: 'synthetic', scene, dataFolder: folder };
}

/** Bellinge where its files are at hand, and the synthetic network. */
export async function benchScenes(
  folder: string,
  dataFolder: string | null,
  conduits: number,
): Promise<readonly BenchScene[]> {
  const synthetic = await syntheticScene(folder, conduits);
  return dataFolder === null ? [synthetic] : [await shippedScene('bellinge', dataFolder), synthetic];
}
