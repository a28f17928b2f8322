import { conduitTable, placedConduit } from '@undercroft/core/analysis/conduit-table';
import type { NearRows } from '@undercroft/core/analysis/near-rows';
import { localProjection } from '@undercroft/core/geodesy/local-projection';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import { MISSING_NODE, NO_NODE } from '@undercroft/core/network/network-rows';
import type { CountedConduit } from '@undercroft/core/statistics/counted-conduit';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { randomFrom } from '../../tests/support/random.ts';
import type { Bounds } from './store.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';

const EVERYWHERE: Bounds = [-180, -90, 180, 90];

/** The databases' boxes touch within this many degrees. */
const SLACK = 1e-6;

const NO_PLACE = new Float64Array(0);

describeStores('what lies near', (using) => {
  test('holds every fact that rules ask for, whole and unchanged', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A', { role: 'source', form: 'station', surveyedOn: '2011-03-09' }),
      sampleNode('V', { position: [10.301, 55.3], role: 'valve', valveState: 'inoperable' }),
      sampleLink('L1', {
        toNode: null,
        utility: 'gas',
        material: 'PE',
        owner: '燃气公司',
        builtYear: 2004,
        status: 'inUse',
        embedding: 'casing',
        pressure: { leastMpa: 0.2, mostMpa: 0.4 },
        voltageKv: 0.4,
        valveState: 'closed',
        surveyedOn: '2024-05-31',
        accuracy: { qualityLevel: 'B', sigmaXyM: 0.1, sigmaZM: 0.15 },
        section: {
          shape: 'circular',
          widthMm: 300,
          heightMm: 300,
          wallMm: 9.5,
          floorWidthMm: null,
          open: false,
          barrels: 1,
          casingMm: 500,
        },
      }),
    ]);
    const near = await store.analysis.near(scene, EVERYWHERE);
    expect(near?.links).toEqual([
      {
        path: Float64Array.of(10.3, 55.3, 10.301, 55.3),
        facts: {
          id: 'sewer.L1',
          kind: 'conduit',
          sourceId: 'L1',
          utility: 'gas',
          utilityBasis: 'guessed',
          fromNode: 'sewer.A',
          toNode: null,
          section: {
            shape: 'circular',
            widthMm: 300,
            heightMm: 300,
            wallMm: 9.5,
            floorWidthMm: null,
            open: false,
            barrels: 1,
            casingMm: 500,
          },
          from: { invertM: 10, axisM: 10.15, outerTopM: 10.3 },
          to: { invertM: 9.5, axisM: 9.65, outerTopM: 9.8 },
          depthReference: 'invert',
          outerTopBasis: 'inner',
          material: 'PE',
          owner: '燃气公司',
          builtYear: 2004,
          status: 'inUse',
          accuracy: { qualityLevel: 'B', sigmaXyM: 0.1, sigmaZM: 0.15 },
          embedding: 'casing',
          pressure: { leastMpa: 0.2, mostMpa: 0.4 },
          voltageKv: 0.4,
          valveState: 'closed',
          surveyedOn: '2024-05-31',
        },
      },
    ]);
    expect(near?.nodes).toMatchObject([
      {
        id: 'sewer.A',
        role: 'source',
        form: 'station',
        surveyedOn: '2011-03-09',
        coverLevelM: 12,
        position: [10.3, 55.3],
      },
      { id: 'sewer.V', role: 'valve', valveState: 'inoperable' },
    ]);
    expect(near?.nodes[0]).not.toHaveProperty('valveState');
    const table = conduitTable(
      (near?.links ?? []).map(({ facts, path }) => placedConduit(facts, path, localProjection([10.3, 55.3]))),
    );
    expect([table.count, table.halfWidthM[0], table.wallKnown[0]]).toEqual([1, 0.25, 1]);
  });

  test('is what a look at every row finds, for rectangles large and small, at their borders too', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const next = randomFrom(11);
    const near = () => 0.01 * next();
    const rows: CityFeature[] = [];
    for (let i = 0; i < 60; i++) {
      const [lon, lat] = [10.3 + near(), 55.3 + near()];
      rows.push(sampleNode(`N${i}`, { position: [lon, lat] }));
      const path = Float64Array.of(lon, lat, lon + near() / 8, lat + near() / 4, lon + near() / 4, lat - near() / 4);
      rows.push(sampleLink(`L${i}`, { fromNode: `N${i}`, path }));
    }
    await importSample(store, scene, rows);
    const boxes = rows.slice(0, 12).map((row) => boxOf(row));
    // Rectangles that only touch the easternmost point of something.
    boxes.push(
      ...rows.slice(0, 8).map((row): Bounds => [boxOf(row)[2], boxOf(row)[1], boxOf(row)[2] + 1e-4, boxOf(row)[3]]),
    );
    for (let i = 0; i < 15; i++) {
      const [west, south] = [10.3 + near(), 55.3 + near()];
      boxes.push([west, south, west + near() / 3, south + near() / 3]);
    }
    for (const box of boxes) {
      const found = await store.analysis.near(scene, box);
      const ids = idsOf(found);
      expect(ids).toEqual(
        expect.arrayContaining(rows.filter((row) => meets(row, box, 0)).map(({ value }) => value.sourceId)),
      );
      const loose = rows.filter((row) => meets(row, box, SLACK)).map(({ value }) => value.sourceId);
      expect(loose).toEqual(expect.arrayContaining([...ids]));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  test('counts what has no place, and is null where nothing is published', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await store.analysis.near(scene, EVERYWHERE)).toBeNull();
    await importSample(store, scene, [sampleLink('L1'), sampleLink('L2', { path: NO_PLACE })]);
    const found = await store.analysis.near(scene, [0, 0, 1, 1]);
    expect(found).toMatchObject({ links: [], nodes: [], unplacedCount: 1, bbox: [0, 0, 1, 1] });
    expect(found?.revision).toBe(await store.features.revision(scene));
  });

  test('is of now or of a time: a later import and its undoing leave the past as it was', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const before = new Date().toISOString();
    await importSample(store, scene, [sampleLink('L1'), sampleLink('L2')]);
    const first = await store.analysis.near(scene, EVERYWHERE);
    const between = new Date(Date.parse(first?.dataDate ?? '') + 1).toISOString();
    await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await importSample(store, scene, [sampleLink('L2', { material: 'steel' }), sampleLink('L3')]);
    const now = await store.analysis.near(scene, EVERYWHERE);
    expect(idsOf(now)).toEqual(['L2', 'L3']);
    expect(now?.links[0]?.facts.material).toBe('steel');
    const then = await store.analysis.near(scene, EVERYWHERE, { time: between });
    expect(idsOf(then)).toEqual(['L1', 'L2']);
    expect(then?.links[1]?.facts.material).toBeNull();
    expect(then?.dataDate).toBe(first?.dataDate);
    expect(new Set([first?.revision, now?.revision, then?.revision]).size).toBe(3);
    expect(await store.analysis.near(scene, EVERYWHERE, { time: before })).toBeNull();
    await store.imports.undo(second);
    expect(idsOf(await store.analysis.near(scene, EVERYWHERE))).toEqual(['L1', 'L2']);
  });

  test('is as old as the layers of links and nodes, whatever else was brought since', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleLink('L1')]);
    const { dataDate } = (await store.analysis.near(scene, EVERYWHERE)) ?? {};
    await importSample(store, scene, [], { layer: 'map' });
    const after = await store.analysis.near(scene, EVERYWHERE);
    expect(after?.dataDate).toBe(dataDate);
    await importSample(store, scene, [sampleNode('A')], { layer: 'gas' });
    const { dataDate: newest = '' } = (await store.analysis.near(scene, EVERYWHERE)) ?? {};
    expect(Date.parse(newest)).toBeGreaterThan(Date.parse(dataDate ?? ''));
  });
});

