import { deserialize, serialize } from 'node:v8';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { featureEncoder } from './rows/encode-rows.ts';
import type { EncodedRows } from './rows/encoded-rows.ts';
import { importedFeatures } from './testing/imported-features.ts';
import { importSample, SAMPLE_REPORT, sampleLink, sampleSource } from './testing/sample-features.ts';

describeStores('rows encoded elsewhere', (using) => {
  test('are in the database what writing the features would have put there', async () => {
    const { store, newScene } = using();
    const [scene, other] = [newScene(), newScene()];
    const features = importedFeatures(0, 1700);
    await importSample(store, other, features);
    const session = await store.imports.begin(sampleSource(scene));
    const rows = deserialize(serialize(featureEncoder(session)(features))) as readonly EncodedRows[];
    await session.writeEncoded(rows);
    const { report } = await session.publish(SAMPLE_REPORT);
    expect(report?.changes).toEqual({ added: 3400, changed: 0, retired: 0, unchanged: 0 });
    for (const table of ['link', 'node']) {
      const stored = async (name: string) =>
        await store.sql.query(
          `select row_hash, source_id, cell, geom, raw::text from ${table}
           where layer_id = (select id from layer where scene = $1) order by source_id`,
          [name],
        );
      const found = await stored(scene);
      expect(found).toHaveLength(1700);
      expect(found).toEqual(await stored(other));
    }
  });

  test('are written again only where they differ from what is live', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const features = importedFeatures(0, 1200);
    await importSample(store, scene, features);
    const session = await store.imports.begin(sampleSource(scene));
    const changed = [...features.slice(2), sampleLink('L5000'), sampleLink('L7', { statedLengthM: 3 })].filter(
      (feature, i, all) => all.findLastIndex((each) => each.value.sourceId === feature.value.sourceId) === i,
    );
    await session.writeEncoded(featureEncoder(session)(changed));
    const { report } = await session.publish(SAMPLE_REPORT);
    // Of 2400 the first node and link are gone, one link differs, one is new.
    expect(report?.changes).toEqual({ added: 1, changed: 1, retired: 2, unchanged: 2397 });
    const written = await store.sql.query('select source_id from link where valid_from = $1 order by 1', [
      session.importId,
    ]);
    expect(written).toEqual([{ source_id: 'L5000' }, { source_id: 'L7' }]);
    expect(await store.features.feature(scene, 'sewer.L7')).toMatchObject({ statedLengthM: 3 });
    expect(await store.features.feature(scene, 'sewer.L0')).toBeNull();
  });

  test('may hold NUL, which is stored as the replacement character and found unchanged the next time', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const padded = [sampleLink('L\0', { owner: 'City\0\0', raw: { Owner: 'City\0\0' } })];
    await importSample(store, scene, padded);
    expect(await store.features.feature(scene, 'sewer.L\u{fffd}')).toMatchObject({
      owner: 'City\u{fffd}\u{fffd}',
      raw: { Owner: 'City\0\0' },
    });
    const again = await importSample(store, scene, padded);
    expect(await store.imports.find(again)).toMatchObject({ report: { changes: { added: 0, unchanged: 1 } } });
  });

  test('are refused when they were made for another import, and when their count is wrong', async () => {
    const { store, newScene } = using();
    const session = await store.imports.begin(sampleSource(newScene()));
    const { layerId, importId } = session;
    await expect(
      session.writeEncoded(featureEncoder({ layerId, importId: importId + 1 })([sampleLink('L1')])),
    ).rejects.toMatchObject({ code: 'statement-failed', message: expect.stringContaining(`import ${importId}`) });
    const [rows] = featureEncoder(session)([sampleLink('L1')]);
    if (rows === undefined) throw new Error('There must be rows.');
    await expect(
      session.writeEncoded([{ ...rows, rowStarts: Uint32Array.of(0, 9, rows.data.length) }]),
    ).rejects.toMatchObject({
      code: 'result-swallowed',
    });
    await session.discard(null);
  });
});
