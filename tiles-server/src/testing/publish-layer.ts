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
