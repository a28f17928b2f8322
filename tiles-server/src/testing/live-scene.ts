import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';

const both = (text: string) => ({ en: text, zh: text });

/** A scene without rows that is fed by a gateway over HTTP and by vehicles. */
export function liveScene(id: string): Scene {
  return sceneSchema.parse({
    id,
    title: both('Town'),
    description: both('Nothing in it but what happens'),
    synthetic: true,
    frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'points', title: both('Points'), generator: 'demo-living', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    camera: { target: [119.6, 39.92], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
    live: {
      adapters: [
        { kind: 'http', source: 'gateway', title: both('Gateway'), kinds: ['reading', 'cover'], heartbeatS: 60 },
        { kind: 'http', source: 'vehicles', title: both('Vehicles'), kinds: ['position'], crs: 'EPSG:4326' },
      ],
    },
  });
}
