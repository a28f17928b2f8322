import type { NetworkNode } from '@undercroft/core/model/network-node';
import { CELL_ZOOM, cellOf } from '@undercroft/core/tiling/quadtree';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { byFeature } from './testing/by-feature.ts';
import { importSample, sampleArea, sampleLink, sampleNode, sampleSource } from './testing/sample-features.ts';

const EVERYWHERE = 4 ** CELL_ZOOM;
const WEST: readonly [number, number] = [10.3, 55.3];
const EAST: readonly [number, number] = [10.31, 55.3];

const ends = (node: ReturnType<typeof sampleNode>) => {
  const { kind, utility, position, coverLevelM, sumpLevelM, shaftDiameterMm } = node.value as NetworkNode;
  return { kind, utility, position, coverLevelM, sumpLevelM, shaftDiameterMm };
};

describeStores('the rows of a tile', (using) => {
  test('hold links with both end nodes and nodes with the ends of their links, word for word', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const a = sampleNode('A', { position: WEST, coverLevelM: null, shaftDiameterMm: 1200 });
    const b = sampleNode('B', { position: EAST, kind: 'outfall', sumpLevelM: null });
    const link = sampleLink('L1', {
      path: Float64Array.of(...WEST, 10.305, 55.301, ...EAST),
      accuracy: { qualityLevel: 'B', sigmaXyM: 0.1, sigmaZM: null },
      material: 'concrete',
      builtYear: 1987,
    });
    await importSample(store, scene, [a, b, link]);
    const { links, nodes } = await store.tiles.rows(scene, 0, EVERYWHERE);
    const { raw: _linkRaw, ...plainLink } = link.value;
    expect(links).toEqual([{ featureId: 'sewer.L1', link: plainLink, fromNode: ends(a), toNode: ends(b) }]);
    const { raw: _aRaw, ...plainA } = a.value;
    const { raw: _bRaw, ...plainB } = b.value;
    const size = { widthMm: 300, heightMm: 300 };
    expect(byFeature(nodes)).toEqual([
      { featureId: 'sewer.A', node: plainA, incident: [{ axisM: 10.15, invertM: 10, outerTopM: 10.3, ...size }] },
      { featureId: 'sewer.B', node: plainB, incident: [{ axisM: 9.65, invertM: 9.5, outerTopM: 9.8, ...size }] },
    ]);
  });

  test('stand in one tile each; ends and incident ends are found across its edge', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const [a, b] = [sampleNode('A', { position: WEST }), sampleNode('B', { position: EAST })];
    // Its middle lies between the nodes, in a cell of its own.
    const link = sampleLink('L1', { path: Float64Array.of(...WEST, ...EAST) });
    await importSample(store, scene, [a, b, link]);
    const inCellOf = (lon: number, lat: number) => {
      const cell = cellOf(lon, lat);
      return store.tiles.rows(scene, cell, cell + 1);
    };
    const atLink = await inCellOf((WEST[0] + EAST[0]) / 2, 55.3);
    expect(atLink.nodes).toEqual([]);
    expect(atLink.links).toMatchObject([{ featureId: 'sewer.L1', fromNode: ends(a), toNode: ends(b) }]);
    const atNode = await inCellOf(...EAST);
    expect(atNode.links).toEqual([]);
    expect(atNode.nodes).toMatchObject([{ featureId: 'sewer.B', incident: [{ axisM: 9.65 }] }]);
  });

  test('keep layers apart that use the same source ids, and do not invent missing nodes', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('A', { coverLevelM: 12 }), sampleLink('L1', { toNode: null })]);
    await importSample(
      store,
      scene,
      [sampleNode('A', { coverLevelM: 77 }), sampleLink('L1', { fromNode: 'no such' })],
      {
        layer: 'water',
      },
    );
    const { links, nodes } = await store.tiles.rows(scene, 0, EVERYWHERE);
    expect(byFeature(links)).toMatchObject([
      { featureId: 'sewer.L1', fromNode: { coverLevelM: 12 }, toNode: null },
      { featureId: 'water.L1', fromNode: null, toNode: null },
    ]);
    expect(byFeature(nodes).map((node) => [node.featureId, node.incident.length])).toEqual([
      ['sewer.A', 1],
      ['water.A', 0],
    ]);
  });

  test('leave out what has no place, what is retired and what is not published', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleLink('old'), sampleLink('kept')]);
    await importSample(store, scene, [sampleLink('kept'), sampleLink('nowhere', { path: new Float64Array(0) })]);
    const session = await store.imports.begin(sampleSource(scene));
    await session.write([sampleLink('pending')]);
    const { links } = await store.tiles.rows(scene, 0, EVERYWHERE);
    expect(links.map((link) => link.featureId)).toEqual(['sewer.kept']);
    expect(await store.features.feature(scene, 'sewer.nowhere')).toMatchObject({ path: [] });
    await session.discard(null);
  });

  test('tell how round conduits leave a joint where their sizes differ, and nowhere else', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const section = { shape: 'circular' as const, wallMm: 10, floorWidthMm: null, open: false, barrels: 1 };
    const wide = { ...section, widthMm: 580, heightMm: 580 };
    const narrow = { ...section, widthMm: 380, heightMm: 380 };
    await importSample(store, scene, [
      sampleNode('A', { position: [10.3, 55.3], kind: 'fitting' }),
      sampleNode('B', { position: [10.301, 55.3], kind: 'fitting' }),
      sampleNode('C', { position: [10.302, 55.3], kind: 'manhole' }),
      sampleNode('D', { position: [10.303, 55.3], kind: 'fitting' }),
      sampleLink('AB', { path: Float64Array.of(10.3, 55.3, 10.301, 55.3), section: wide }),
      sampleLink('BC', {
        fromNode: 'B',
        toNode: 'C',
        section: narrow,
        path: Float64Array.of(10.301, 55.3, 10.3015, 55.3, 10.302, 55.3),
      }),
      sampleLink('CD', {
        fromNode: 'C',
        toNode: 'D',
        section: wide,
        path: Float64Array.of(10.302, 55.3, 10.303, 55.3),
      }),
    ]);
    const { nodes } = await store.tiles.rows(scene, 0, EVERYWHERE);
    const runsAt = (id: string) => nodes.find(({ featureId }) => featureId === `sewer.${id}`)?.incident;
    // Every sample falls from 10.15 to 9.65 m: half-way, where the second one has a vertex, it lies at 9.9 m.
    const [first, second] = runsAt('B') ?? [];
    expect(first).toMatchObject({ wallMm: 10, run: { end: [10.301, 55.3, 9.65], next: [10.3, 55.3, 10.15] } });
    expect(second?.run?.end).toEqual([10.301, 55.3, 10.15]);
    expect(second?.run?.next[0]).toBe(10.3015);
    expect(second?.run?.next[2]).toBeCloseTo(9.9, 6);
    expect([first?.run?.radiusM, second?.run?.radiusM]).toEqual([0.3, 0.2]);
    for (const id of ['A', 'C', 'D'])
      expect(
        runsAt(id)?.every(({ run }) => run === undefined),
        id,
      ).toBe(true);
  });

  test('of a loop list both of its ends at its node', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('A'), sampleLink('loop', { toNode: 'A' })]);
    const { nodes } = await store.tiles.rows(scene, 0, EVERYWHERE);
    expect(nodes[0]?.incident.map((end) => end.axisM).toSorted()).toEqual([10.15, 9.65]);
  });

  test('of an unknown scene are none, and an aborted signal ends the question', async () => {
    const { store } = using();
    expect(await store.tiles.rows('no such scene', 0, EVERYWHERE)).toEqual({ links: [], nodes: [] });
    await expect(store.tiles.rows('any', 0, 1, AbortSignal.abort(new Error('gone')))).rejects.toThrow('gone');
  });
});

