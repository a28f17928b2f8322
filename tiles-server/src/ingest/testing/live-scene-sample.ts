import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';

const both = (en: string) => ({ en, zh: en });

/** A live scene with a feed at each door; `adapters` in the words of a scene file. */
export function liveSceneSample(id: string, adapters: readonly object[]): Scene {
  return sceneSchema.parse({
    id,
    title: both('Live'),
    description: both('A scene with feeds'),
    synthetic: true,
    frame: { origin: [119.6, 39.925], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'net', title: both('Net'), generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    camera: { target: [119.6, 39.925], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
    live: { adapters },
  });
}
