import { setTimeout as sleep } from 'node:timers/promises';
import { type Feature, featureSchema } from '@undercroft/core/protocol/answers';
import { historySchema } from '@undercroft/core/protocol/data-page';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { AsOf, Store } from './store.ts';
import { importSample, SAMPLE_REPORT, sampleLink, sampleNode, sampleSource } from './testing/sample-features.ts';
import { sampleGridCell, samplePoint } from './testing/sample-operations.ts';

async function historyOf(store: Store, scene: string, id: string) {
  return historySchema.parse(await store.features.history(scene, id)).versions;
}

describeStores('the history of a feature', (using) => {
  test('names each version with the import that brought it, the one that ended it, and what differs', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleLink('L1')], { source: 'a.csv', by: 'Han Meimei' });
    await importSample(store, scene, [sampleLink('L1'), sampleNode('A')], { source: 'same.csv' });
    const section = {
      shape: 'circular',
      heightMm: 300,
      wallMm: 30,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    } as const;
    const third = await importSample(
      store,
      scene,
      [
        sampleLink('L1', {
          statedLengthM: 101,
          section: { ...section, widthMm: 400 },
          path: Float64Array.of(10.3, 55.3, 10.302, 55.3),
          raw: { Name: 'L1', Note: 'measured again' },
        }),
      ],
      { source: 'b.csv' },
    );
    const [newest, oldest, ...others] = await historyOf(store, scene, 'sewer.L1');
    expect(others).toEqual([]);
    expect(oldest).toMatchObject({
      from: { id: first, source: 'a.csv', by: 'Han Meimei', publishedAt: expect.any(String) },
      until: { id: third, source: 'b.csv' },
      changes: [],
    });
    expect(newest).toMatchObject({ from: { id: third, by: null }, until: null });
    expect(newest?.changes.toSorted((a, b) => (a.field < b.field ? -1 : 1))).toEqual([
      {
        field: 'path',
        before: [
          [10.3, 55.3, 10.15],
          [10.301, 55.3, 9.65],
        ],
        after: [
          [10.3, 55.3, 10.15],
          [10.302, 55.3, 9.65],
        ],
      },
      { field: 'raw.Note', before: null, after: 'measured again' },
      { field: 'section.wallMm', before: null, after: 30 },
      { field: 'section.widthMm', before: 300, after: 400 },
      { field: 'statedLengthM', before: 100, after: 101 },
    ]);
  });

  test('shows that it was gone for a while, and ends where it is retired', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const ids = [];
    for (const features of [[sampleNode('A')], [], [sampleNode('A')], []])
      ids.push(await importSample(store, scene, features));
    const versions = await historyOf(store, scene, 'sewer.A');
    expect(versions.map(({ from, until, changes }) => [from.id, until?.id, changes])).toEqual([
      [ids[2], ids[3], []],
      [ids[0], ids[1], []],
    ]);
    expect(await store.features.feature(scene, 'sewer.A')).toBeNull();
  });

  test('knows nothing of drafts, of what was undone, or of features that never were', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleNode('A')]);
    const wrong = await importSample(store, scene, [sampleNode('A', { coverLevelM: 1 }), sampleNode('B')]);
    await store.imports.undo(wrong);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A', { coverLevelM: 2 })]);
    await session.hold(SAMPLE_REPORT);
    expect(await historyOf(store, scene, 'sewer.A')).toMatchObject([{ from: { id: first }, until: null }]);
    for (const id of ['sewer.B', 'sewer.C', 'water.A', 'no id']) {
      expect(await store.features.history(scene, id)).toBeNull();
    }
  });

  test('is there for city points and grid cells too', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [samplePoint('P'), sampleGridCell('G')]);
    await importSample(store, scene, [samplePoint('P', { headingDeg: 180 }), sampleGridCell('G', { manager: 'Wu' })]);
    const changes = async (id: string) => (await historyOf(store, scene, id))[0]?.changes;
    expect(await changes('sewer.P')).toEqual([{ field: 'headingDeg', before: 90, after: 180 }]);
    expect(await changes('sewer.G')).toEqual([{ field: 'manager', before: null, after: 'Wu' }]);
  });
});

describeStores('a feature as of a moment', (using) => {
  test('is what the layer showed after an import, or at a time', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const before = new Date().toISOString();
    await sleep(5);
    const ids: number[] = [];
    const times: string[] = [];
    for (const level of [1, 2, 3]) {
      ids.push(
        await importSample(store, scene, [
          sampleNode('A', { coverLevelM: level }),
          ...(level === 2 ? [] : [sampleNode('B')]),
        ]),
      );
      await sleep(5);
      times.push(new Date().toISOString());
      await sleep(5);
    }
    const levelAt = async (asOf: AsOf) => {
      const feature: Feature | null = await store.features.feature(scene, 'sewer.A', asOf);
      return feature?.family === 'node' ? feature.coverLevelM : null;
    };
    expect(await Promise.all(ids.map((importId) => levelAt({ importId })))).toEqual([1, 2, 3]);
    expect(await Promise.all(times.map((time) => levelAt({ time })))).toEqual([1, 2, 3]);
    expect(await levelAt({ time: before })).toBeNull();
    expect(await store.features.feature(scene, 'sewer.B', { importId: ids[1] ?? 0 })).toBeNull();
    expect(await store.features.feature(scene, 'sewer.B', { importId: ids[0] ?? 0 })).toMatchObject({
      import: { id: ids[0] },
    });
  });

  test('is nothing as of an import of another layer, a draft, or one that was undone', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleNode('A')]);
    const other = await importSample(store, scene, [sampleNode('A')], { layer: 'water' });
    const undone = await importSample(store, scene, [sampleNode('A', { coverLevelM: 1 })]);
    await store.imports.undo(undone);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A', { coverLevelM: 2 })]);
    const { id: draft } = await session.hold(SAMPLE_REPORT);
    for (const importId of [other, undone, draft, 1e9]) {
      expect(await store.features.feature(scene, 'sewer.A', { importId })).toBeNull();
    }
    const now = new Date(Date.now() + 1000).toISOString();
    expect(await store.features.feature(scene, 'sewer.A', { time: now })).toMatchObject({
      coverLevelM: 12,
      import: { id: first },
    });
  });

  test('finds the cell of a point in the other layer as that was then', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const grid = (cell: string) => importSample(store, scene, [sampleGridCell(cell)], { layer: 'grid' });
    await grid('G1');
    const points = await importSample(store, scene, [samplePoint('P', { gridCell: 'G1' })], { layer: 'cameras' });
    await grid('G2');
    const cellOf = async (asOf?: AsOf) => {
      const feature = featureSchema.parse(await store.features.feature(scene, 'cameras.P', asOf));
      return feature.family === 'cityPoint' ? feature.gridCell : null;
    };
    expect(await cellOf({ importId: points })).toBe('grid.G1');
    // No layer has it now: the id says so by naming the point's own layer, where it is not.
    expect(await cellOf()).toBe('cameras.G1');
  });
});
