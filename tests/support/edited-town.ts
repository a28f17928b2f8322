import type { CityFeature } from '@undercroft/core/model/city-feature';
import { type Scene, sceneSchema } from '@undercroft/core/protocol/scene';
import { sampleLink, sampleNode } from '@undercroft/store/testing/sample-features';

const both = (en: string) => ({ en, zh: en });

/** Where the streets cross, degrees. */
export const CROSSING = [119.6, 39.92] as const;

/** Streets each way, and how far apart they lie, degrees: about 34 m east and 33 m north. */
const STREETS = 26;
const EAST_DEG = 0.0004;
const NORTH_DEG = 0.0003;

/** Axis of every main, metres: its invert and half of its 1.5 m. */
export const AXIS_M = 9.75;

/** The main that is edited: from the crossing to the east. */
export const MAIN = 'H13-13';

/** The middle of it. */
export const MIDDLE = [CROSSING[0] + EAST_DEG / 2, CROSSING[1]] as const;

function placeOf(east: number, north: number): readonly [number, number] {
  return [CROSSING[0] + (east - STREETS / 2) * EAST_DEG, CROSSING[1] + (north - STREETS / 2) * NORTH_DEG];
}

/** A chequerboard of storm mains DN1500 with a junction at every crossing: 1,976 features, too many for one tile. */
export function editedTown(): readonly CityFeature[] {
  const features: CityFeature[] = [];
  const nodeOf = (east: number, north: number) => `N${east}-${north}`;
  const main = (id: string, from: readonly [number, number], to: readonly [number, number]) =>
    sampleLink(id, {
      fromNode: nodeOf(...from),
      toNode: nodeOf(...to),
      path: Float64Array.of(...placeOf(...from), ...placeOf(...to)),
      section: {
        shape: 'circular',
        widthMm: 1500,
        heightMm: 1500,
        wallMm: null,
        floorWidthMm: null,
        open: false,
        barrels: 1,
      },
      from: { invertM: 9, axisM: AXIS_M, outerTopM: 10.5 },
      to: { invertM: 9, axisM: AXIS_M, outerTopM: 10.5 },
      statedLengthM: null,
      planLengthM: 34,
      slope: 0,
    });
  for (let east = 0; east < STREETS; east++) {
    for (let north = 0; north < STREETS; north++) {
      features.push(
        sampleNode(nodeOf(east, north), { kind: 'junction', position: placeOf(east, north), sumpLevelM: null }),
      );
      if (east + 1 < STREETS) features.push(main(`H${east}-${north}`, [east, north], [east + 1, north]));
      if (north + 1 < STREETS) features.push(main(`V${east}-${north}`, [east, north], [east, north + 1]));
    }
  }
  return features;
}

/** The scene of that town; nothing feeds it. */
export function editedScene(id: string): Scene {
  return sceneSchema.parse({
    id,
    title: both('Town'),
    description: both('A chequerboard of storm mains'),
    synthetic: true,
    frame: { origin: [...CROSSING], displayCrs: 'EPSG:4549' },
    heightDatum: { name: both('Test datum'), geoidOffsetM: 0, basis: both('made up') },
    sources: [{ kind: 'generated', layer: 'sewer', title: both('Sewer'), generator: 'demo-map', seed: 1 }],
    attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
    camera: { target: [...MIDDLE], distanceM: 100, headingDeg: 0, pitchDeg: -60 },
  });
}
