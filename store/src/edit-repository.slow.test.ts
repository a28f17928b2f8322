import { patchedLink, patchedNode } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { LinkPatch, NodePatch } from '@undercroft/core/protocol/feature-edit';
import { leafCellOf } from '@undercroft/core/tiling/dirty-tiles';
import { CELL_ZOOM, cellOf } from '@undercroft/core/tiling/quadtree';
import { LEAF_ZOOM } from '@undercroft/core/tiling/tileset-json';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { EditableRow, RowEdit } from './edit-store.ts';
import type { Store } from './store.ts';
import { importSample, SAMPLE_REPORT, sampleLink, sampleNode, sampleSource } from './testing/sample-features.ts';

/** A street of three manholes 128 m apart, and a node 6 km away that none of them touches. */
const STREET: readonly CityFeature[] = [
  sampleNode('A', { position: [10.3, 55.3] }),
  sampleNode('B', { position: [10.302, 55.3] }),
  sampleNode('C', { position: [10.304, 55.3] }),
  sampleNode('FAR', { position: [10.4, 55.3] }),
  sampleLink('AB', { fromNode: 'A', toNode: 'B', path: Float64Array.of(10.3, 55.3, 10.302, 55.3) }),
  sampleLink('BC', { fromNode: 'B', toNode: 'C', path: Float64Array.of(10.302, 55.3, 10.304, 55.3) }),
];

const leafOf = (lon: number, lat: number) => leafCellOf(cellOf(lon, lat));

const asLink = (patch: LinkPatch) => (row: EditableRow) => {
  if (row.family !== 'link') throw new Error('a link was wanted');
  return patchedLink(row.link, patch);
};
const asNode = (patch: NodePatch) => (row: EditableRow) => {
  if (row.family !== 'node') throw new Error('a node was wanted');
  return patchedNode(row.node, row.links, patch);
};

function editOf(scene: string, id: string, seen: number): RowEdit {
  return { scene, id: `sewer.${id}`, seen, by: 'Chen Yu', reason: 'measured again' };
}

async function linkShown(store: Store, scene: string, id: string) {
  const found = await store.features.feature(scene, `sewer.${id}`);
  if (found?.family !== 'link') throw new Error(`${id} must be a link`);
  return found;
}

