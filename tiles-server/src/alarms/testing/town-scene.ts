import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';

const both = (text: string) => ({ en: text, zh: text });

/** A live scene on the clock of China in which nothing is imported. */
export function townScene(id: string): Scene {
  return sceneSchema.parse({
    id,
    title: both('Town'),
    description: both('Made by hand'),
    synthetic: true,
    frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
    utcOffsetMinutes: 480,
    sources: [{ kind: 'generated', layer: 'cases', title: both('Cases'), generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    camera: { target: [119.6, 39.93], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
    live: {},
  });
}