describeStores('the network of a scene', (using) => {
  test('joins links to nodes of their own layer, and says which ends have none', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('B', { role: 'valve', valveState: 'closed', position: [10.301, 55.3] }),
      sampleNode('A', { role: 'source' }),
      sampleLink('L1', { valveState: 'closed' }),
      sampleLink('L2', { fromNode: null, toNode: 'gone', path: NO_PLACE, statedLengthM: null, section: null }),
    ]);
    await importSample(store, scene, [sampleLink('X', { fromNode: 'B', toNode: 'A' })], { layer: 'other' });
    const network = await store.analysis.network(scene);
    expect(network?.revision).toBe(await store.features.revision(scene));
    expect(network?.nodes).toEqual({
      count: 2,
      ids: ['sewer.A', 'sewer.B'],
      utilities: ['storm', 'storm'],
      kinds: ['manhole', 'manhole'],
      roles: ['source', 'valve'],
      valveStates: [null, 'closed'],
      statuses: ['unknown', 'unknown'],
      lonLats: Float64Array.of(10.3, 55.3, 10.301, 55.3),
    });
    expect(network?.links).toEqual({
      count: 3,
      ids: ['other.X', 'sewer.L1', 'sewer.L2'],
      utilities: ['storm', 'storm', 'storm'],
      kinds: ['conduit', 'conduit', 'conduit'],
      statuses: ['unknown', 'unknown', 'unknown'],
      valveStates: [null, 'closed', null],
      fromNodes: Int32Array.of(MISSING_NODE, 0, NO_NODE),
      toNodes: Int32Array.of(MISSING_NODE, 1, MISSING_NODE),
      lengthsM: Float64Array.of(100, 100, 99.5),
      widthsMm: Float64Array.of(300, 300, Number.NaN),
      boreAreasM2: Float64Array.of(Math.PI * 0.0225, Math.PI * 0.0225, Number.NaN),
      fromInvertsM: Float64Array.of(10, 10, 10),
      toInvertsM: Float64Array.of(9.5, 9.5, 9.5),
    });
  });

  test('of some utilities keeps the ends of their links, whatever these are called', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A', { utility: 'gas' }),
      sampleNode('B', { utility: 'unknown' }),
      sampleNode('C', { utility: 'unknown' }),
      sampleLink('L1', { utility: 'gas' }),
      sampleLink('L2', { utility: 'water', fromNode: 'C' }),
    ]);
    const network = await store.analysis.network(scene, ['gas']);
    expect([network?.nodes.ids, network?.links.ids]).toEqual([['sewer.A', 'sewer.B'], ['sewer.L1']]);
    expect(await store.analysis.network(newScene())).toBeNull();
  });

  test('and its conduits come whole over many pages, each once', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const links = Array.from({ length: 4321 }, (_, i) =>
      sampleLink(`L${i}`, { utility: i % 2 === 0 ? 'gas' : 'water', ...(i === 7 && { path: NO_PLACE }) }),
    );
    await importSample(store, scene, links.slice(0, 100));
    await importSample(store, scene, links);
    expect((await store.analysis.network(scene))?.links.count).toBe(4321);
    const water = await store.analysis.conduits(scene, ['water']);
    const seen: string[] = [];
    for await (const batch of water?.batches() ?? []) seen.push(...batch.map(({ facts }) => facts.sourceId));
    expect([seen.length, new Set(seen).size, water?.unplacedCount]).toEqual([2159, 2159, 1]);
    expect((await store.analysis.conduits(scene, ['gas']))?.unplacedCount).toBe(0);
  });

  test('is counted whole, with the ground at both ends, placed or not', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A'),
      sampleLink('L1', { statedLengthM: null, pressure: { leastMpa: 0.4, mostMpa: 0.4 } }),
      sampleLink('L2', { path: NO_PLACE, fromNode: null, utility: 'water' }),
    ]);
    const counted = await store.analysis.counted(scene);
    const all: CountedConduit[] = [];
    for await (const batch of counted?.batches() ?? []) all.push(...batch);
    all.sort((a, b) => a.facts.id.localeCompare(b.facts.id));
    expect(all).toMatchObject([
      { facts: { id: 'sewer.L1', pressure: { mostMpa: 0.4 } }, lengthM: 99.5, fromGroundM: 12, toGroundM: null },
      { facts: { id: 'sewer.L2', utility: 'water' }, lengthM: 100, fromGroundM: null, toGroundM: null },
    ]);
    let water = 0;
    for await (const batch of (await store.analysis.counted(scene, ['water']))?.batches() ?? []) water += batch.length;
    expect(water).toBe(1);
  });

  test('is an error when what was shown is undone while it is read', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const id = await importSample(store, scene, [sampleLink('L1')]);
    const reading = await store.analysis.conduits(scene);
    await store.imports.undo(id);
    const read = async () => {
      for await (const batch of reading?.batches() ?? []) expect(batch).toHaveLength(1);
    };
    await expect(read()).rejects.toThrow('undone meanwhile');
  });
});

function idsOf(near: NearRows | null): readonly string[] {
  if (near === null) throw new Error('an answer was wanted');
  return [...near.links.map(({ facts }) => facts.sourceId), ...near.nodes.map(({ sourceId }) => sourceId)];
}

function boxOf({ family, value }: CityFeature): Bounds {
  const places = Array.from(family === 'link' ? value.path : family === 'node' ? value.position : []);
  const lons = places.filter((_, i) => i % 2 === 0);
  const lats = places.filter((_, i) => i % 2 === 1);
  return [Math.min(...lons), Math.min(...lats), Math.max(...lons), Math.max(...lats)];
}

function meets(row: CityFeature, [west, south, east, north]: Bounds, slack: number): boolean {
  const [w, s, e, n] = boxOf(row);
  return e >= west - slack && w <= east + slack && n >= south - slack && s <= north + slack;
}