describeStores('an edit of a row', (using) => {
  test('of a level changes what follows from it, says who and why in the history, and can be undone', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const before = await store.features.revision(scene);
    const done = await store.edits.apply(
      editOf(scene, 'AB', first),
      asLink({ levels: { reference: 'invert', fromM: 10, toM: 9 }, section: { widthMm: 400 } }),
    );
    expect(done).toMatchObject({ before, changed: ['sewer.AB'], isGroundTouched: false });
    expect(done?.revision).toBe(await store.features.revision(scene));
    // Half of 0.4 m above the invert lies the axis; without a wall the outer top is the obvert. It falls 1 m over the stated 100.
    expect(await linkShown(store, scene, 'AB')).toMatchObject({
      section: { shape: 'circular', widthMm: 400, heightMm: 400 },
      from: { invertM: 10, axisM: 10.2, outerTopM: 10.4 },
      to: { invertM: 9, axisM: 9.2, outerTopM: 9.4 },
      outerTopBasis: 'inner',
      slope: 0.01,
      raw: { Name: 'AB' },
      import: { id: done?.importId, source: 'edit: measured again' },
    });
    const history = await store.features.history(scene, 'sewer.AB');
    expect(history?.versions.map(({ from }) => [from.id, from.by])).toEqual([
      [done?.importId, 'Chen Yu'],
      [first, null],
    ]);
    expect(history?.versions[0]?.changes.map(({ field }) => field)).toContain('section.widthMm');
    // What is imported is still the file: starting again brings nothing over the edit.
    expect(await store.imports.current(scene, 'sewer')).toMatchObject({ id: first });

    await store.imports.undo(done?.importId ?? 0);
    expect(await linkShown(store, scene, 'AB')).toMatchObject({ from: { axisM: 10.15 }, slope: 0.005 });
    expect((await store.features.history(scene, 'sewer.AB'))?.versions).toHaveLength(1);
    // The undone version must not come back with the next edit, whose number is greater.
    const next = await store.edits.apply(editOf(scene, 'BC', first), asLink({ material: 'PE' }));
    expect(next?.changed).toEqual(['sewer.BC']);
    expect(await linkShown(store, scene, 'AB')).toMatchObject({ from: { axisM: 10.15 } });
  });

  test('that moves a node moves the ends of its links with it', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const done = await store.edits.apply(editOf(scene, 'B', first), asNode({ position: [10.302, 55.301] }));
    expect(done?.changed).toEqual(['sewer.B', 'sewer.AB', 'sewer.BC']);
    expect(done?.isGroundTouched).toBe(true);
    const [ab, bc] = await Promise.all([linkShown(store, scene, 'AB'), linkShown(store, scene, 'BC')]);
    expect(ab.path).toEqual([
      [10.3, 55.3, 10.15],
      [10.302, 55.301, 9.65],
    ]);
    expect(bc.path[0]).toEqual([10.302, 55.301, 10.15]);
    // 127.1 m to the east, 111.3 m to the north.
    expect(ab.planLengthM).toBeCloseTo(169, 0);
    // One import, one undo: all of it goes back.
    await store.imports.undo(done?.importId ?? 0);
    expect((await linkShown(store, scene, 'BC')).path[0]).toEqual([10.302, 55.3, 10.15]);
  });

  test('dirties the cells of the row before and after and of what shares its nodes, and no other', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const whole = await store.edits.versions(scene);
    expect((await store.edits.changedCells(scene))?.cells.size).toBe(0);
    const done = await store.edits.apply(editOf(scene, 'A', first), asNode({ position: [10.3, 55.302] }));
    expect(new Set(done?.leafCells)).toEqual(
      new Set([
        leafOf(10.3, 55.3),
        leafOf(10.3, 55.302),
        // The link before and after, the node at its other end, and the next link there.
        leafOf(10.301, 55.3),
        leafOf(10.301, 55.301),
        leafOf(10.302, 55.3),
        leafOf(10.303, 55.3),
      ]),
    );
    const changed = await store.edits.changedCells(scene);
    expect(new Set(changed?.cells.keys())).toEqual(new Set(done?.leafCells));
    expect(changed?.versions.whole).toBe(whole?.whole);
    expect(changed?.versions.ground).not.toBe(whole?.ground);
    expect(await store.edits.find(done?.importId ?? 0)).toEqual({
      importId: done?.importId,
      changed: done?.changed,
      leafCells: done?.leafCells,
      isGroundTouched: true,
    });
    // An undo is a change of the same cells, not a return to what their name was.
    await store.imports.undo(done?.importId ?? 0);
    const undone = await store.edits.changedCells(scene);
    expect(undone?.cells.size).toBe(changed?.cells.size);
    for (const [cell, change] of undone?.cells ?? []) expect(change).not.toBe(changed?.cells.get(cell));
    // An import may have touched anything.
    await importSample(store, scene, STREET);
    const imported = await store.edits.changedCells(scene);
    expect(imported?.cells.size).toBe(0);
    expect(imported?.versions.whole).not.toBe(whole?.whole);
  });

  test('counts changes by the time, so that no count comes again, and says of counts of before that they may', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    expect(await store.edits.lastingVersions(scene)).toEqual(await store.edits.versions(scene));
    const countOf = async () => {
      const [row] = await store.sql.query<{ count: number }>(
        'select change_count as count from layer where scene = $1',
        [scene],
      );
      return row?.count ?? 0;
    };
    const imported = await countOf();
    expect(Math.abs(imported / 1000 - Date.now())).toBeLessThan(3_600_000);
    expect(Number.isSafeInteger(imported)).toBe(true);
    // A clock that was put back: the count rises by one.
    const ahead = imported + 1e12;
    await store.sql.query('update layer set change_count = $2 where scene = $1', [scene, ahead]);
    await store.edits.apply(editOf(scene, 'AB', first), asLink({ material: 'PE' }));
    expect(await countOf()).toBe(ahead + 1);
    // A layer of a database in which changes were numbered, before its next import.
    await store.sql.query('update layer set change_count = 2, whole_count = 1, ground_count = 1 where scene = $1', [
      scene,
    ]);
    expect(await store.edits.lastingVersions(scene)).toBeNull();
    await store.edits.apply(editOf(scene, 'BC', first), asLink({ material: 'PE' }));
    expect(await store.edits.lastingVersions(scene)).toBeNull();
    await importSample(store, scene, STREET);
    expect(await store.edits.lastingVersions(scene)).toEqual(await store.edits.versions(scene));
  });

  test('that changes nothing writes nothing', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const before = await store.features.revision(scene);
    const imports = await store.imports.list(scene);
    const done = await store.edits.apply(editOf(scene, 'A', first), asNode({ coverLevelM: 12 }));
    expect(done).toMatchObject({ before, revision: before, changed: [], leafCells: [] });
    expect(await store.imports.list(scene)).toEqual(imports);
  });

  test('of a version that is not the newest is refused, and of two at once one is', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const both = await Promise.allSettled(
      ['PE', 'PVC'].map((material) => store.edits.apply(editOf(scene, 'AB', first), asLink({ material }))),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(store.edits.apply(editOf(scene, 'AB', first), asLink({ material: 'CI' }))).rejects.toMatchObject({
      code: 'feature-changed',
    });
  });

  test('leaves nothing behind when it is refused half-way', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const imports = await store.imports.list(scene);
    const refused = store.edits.apply(
      editOf(scene, 'AB', first),
      asLink({
        path: [
          [10.3, 55.3],
          [10.5, 55.3],
        ],
      }),
    );
    await expect(refused).rejects.toMatchObject({ code: 'edit-refused' });
    expect(await store.imports.list(scene)).toEqual(imports);
    expect(await linkShown(store, scene, 'AB')).toMatchObject({ import: { id: first } });
    expect(await store.edits.apply(editOf(scene, 'nobody', first), asLink({}))).toBeNull();
  });

  test('waits for nobody while a draft of its layer waits: it would spoil it', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, STREET);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleNode('A')]);
    await session.hold(SAMPLE_REPORT);
    await expect(store.edits.apply(editOf(scene, 'AB', first), asLink({ material: 'PE' }))).rejects.toMatchObject({
      code: 'draft-waiting',
    });
    await store.imports.publish(session.importId);
  });

  test('is told by summaries of the cells asked for, as they are in the summary of all', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, STREET);
    const all = await store.tiles.cells(scene, LEAF_ZOOM);
    const some = all.filter((_, i) => i % 2 === 0);
    expect(
      await store.tiles.cells(
        scene,
        LEAF_ZOOM,
        some.map(({ cell }) => cell),
      ),
    ).toEqual(some);
    expect(await store.tiles.cells(scene, LEAF_ZOOM, [4 ** LEAF_ZOOM - 1])).toEqual([]);
    expect((await store.tiles.rows(scene, 0, 4 ** CELL_ZOOM)).nodes).toHaveLength(4);
  });
});
