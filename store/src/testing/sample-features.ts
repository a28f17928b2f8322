import type { Area } from '@undercroft/core/model/area';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { Link } from '@undercroft/core/model/link';
import type { NetworkNode } from '@undercroft/core/model/network-node';
import { ACCURACY_NOT_STATED } from '@undercroft/core/model/quality-level';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { ImportSource, Store } from '../store.ts';

/** A DN300 storm sewer of 100 m with unknown wall, falling from 10.0 to 9.5 m. */
export function sampleLink(sourceId: string, changes: Partial<Link> = {}): CityFeature {
  return {
    family: 'link',
    value: {
      kind: 'conduit',
      sourceId,
      utility: 'storm',
      utilityBasis: 'guessed',
      fromNode: 'A',
      toNode: 'B',
      path: Float64Array.of(10.3, 55.3, 10.301, 55.3),
      section: {
        shape: 'circular',
        widthMm: 300,
        heightMm: 300,
        wallMm: null,
        floorWidthMm: null,
        open: false,
        barrels: 1,
      },
      from: { invertM: 10, axisM: 10.15, outerTopM: 10.3 },
      to: { invertM: 9.5, axisM: 9.65, outerTopM: 9.8 },
      depthReference: 'invert',
      outerTopBasis: 'inner',
      statedLengthM: 100,
      planLengthM: 99.5,
      slope: 0.005,
      material: null,
      owner: null,
      builtYear: null,
      status: 'unknown',
      accuracy: ACCURACY_NOT_STATED,
      raw: { Name: sourceId },
      ...changes,
    },
  };
}

/** A manhole with its cover at 12 m and its sump at 9 m, of unknown diameter. */
export function sampleNode(sourceId: string, changes: Partial<NetworkNode> = {}): CityFeature {
  return {
    family: 'node',
    value: {
      kind: 'manhole',
      sourceId,
      utility: 'storm',
      utilityBasis: 'guessed',
      position: [10.3, 55.3],
      coverLevelM: 12,
      sumpLevelM: 9,
      shaftDiameterMm: null,
      material: null,
      owner: null,
      builtYear: null,
      status: 'unknown',
      accuracy: ACCURACY_NOT_STATED,
      raw: { Name: sourceId },
      ...changes,
    },
  };
}

/** A subcatchment drawn as a triangle, draining to node A. */
export function sampleArea(sourceId: string, changes: Partial<Area> = {}): CityFeature {
  return {
    family: 'area',
    value: {
      kind: 'subcatchment',
      sourceId,
      ring: Float64Array.of(10.3, 55.3, 10.302, 55.3, 10.301, 55.301, 10.3, 55.3),
      statedAreaM2: 7100,
      drainsTo: 'A',
      raw: { Name: sourceId },
      ...changes,
    },
  };
}

export const SAMPLE_REPORT: ImportReport = {
  format: 'sample',
  crs: 'EPSG:4326',
  accepted: true,
  features: { conduit: 1 },
  nodeKinds: {},
  lengthM: 100,
  geometryLengthM: 99.5,
  bbox: [10.3, 55.3, 10.301, 55.3],
  unknown: { wallMm: 1 },
  issueCounts: {},
  issues: [],
};

export function sampleSource(scene: string, changes: Partial<ImportSource> = {}): ImportSource {
  return {
    scene,
    layer: 'sewer',
    source: 'sewer.inp',
    sha256: 'ab'.repeat(32),
    readerVersion: '1',
    by: null,
    title: null,
    ...changes,
  };
}

/** Imports and publishes features as one layer; resolves to the import's id. */
export async function importSample(
  store: Store,
  scene: string,
  features: readonly CityFeature[],
  changes: Partial<ImportSource> = {},
): Promise<number> {
  const session = await store.imports.begin(sampleSource(scene, changes));
  await session.write(features);
  await session.publish(SAMPLE_REPORT);
  return session.importId;
}
