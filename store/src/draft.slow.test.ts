import type { CityFeature } from '@undercroft/core/model/city-feature';
import { importRecordSchema } from '@undercroft/core/protocol/import-answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { openStore } from './open-store.ts';
import type { ImportSource, Store } from './store.ts';
import {
  importSample,
  SAMPLE_REPORT,
  sampleArea,
  sampleLink,
  sampleNode,
  sampleSource,
} from './testing/sample-features.ts';

const PAIR: readonly CityFeature[] = [sampleNode('A'), sampleNode('B'), sampleLink('L1')];

async function holdSample(
  store: Store,
  scene: string,
  features: readonly CityFeature[],
  changes: Partial<ImportSource> = {},
): Promise<number> {
  const session = await store.imports.begin(sampleSource(scene, changes));
  await session.write(features);
  await session.hold(SAMPLE_REPORT);
  return session.importId;
}

async function rowsOf(store: Store, importId: number): Promise<number> {
  const [row] = await store.sql.query<{ count: number }>(
    'select (select count(*) from link where valid_from = $1) + (select count(*) from node where valid_from = $1) as count',
    [importId],
  );
  return row?.count ?? -1;
}

describeStores('a draft', (using) => {
  test('is loaded whole and seen by nobody until it is published', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const revision = await store.features.revision(scene);
    const session = await store.imports.begin(sampleSource(scene, { by: 'Li Lei' }));
    await session.write([sampleNode('A'), sampleLink('L1', { statedLengthM: 7 }), sampleLink('L2')]);
    const held = importRecordSchema.parse(await session.hold(SAMPLE_REPORT));
    expect(held).toMatchObject({
      state: 'draft',
      by: 'Li Lei',
      publishedAt: null,
      report: { changes: { added: 1, changed: 1, retired: 1, unchanged: 1 } },
    });
    expect(await store.features.revision(scene)).toBe(revision);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({
      statedLengthM: 100,
      import: { id: first },
    });
    expect(await store.features.feature(scene, 'sewer.L2')).toBeNull();
    await expect(session.write(PAIR)).rejects.toMatchObject({ code: 'import-ended' });

    const published = importRecordSchema.parse(await store.imports.publish(held.id));
    expect(published).toMatchObject({ id: held.id, state: 'published', report: held.report });
    expect(await store.features.revision(scene)).not.toBe(revision);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({
      statedLengthM: 7,
      import: { id: held.id },
    });
    expect(await store.features.feature(scene, 'sewer.L2')).not.toBeNull();
    expect(await store.features.feature(scene, 'sewer.A')).toMatchObject({ import: { id: first } });
    expect(await store.features.feature(scene, 'sewer.B')).toBeNull();
    expect(await store.sql.query('select * from import_seen')).toEqual([]);
    await expect(store.imports.publish(held.id)).rejects.toMatchObject({ code: 'import-ended' });
  });

  test('that is discarded leaves no row and what is shown as it is', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const draft = await holdSample(store, scene, [sampleNode('A', { coverLevelM: 1 }), sampleNode('B')]);
    expect(await rowsOf(store, draft)).toBe(1);
    await store.imports.discard(draft);
    expect(await rowsOf(store, draft)).toBe(0);
    expect(await store.sql.query('select * from import_seen')).toEqual([]);
    expect(await store.imports.find(draft)).toMatchObject({ scene, state: 'failed', report: { format: 'sample' } });
    expect(await store.features.feature(scene, 'sewer.A')).toMatchObject({ coverLevelM: 12, import: { id: first } });
    await expect(store.imports.discard(draft)).rejects.toMatchObject({ code: 'import-ended' });
    await expect(store.imports.discard(first)).rejects.toMatchObject({ code: 'import-ended' });
    await expect(store.imports.publish(draft)).rejects.toMatchObject({ code: 'import-ended' });
  });

  test('is discarded by the next import of its layer, and by no other', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const draft = await holdSample(store, scene, PAIR);
    await importSample(store, scene, PAIR, { layer: 'water' });
    expect(await store.imports.find(draft)).toMatchObject({ state: 'draft' });
    const session = await store.imports.begin(sampleSource(scene));
    expect(await store.imports.find(draft)).toMatchObject({ state: 'failed' });
    expect(await rowsOf(store, draft)).toBe(0);
    await session.write(PAIR);
    await session.publish(SAMPLE_REPORT);
    await expect(store.imports.publish(draft)).rejects.toMatchObject({ code: 'import-ended' });
  });

  test('is outdated once what its layer shows has changed', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const second = await importSample(store, scene, [sampleNode('A')]);
    const draft = await holdSample(store, scene, [sampleNode('A'), sampleNode('C')]);
    await store.imports.undo(second);
    await expect(store.imports.publish(draft)).rejects.toMatchObject({ code: 'draft-outdated' });
    expect(await store.features.feature(scene, 'sewer.B')).toMatchObject({ import: { id: first } });
    await store.imports.discard(draft);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ import: { id: first } });
  });

  test('whose report holds errors is refused', async () => {
    const { store, newScene } = using();
    const session = await store.imports.begin(sampleSource(newScene()));
    await session.write(PAIR);
    const { id } = await session.hold({ ...SAMPLE_REPORT, accepted: false });
    await expect(store.imports.publish(id)).rejects.toMatchObject({ code: 'draft-refused' });
    expect(await store.imports.find(id)).toMatchObject({ state: 'draft' });
  });

  test('with a source id that came twice is refused when it is held', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, PAIR);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write(PAIR);
    await session.write([sampleLink('L1', { statedLengthM: 1 })]);
    await expect(session.hold(SAMPLE_REPORT)).rejects.toMatchObject({ code: 'statement-failed' });
    await session.discard(null);
  });

  test('waits for its layer to be free, and is told from an import that never was', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const session = await store.imports.begin(sampleSource(scene));
    await expect(store.imports.undo(first)).rejects.toMatchObject({ code: 'layer-busy' });
    await expect(store.imports.publish(session.importId)).rejects.toMatchObject({ code: 'layer-busy' });
    await session.discard(null);
    await expect(store.imports.publish(1e9)).rejects.toMatchObject({ code: 'unknown-import' });
    await expect(store.imports.discard(1e9)).rejects.toMatchObject({ code: 'unknown-import' });
    await expect(store.imports.undo(1e9)).rejects.toMatchObject({ code: 'unknown-import' });
    expect(await store.imports.find(1e9)).toBeNull();
  });

  test('gives its layer its title when it is published, and an undo takes it back', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const title = (name: string) => ({ en: name, zh: name });
    await importSample(store, scene, PAIR, { title: title('Old') });
    const draft = await holdSample(store, scene, [sampleArea('S')], { title: title('New') });
    expect(await store.features.layers(scene)).toEqual([{ layer: 'sewer', title: title('Old') }]);
    await store.imports.publish(draft);
    expect(await store.features.layers(scene)).toEqual([{ layer: 'sewer', title: title('New') }]);
    const third = await importSample(store, scene, PAIR);
    expect(await store.features.layers(scene)).toEqual([{ layer: 'sewer', title: title('New') }]);
    await store.imports.undo(third);
    await store.imports.undo(draft);
    expect(await store.features.layers(scene)).toEqual([{ layer: 'sewer', title: title('Old') }]);
  });
});

describeStores(
  'a draft of another process',
  (using) => {
    test('is published and its layer undone through a store that never saw it', async () => {
      const { store, options, newScene } = using();
      const scene = newScene();
      const draft = await holdSample(store, scene, PAIR);
      const other = await openStore(options);
      try {
        expect(await other.imports.publish(draft)).toMatchObject({ state: 'published' });
        expect(await store.features.feature(scene, 'sewer.L1')).not.toBeNull();
        expect(await other.imports.undo(draft)).toMatchObject({ state: 'undone' });
        expect(await store.features.revision(scene)).toBeNull();
      } finally {
        await other.close();
      }
    });
  },
  ['postgres'],
);
