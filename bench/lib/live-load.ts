import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import type { Bounds } from '@undercroft/store/store';

const both = (text: string) => ({ en: text, zh: text });

/** The area that everything happens in: some 8 x 9 km. */
export const LIVE_AREA: Bounds = [119.55, 39.88, 119.65, 39.96];

/** The one feed, by MQTT. */
export const LIVE_SOURCE = 'gateway';

/** A scene without pipes that a gateway brings events of. */
export function liveBenchScene(): Scene {
  return sceneSchema.parse({
    id: 'live-bench',
    title: both('Live'),
    description: both('Nothing but what happens'),
    synthetic: true,
    frame: { origin: [119.6, 39.92], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('made up'), geoidOffsetM: 1.49, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'points', title: both('Devices'), generator: 'demo-living', seed: 1 }],
    attribution: [{ text: 'made up', licence: 'CC0-1.0' }],
    camera: { target: [119.6, 39.92], distanceM: 8000, headingDeg: 0, pitchDeg: -45 },
    live: {
      adapters: [
        {
          kind: 'mqtt',
          source: LIVE_SOURCE,
          title: both('Gateway'),
          kinds: ['reading', 'cover', 'position'],
          crs: 'EPSG:4326',
          heartbeatS: 5,
          ratePerS: 50_000,
        },
      ],
    },
  });
}

/** Gauges and covers by the prefixes of their kinds, so that alarm rules look at each of their events. */
export const gaugeId = (i: number): string => `YWJC-${i}`;
export const coverId = (i: number): string => `ZNJG-${i}`;

/** Where a device or a unit stands, of so many: spread evenly over the area. */
export function placeOfThing(i: number, count: number): readonly [lon: number, lat: number] {
  const [west, south, east, north] = LIVE_AREA;
  // The golden ratio spreads any number of points without clumps.
  const turned = (i * 0.618_033_988_75) % 1;
  return [west + (east - west) * ((i + 0.5) / count), south + (north - south) * turned];
}

/** Different rectangles that readers ask for, each a tenth of the area, so that every event goes to a tenth of the readers. */
export function readerAreas(count: number): readonly Bounds[] {
  const [west, south, east, north] = LIVE_AREA;
  const [width, height] = [east - west, north - south];
  const side = Math.sqrt(0.1);
  const columns = Math.ceil(Math.sqrt(count * 2));
  const rows = Math.ceil(count / columns);
  return Array.from({ length: count }, (_, i): Bounds => {
    const left = west + width * (1 - side) * ((i % columns) / (columns - 1));
    const bottom = south + height * (1 - side) * (Math.floor(i / columns) / (rows - 1));
    return [left, bottom, left + width * side, bottom + height * side];
  });
}
