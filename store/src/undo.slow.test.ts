import type { CityFeature } from '@undercroft/core/model/city-feature';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { Store } from './store.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';

const PAIR: readonly CityFeature[] = [sampleNode('A'), sampleNode('B'), sampleLink('L1')];

/** Source id and cover level of every node shown. */
async function nodesShown(store: Store, scene: string): Promise<string[]> {
  const { nodes } = await store.tiles.rows(scene, 0, 4 ** CELL_ZOOM);
  return nodes.map(({ node }) => `${node.sourceId} ${node.coverLevelM}`).toSorted();
}

describeStores('an undo', (using) => {
  test('shows again what the layer showed before: changed, retired and unchanged', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const second = await importSample(store, scene, [sampleNode('A', { coverLevelM: 99 }), sampleNode('C')]);
    expect(await nodesShown(store, scene)).toEqual(['A 99', 'C 12']);
    expect(await store.imports.undo(second)).toMatchObject({ id: second, state: 'undone' });
    expect(await nodesShown(store, scene)).toEqual(['A 12', 'B 12']);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ import: { id: first } });
    expect(await store.imports.current(scene, 'sewer')).toMatchObject({ id: first, state: 'published' });
    expect((await store.imports.list(scene)).map(({ state }) => state)).toEqual(['undone', 'published']);
  });

  test('of the only import empties the layer, and the next import is as the first', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    await store.imports.undo(first);
    expect(await store.features.revision(scene)).toBeNull();
    expect(await store.features.feature(scene, 'sewer.A')).toBeNull();
    expect(await store.imports.current(scene, 'sewer')).toBeNull();
    expect(await store.features.layers(scene)).toEqual([]);
    const again = await importSample(store, scene, PAIR);
    expect(await store.imports.find(again)).toMatchObject({ report: { changes: { added: 3, unchanged: 0 } } });
    expect(await nodesShown(store, scene)).toEqual(['A 12', 'B 12']);
    expect(await store.sql.query('select 1 from node where valid_from = $1', [first])).toEqual([]);
  });

  test('can be followed by another, back to the first', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const ids = [];
    for (const level of [1, 2, 3]) {
      ids.push(
        await importSample(store, scene, [sampleNode('A', { coverLevelM: level }), sampleNode(`only-${level}`)]),
      );
    }
    const [first = 0, second = 0, third = 0] = ids;
    await expect(store.imports.undo(second)).rejects.toMatchObject({
      code: 'not-newest',
      message: `Only the import that layer sewer shows can be undone; import ${second} is superseded and the layer shows import ${third}.`,
    });
    await store.imports.undo(third);
    await expect(store.imports.undo(third)).rejects.toMatchObject({ code: 'not-newest' });
    await store.imports.undo(second);
    expect(await nodesShown(store, scene)).toEqual(['A 1', 'only-1 12']);
    await store.imports.undo(first);
    expect(await nodesShown(store, scene)).toEqual([]);
  });

  test('leaves the next import a clean start: it finds unchanged what is shown, not what was undone', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, PAIR);
    const wrong = [sampleNode('A', { coverLevelM: 99 }), sampleNode('B'), sampleNode('C')];
    await store.imports.undo(await importSample(store, scene, wrong));
    const third = await importSample(store, scene, [...PAIR, sampleNode('C')]);
    expect(await store.imports.find(third)).toMatchObject({
      report: { changes: { added: 1, changed: 0, retired: 0, unchanged: 3 } },
    });
    expect(await nodesShown(store, scene)).toEqual(['A 12', 'B 12', 'C 12']);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject({ import: { id: first } });
    await store.imports.undo(third);
    expect(await nodesShown(store, scene)).toEqual(['A 12', 'B 12']);
  });

  test('gives the scene a name that it never had, each time', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const revisions: (string | null)[] = [];
    const note = async () => revisions.push(await store.features.revision(scene));
    await importSample(store, scene, PAIR, { layer: 'water' });
    await note();
    // The layer comes, changes, goes back, is emptied, and comes again.
    const first = await importSample(store, scene, PAIR);
    await note();
    const second = await importSample(store, scene, [sampleNode('A')]);
    await note();
    await store.imports.undo(second);
    await note();
    await store.imports.undo(first);
    await note();
    await importSample(store, scene, PAIR);
    await note();
    expect(new Set(revisions).size).toBe(6);
  });
});
