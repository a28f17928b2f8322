import { demoElevation } from '@undercroft/core/demo/demo-elevation';
import { demoMap } from '@undercroft/core/demo/demo-map';
import { demoStreets } from '@undercroft/core/demo/demo-streets';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { ImportSession, Store } from '@undercroft/store/store';

const REPORT: ImportReport = {
  format: 'generated',
  crs: null,
  accepted: true,
  features: {},
  nodeKinds: {},
  lengthM: 0,
  geometryLengthM: 0,
  bbox: null,
  unknown: {},
  issueCounts: {},
  issues: [],
};

/** The layers of the demo scene, straight from their generators. */
export const DEMO_LAYERS: Readonly<Record<'streets' | 'map' | 'ground', (session: ImportSession) => Promise<void>>> = {
  streets: (session) => session.write([...demoStreets(1)]),
  map: (session) => session.write([...demoMap(1)] as readonly CityFeature[]),
  ground: async (session) => {
    const { pyramid, blocks } = demoElevation();
    await session.writePyramid(pyramid);
    await session.writeBlocks([...blocks()]);
  },
};

/** Publishes one layer of a scene with what `write` writes. */
export async function publishLayer(
  store: Store,
  scene: string,
  layer: string,
  write: (session: ImportSession) => Promise<void>,
): Promise<void> {
  const session = await store.imports.begin({
    scene,
    layer,
    source: 'test',
    sha256: layer,
    readerVersion: '1',
    by: null,
    title: null,
  });
  await write(session);
  await session.publish(REPORT);
}
