import type { CityFeature } from '@undercroft/core/model/city-feature';
import { importRecordSchema } from '@undercroft/core/protocol/import-answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Store } from './store.ts';
import {
  importSample,
  SAMPLE_REPORT,
  sampleArea,
  sampleLink,
  sampleNode,
  sampleSource,
} from './testing/sample-features.ts';

const PAIR: readonly CityFeature[] = [sampleNode('A'), sampleNode('B'), sampleLink('L1')];

/** Row versions of all families by the import that brought them. */
async function versionsBroughtBy(store: Store, importId: number): Promise<number> {
  const [row] = await store.sql.query<{ count: number }>(
    `select (select count(*) from link where valid_from = $1) + (select count(*) from node where valid_from = $1)
       + (select count(*) from area where valid_from = $1) as count`,
    [importId],
  );
  return row?.count ?? -1;
}

describeStores('an import', (using) => {
  test('is invisible until it is published', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await session.write(PAIR);
    expect(await store.features.revision(scene)).toBeNull();
    expect(await store.features.feature(scene, 'sewer.L1')).toBeNull();
    expect(await store.tiles.cells(scene, 0)).toEqual([]);
    expect(await store.imports.current(scene, 'sewer')).toBeNull();

    const record = await session.publish(SAMPLE_REPORT);
    expect(importRecordSchema.parse(record)).toMatchObject({ state: 'published', report: SAMPLE_REPORT });
    expect(await store.features.revision(scene)).not.toBeNull();
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ family: 'link', sourceId: 'L1' });
    expect(await store.tiles.cells(scene, 0)).toMatchObject([{ count: 3 }]);
    expect(await store.imports.current(scene, 'sewer')).toEqual({ ...record, readerVersion: '1' });
  });

  test('under way over a published layer leaves what is shown as it is', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const revision = await store.features.revision(scene);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([
      sampleLink('L1', { statedLengthM: 7 }),
      sampleLink('L2'),
      sampleNode('A', { coverLevelM: 99 }),
    ]);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({
      statedLengthM: 100,
      import: { id: first },
    });
    expect(await store.features.feature(scene, 'sewer.L2')).toBeNull();
    expect(await store.tiles.cells(scene, 0)).toMatchObject([{ count: 3, maxLevelM: 12 }]);
    expect(await store.features.summary(scene)).toMatchObject({ utilities: [{ conduits: 1, lengthM: 100, nodes: 2 }] });
    expect(await store.features.revision(scene)).toBe(revision);
    await session.publish(SAMPLE_REPORT);
    // The source no longer holds node B.
    expect(await store.tiles.cells(scene, 0)).toMatchObject([{ count: 3, maxLevelM: 99 }]);
    expect(await store.features.feature(scene, 'sewer.B')).toBeNull();
  });

  test('of the same rows again writes no row, and the layer shows the same', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const features = [...PAIR, sampleArea('S1')];
    const first = await importSample(store, scene, features);
    const revision = await store.features.revision(scene);
    const second = await importSample(store, scene, features);
    expect(await versionsBroughtBy(store, first)).toBe(4);
    expect(await versionsBroughtBy(store, second)).toBe(0);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ import: { id: first } });
    expect(await store.features.revision(scene)).not.toBe(revision);
    expect((await store.imports.list(scene)).map(({ id, state }) => ({ id, state }))).toEqual([
      { id: second, state: 'published' },
      { id: first, state: 'superseded' },
    ]);
  });

  test('of a corrected file changes, adds and retires, and keeps what was', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [...PAIR, sampleLink('gone')]);
    const corrected = sampleLink('L1', { statedLengthM: 101 });
    const second = await importSample(store, scene, [sampleNode('A'), sampleNode('B'), corrected, sampleLink('new')]);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({
      statedLengthM: 101,
      import: { id: second },
    });
    expect(await store.features.feature(scene, 'sewer.new')).toMatchObject({ import: { id: second } });
    expect(await store.features.feature(scene, 'sewer.gone')).toBeNull();
    expect(await store.features.feature(scene, 'sewer.A')).toMatchObject({ import: { id: first } });
    const history = await store.sql.query(
      `select f.source_id, f.stated_length_m, f.valid_from, f.valid_to = 9007199254740991 as live
       from link f join layer l on l.id = f.layer_id where l.scene = $1 order by f.source_id, f.valid_from`,
      [scene],
    );
    expect(history).toEqual([
      { source_id: 'L1', stated_length_m: 100, valid_from: first, live: false },
      { source_id: 'L1', stated_length_m: 101, valid_from: second, live: true },
      { source_id: 'gone', stated_length_m: 100, valid_from: first, live: false },
      { source_id: 'new', stated_length_m: 100, valid_from: second, live: true },
    ]);
  });

  test('notices a change in the raw record alone', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('A', { raw: { Name: 'A', Tag: 'x' } })]);
    const second = await importSample(store, scene, [sampleNode('A', { raw: { Name: 'A', Tag: 'y' } })]);
    expect(await versionsBroughtBy(store, second)).toBe(1);
  });

  test('that brings a retired feature back shows it again', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('A'), sampleNode('B')]);
    await importSample(store, scene, [sampleNode('A')]);
    const third = await importSample(store, scene, [sampleNode('A'), sampleNode('B')]);
    expect(await store.features.feature(scene, 'sewer.B')).toMatchObject({ import: { id: third } });
  });

  test('leaves the rows of other layers and scenes alone', async () => {
    const { store, newScene } = using();
    const [scene, other] = [newScene(), newScene()];
    await importSample(store, other, PAIR);
    await importSample(store, scene, PAIR, { layer: 'water' });
    await importSample(store, scene, PAIR);
    await importSample(store, scene, [sampleNode('A')]);
    expect(await store.features.feature(other, 'sewer.L1')).not.toBeNull();
    expect(await store.features.feature(scene, 'water.L1')).not.toBeNull();
    expect(await store.features.feature(scene, 'sewer.L1')).toBeNull();
  });

  test('that is discarded leaves no row and frees the layer', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const published = await importSample(store, scene, PAIR);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A'), sampleLink('L1', { statedLengthM: 5 }), sampleArea('S1')]);
    await session.discard({ ...SAMPLE_REPORT, accepted: false });
    expect(await versionsBroughtBy(store, session.importId)).toBe(0);
    expect(await store.sql.query('select * from import_seen')).toEqual([]);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ import: { id: published } });
    expect((await store.imports.list(scene))[0]).toMatchObject({ state: 'failed', report: { accepted: false } });
    expect(await importSample(store, scene, PAIR)).toBeGreaterThan(session.importId);
  });

  test('is over once published or discarded', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await session.publish(SAMPLE_REPORT);
    const over = { code: 'import-ended' };
    await expect(session.write(PAIR)).rejects.toMatchObject(over);
    await expect(session.publish(SAMPLE_REPORT)).rejects.toMatchObject(over);
    await expect(session.discard(null)).rejects.toMatchObject(over);
  });

  test('holds its layer: a second one is refused by name, another layer is free', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await expect(store.imports.begin(sampleSource(scene))).rejects.toMatchObject({
      code: 'layer-busy',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    const other = await store.imports.begin(sampleSource(scene, { layer: 'water' }));
    await other.discard(null);
    await session.write(PAIR);
    await session.publish(SAMPLE_REPORT);
    expect(await store.features.feature(scene, 'sewer.L1')).not.toBeNull();
  });

  test('refuses the same source id twice in one import and keeps the layer as it was', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A')]);
    await expect(session.write([sampleNode('A')])).rejects.toMatchObject({ code: 'statement-failed' });
    await session.discard(null);
    expect(await store.features.revision(scene)).toBeNull();
  });

  test('refuses at publish what came twice, once unchanged, and what is shown stays', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    for (const twice of [sampleLink('L1', { statedLengthM: 5 }), sampleLink('L1')]) {
      const session = await store.imports.begin(sampleSource(scene));
      await session.write(PAIR);
      await session.write([twice]);
      await expect(session.publish(SAMPLE_REPORT)).rejects.toMatchObject({
        code: 'statement-failed',
        message: 'A source id must stand once in an import; the link "L1" came twice.',
      });
      await session.discard(null);
    }
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({
      statedLengthM: 100,
      import: { id: first },
    });
  });

  test('writes batches larger than a statement, each row once', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const many = Array.from({ length: 2345 }, (_, i) => sampleNode(`N${i}`));
    const id = await importSample(store, scene, many);
    expect(await versionsBroughtBy(store, id)).toBe(2345);
    const again = await importSample(store, scene, many);
    expect(await versionsBroughtBy(store, again)).toBe(0);
  });

  test('takes calls made at once in turn', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const session = await store.imports.begin(sampleSource(scene));
    const writes = Array.from({ length: 5 }, (_, i) => session.write([sampleNode(`N${i}`)]));
    await Promise.all([...writes, session.publish(SAMPLE_REPORT)]);
    expect(await store.tiles.cells(scene, 0)).toMatchObject([{ count: 5 }]);
  });
});
