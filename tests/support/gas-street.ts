import type { CityFeature } from '../../core/src/model/city-feature.ts';
import { ACCURACY_NOT_STATED } from '../../core/src/model/quality-level.ts';
import { type Scene, sceneSchema } from '../../core/src/protocol/scene.ts';
import { manhole, ORIGIN, plane } from './small-network.ts';

const both = (text: string) => ({ en: text, zh: text });

export const STREET: Scene = sceneSchema.parse({
  id: 'street',
  title: both('Street'),
  description: both('One gas main beside a pit, in level ground at 8 m'),
  synthetic: true,
  frame: { origin: [...ORIGIN], displayCrs: 'EPSG:4549' },
  heightDatum: { name: both('Test datum'), geoidOffsetM: 1.49, basis: both('made up') },
  sources: [{ kind: 'generated', layer: 'gas', title: both('Gas'), generator: 'demo-map', seed: 1 }],
  attribution: [{ text: 'Nobody', licence: 'Apache-2.0' }],
  camera: { target: [...ORIGIN], distanceM: 100, headingDeg: 0, pitchDeg: -45 },
});

/** A pit of 20 x 10 m, its south-west corner at the origin, 2 m deep. */
export const STREET_PIT = { area: polygonOf([0, 0, 20, 0, 20, 10, 0, 10]), depthM: 2 } as const;

/** A closed GeoJSON polygon of flat x, y in metres from the origin. */
export function polygonOf(flat: readonly number[]): { type: 'Polygon'; coordinates: number[][][] } {
  const corners: number[][] = [];
  for (let i = 0; i + 1 < flat.length; i += 2) corners.push([...plane.inverse(flat[i] ?? 0, flat[i + 1] ?? 0)]);
  return { type: 'Polygon', coordinates: [[...corners, [...(corners[0] ?? [])]]] };
}

/** Four covers at 8 m, 60 m about the origin: the ground is 8 m everywhere. */
export const STREET_COVERS: readonly CityFeature[] = [
  [-60, -60],
  [60, -60],
  [60, 60],
  [-60, 60],
].map(([x = 0, y = 0], i): CityFeature => {
  return { family: 'node', value: { ...manhole(`m${i}`, x, y, 8, 6), utility: 'telecom', raw: {} } };
});

/**
 * A low-pressure gas main of 200 mm outside that runs along the pit's southern wall, so far from it (outer wall to pit
 * wall), its outer top 1 m below the ground: the axis at 6.9 m.
 */
export function gasMain(sourceId: string, besideM: number, levelM: number | null = 6.9): CityFeature {
  const y = -besideM - 0.1;
  const levels =
    levelM === null
      ? { invertM: null, axisM: null, outerTopM: null }
      : { invertM: null, axisM: levelM, outerTopM: levelM + 0.1 };
  return {
    family: 'link',
    value: {
      kind: 'conduit',
      sourceId,
      utility: 'gas',
      utilityBasis: 'stated',
      fromNode: null,
      toNode: null,
      path: Float64Array.from([...plane.inverse(-30, y), ...plane.inverse(50, y)]),
      section: {
        shape: 'circular',
        widthMm: 200,
        heightMm: 200,
        wallMm: null,
        floorWidthMm: null,
        open: false,
        barrels: 1,
        measured: 'outside',
      },
      from: levels,
      to: levels,
      depthReference: 'outerTop',
      outerTopBasis: levelM === null ? 'unknown' : 'stated',
      statedLengthM: null,
      planLengthM: 80,
      slope: 0,
      material: 'PE',
      owner: 'Gas company',
      builtYear: 2010,
      status: 'inUse',
      accuracy: { ...ACCURACY_NOT_STATED, sigmaXyM: 0.02, sigmaZM: 0.02 },
      pressure: { leastMpa: 0, mostMpa: 0.005 },
      surveyedOn: '2024-05-31',
      raw: { GJ: '200' },
    },
  };
}