describeStores('the summary of cells', (using) => {
  test('counts links and nodes by the cell of their middle and covers their own boxes', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const link = sampleLink('L1', { path: Float64Array.of(10.3, 55.3, 10.302, 55.301) });
    await importSample(store, scene, [
      sampleNode('A', { position: [10.3, 55.3] }),
      link,
      sampleNode('far', { position: [-120, -30] }),
      sampleArea('S'),
    ]);
    // At zoom 1: west of Greenwich and south of the equator is quarter 2, east and north is quarter 1.
    expect(await store.tiles.cells(scene, 1)).toEqual([
      { cell: 1, count: 2, bbox: [10.3, 55.3, 10.302, 55.301], minLevelM: 9, maxLevelM: 12, maxSizeM: 1 },
      { cell: 2, count: 1, bbox: [-120, -30, -120, -30], minLevelM: 9, maxLevelM: 12, maxSizeM: 1 },
    ]);
    expect((await store.tiles.cells(scene, CELL_ZOOM)).map((cell) => cell.cell)).toEqual(
      [cellOf(10.3, 55.3), cellOf(10.301, 55.3005), cellOf(-120, -30)].toSorted((p, q) => p - q),
    );
  });

  test('takes sizes with both walls and all barrels, and a shaft of unknown size as 1 m', async () => {
    const { store, newScene } = using();
    const culvert = {
      shape: 'rectangular',
      widthMm: 1200,
      heightMm: 800,
      wallMm: 200,
      floorWidthMm: null,
      open: false,
    } as const;
    const sizeOf = async (features: Parameters<typeof importSample>[2]) => {
      const scene = newScene();
      await importSample(store, scene, features);
      return (await store.tiles.cells(scene, 0))[0]?.maxSizeM;
    };
    expect(await sizeOf([sampleLink('one', { section: { ...culvert, barrels: 1 } })])).toBeCloseTo(1.6, 12);
    expect(await sizeOf([sampleLink('two', { section: { ...culvert, barrels: 2 } })])).toBeCloseTo(3.2, 12);
    expect(await sizeOf([sampleLink('unknown', { section: null })])).toBe(0);
    expect(await sizeOf([sampleNode('unknown')])).toBe(1);
    expect(await sizeOf([sampleNode('wide', { shaftDiameterMm: 2500 })])).toBe(2.5);
  });

  test('knows no level where none is known, and counts the links of a node whose own levels are unknown', async () => {
    const { store, newScene } = using();
    const [scene, other] = [newScene(), newScene()];
    const unknown = { invertM: null, axisM: null, outerTopM: null };
    const bare = sampleNode('A', { position: [-60, 40], coverLevelM: null, sumpLevelM: null });
    await importSample(store, scene, [sampleLink('L1', { from: unknown, to: unknown }), bare]);
    expect((await store.tiles.cells(scene, 0))[0]).toMatchObject({ count: 2, minLevelM: null, maxLevelM: null });
    // The link lies east of Greenwich, its node west of it.
    await importSample(store, other, [sampleLink('L1'), bare]);
    expect(await store.tiles.cells(other, 1)).toMatchObject([
      { cell: 0, count: 1, minLevelM: 10, maxLevelM: 10.3 },
      { cell: 1, count: 1, minLevelM: 9.5, maxLevelM: 10.3 },
    ]);
  });

  test('takes a node as wide as the widest link at it, wherever that lies', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const section = {
      shape: 'rectangular',
      widthMm: 4000,
      heightMm: 2000,
      wallMm: null,
      floorWidthMm: null,
      open: false,
      barrels: 1,
    } as const;
    const outfall = sampleNode('B', { position: [-60, 40], kind: 'outfall' });
    await importSample(store, scene, [outfall, sampleLink('L1', { fromNode: null, section })]);
    // The node lies west of Greenwich, its link east of it. Its own levels are known and stay its own.
    expect((await store.tiles.cells(scene, 1))[0]).toMatchObject({
      cell: 0,
      count: 1,
      minLevelM: 9,
      maxLevelM: 12,
      maxSizeM: 4,
    });
  });

  test('counts the covers of the nodes of a link whose level is unknown: it is drawn below them', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const unknown = { invertM: null, axisM: null, outerTopM: null };
    const [a, b] = [
      sampleNode('A', { position: [-60, 40], coverLevelM: 60, sumpLevelM: 57 }),
      sampleNode('B', { position: [-70, 40], coverLevelM: 38, sumpLevelM: null }),
    ];
    // The link lies east of Greenwich, its nodes west of it.
    await importSample(store, scene, [a, b, sampleLink('L1', { from: unknown, to: unknown })]);
    expect(await store.tiles.cells(scene, 1)).toMatchObject([
      { cell: 0, count: 2, minLevelM: 38, maxLevelM: 60 },
      { cell: 1, count: 1, minLevelM: 38, maxLevelM: 60 },
    ]);
  });
});
