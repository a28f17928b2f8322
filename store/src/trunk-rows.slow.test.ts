import { patchedLink, patchedNode } from '@undercroft/core/edit/apply-patch';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { seededRandom } from '@undercroft/core/random/seeded-random';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { trunkRank } from '@undercroft/core/tiling/trunk-rank';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { tileRowsOf } from './sent-rows.ts';
import type { Store } from './store.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';

const EVERYWHERE = 4 ** CELL_ZOOM;

function pipe(id: string, widthMm: number | null, planLengthM = 40, changes: object = {}): CityFeature {
  const size = { wallMm: null, floorWidthMm: null, open: false, barrels: 1 };
  const section = { shape: 'circular', widthMm, heightMm: widthMm, ...size } as const;
  return sampleLink(id, { section, planLengthM, ...changes });
}

async function trunksOf(store: Store, scene: string, most: number): Promise<string[]> {
  const { links, nodes } = tileRowsOf(await store.tiles.sent(scene).trunks(0, EVERYWHERE, most));
  expect(nodes).toEqual([]);
  return links.map(({ featureId }) => featureId);
}

describeStores('the trunks of a scene', (using) => {
  test('are the widest two of five pipes, and among equals the longer one', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const five = [pipe('a', 300, 900), pipe('b', 1200), pipe('c', 800, 30), pipe('d', 800, 31), pipe('e', 150)];
    await importSample(store, scene, [...five, sampleNode('A')]);
    expect(await trunksOf(store, scene, 2)).toEqual(['sewer.b', 'sewer.d']);
    expect(await store.tiles.trunkThreshold(scene, 0, EVERYWHERE, 2)).toBe(800_000_031);
    expect(await trunksOf(store, scene, 9)).toHaveLength(5);
    expect(await store.tiles.trunkThreshold(scene, 0, EVERYWHERE, 9)).toBeNull();
    expect(await trunksOf(store, newScene(), 2)).toEqual([]);
  });

  test('take one of unknown width for 600 mm, and leave out what is no conduit', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const pump = pipe('pump', 2000, 40, { kind: 'pump' });
    await importSample(store, scene, [pipe('known', 600, 30), pipe('unknown', null, 31), pipe('less', 599, 99), pump]);
    expect(await trunksOf(store, scene, 1)).toEqual(['sewer.unknown']);
    expect((await trunksOf(store, scene, 2)).toSorted()).toEqual(['sewer.known', 'sewer.unknown']);
  });

  test('bring the nodes at their ends where a level is unknown, to be drawn under the cover', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const unknown = { invertM: null, axisM: null, outerTopM: null };
    await importSample(store, scene, [pipe('known', 900), pipe('hung', 800, 40, { from: unknown }), sampleNode('A')]);
    const { links } = tileRowsOf(await store.tiles.sent(scene).trunks(0, EVERYWHERE, 2));
    expect(new Map(links.map(({ featureId, fromNode }) => [featureId, fromNode?.coverLevelM ?? null]))).toEqual(
      new Map([
        ['sewer.hung', 12],
        ['sewer.known', null],
      ]),
    );
  });

  test('are in the order that trunkRank gives, over layers, versions and ties', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const random = seededRandom(7);
    const widths = [null, 100, 152.4, 300, 300, 599.99, 600, 1000];
    const drawn = (layer: string, count: number) =>
      Array.from({ length: count }, (_, i) =>
        pipe(
          `${layer}${i}`,
          widths[Math.floor(random.next() * widths.length)] ?? null,
          Math.round(random.next() * 4) / 3,
        ),
      );
    await importSample(store, scene, drawn('s', 60));
    await importSample(store, scene, drawn('s', 60));
    await importSample(store, scene, drawn('w', 60), { layer: 'water' });
    const { links } = await store.tiles.rows(scene, 0, EVERYWHERE);
    const ranked = links
      .map(({ featureId, link }) => ({ featureId, rank: trunkRank(link) ?? 0 }))
      .sort((a, b) => b.rank - a.rank || (a.featureId < b.featureId ? -1 : 1));
    for (const most of [1, 17, 60, 119]) {
      const first = ranked.slice(0, most);
      expect((await trunksOf(store, scene, most)).toSorted()).toEqual(
        first.map(({ featureId }) => featureId).toSorted(),
      );
      expect(await store.tiles.trunkThreshold(scene, 0, EVERYWHERE, most)).toBe(first.at(-1)?.rank);
    }
  });

  test('of the past are those of then; an edit says how much what it touched mattered, before or after', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const first = await importSample(store, scene, [sampleNode('A'), pipe('wide', 1000), pipe('narrow', 200, 40.5)]);
    const { revision } = await store.tiles.networkAt(scene, Date.now() + 1000);
    const edit = (id: string, seen = first) => ({ scene, id: `sewer.${id}`, seen, by: 'Li', reason: 'measured' });
    const asLink = (widthMm: number) => (row: Parameters<Parameters<typeof store.edits.apply>[1]>[0]) => {
      if (row.family !== 'link') throw new Error('a link was wanted');
      return patchedLink(row.link, { section: { widthMm } });
    };
    const done = await store.edits.apply(edit('wide'), asLink(100));
    expect(await trunksOf(store, scene, 1)).toEqual(['sewer.narrow']);
    const then = await store.tiles.pastNetwork(scene, revision ?? '');
    const sent = await then?.sent.trunks(0, EVERYWHERE, 1);
    expect(sent && tileRowsOf(sent).links.map(({ featureId }) => featureId)).toEqual(['sewer.wide']);
    const editsOf = async () => [...((await store.edits.changedCells(scene))?.trunkEdits ?? [])];
    // As wide as it was, though it is 100 mm now.
    expect(await editsOf()).toEqual([
      [done?.importId, { leafCells: done?.leafCells, rank: 1_000_000_040, change: expect.any(Number) }],
    ]);
    // A node matters as its conduits do: both end at A.
    const moved = await store.edits.apply(edit('A'), (row) => {
      if (row.family !== 'node') throw new Error('a node was wanted');
      return patchedNode(row.node, row.links, { coverLevelM: 12.5 });
    });
    expect((await editsOf()).map(([id, { rank }]) => [id, rank])).toEqual([
      [done?.importId, 1_000_000_040],
      [moved?.importId, 200_000_040.5],
    ]);
    await store.imports.undo(moved?.importId ?? 0);
    const [, undone] = await editsOf();
    expect(undone?.[1].change).toBeGreaterThan((await editsOf())[0]?.[1].change ?? 0);
  });
});
