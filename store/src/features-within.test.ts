import type { CityFeature } from '@undercroft/core/model/city-feature';
import { featuresInSchema } from '@undercroft/core/protocol/answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { randomFrom } from '../../tests/support/random.ts';
import type { Bounds } from './store.ts';
import { importSample, sampleLink, sampleNode } from './testing/sample-features.ts';

const EVERYWHERE: Bounds = [-180, -90, 180, 90];

/** The databases' boxes touch within this many degrees. */
const SLACK = 1e-6;

describeStores('the features in a rectangle', (using) => {
  test('hold section, levels, path and the covers of both ends', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A', { coverLevelM: 12.5 }),
      sampleNode('B', { coverLevelM: null, position: [10.301, 55.3] }),
      sampleLink('L1', { to: { invertM: null, axisM: null, outerTopM: null } }),
    ]);
    const found = featuresInSchema.parse(await store.features.within(scene, [10.2995, 55.2995, 10.3005, 55.3005], 10));
    expect(found.links).toMatchObject([
      {
        id: 'sewer.L1',
        fromNode: 'sewer.A',
        toNode: 'sewer.B',
        path: [
          [10.3, 55.3, null],
          [10.301, 55.3, null],
        ].map(([lon, lat], i) => [lon, lat, i === 0 ? 10.15 : null]),
        section: { widthMm: 300, wallMm: null },
        from: { axisM: 10.15 },
        to: { axisM: null },
        fromCoverLevelM: 12.5,
        toCoverLevelM: null,
      },
    ]);
    expect(found.nodes.map(({ id, coverLevelM }) => [id, coverLevelM])).toEqual([['sewer.A', 12.5]]);
  });

  test('hold what rules ask, as an answer about one of them does; what is not known is absent', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const facts = {
      embedding: 'trenchless',
      pressure: { leastMpa: 0.01, mostMpa: 0.2 },
      voltageKv: 10,
      valveState: 'open',
      surveyedOn: '2019-06-03',
    } as const;
    const found = { role: 'valve', valveState: 'closed', surveyedOn: '2024-05-31' } as const;
    await importSample(store, scene, [
      sampleNode('A', found),
      sampleNode('B'),
      sampleLink('L1', facts),
      sampleLink('L2'),
    ]);
    const all = featuresInSchema.parse(await store.features.within(scene, EVERYWHERE, 10));
    expect(all.links).toMatchObject([facts, {}]);
    expect(all.nodes).toMatchObject([found, {}]);
    for (const key of Object.keys(facts)) expect(all.links[1]).not.toHaveProperty(key);
    for (const key of Object.keys(found)) expect(all.nodes[1]).not.toHaveProperty(key);
    expect(await store.features.feature(scene, 'sewer.L1')).toMatchObject(facts);
    expect(await store.features.feature(scene, 'sewer.A')).toMatchObject(found);
  });

  test('are those that a look at every row finds, for rectangles large and small', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const next = randomFrom(7);
    const near = () => 0.01 * next();
    const rows: CityFeature[] = [];
    for (let i = 0; i < 60; i++) {
      const [lon, lat] = [10.3 + near(), 55.3 + near()];
      rows.push(sampleNode(`N${i}`, { position: [lon, lat] }));
      rows.push(
        sampleLink(`L${i}`, { fromNode: `N${i}`, path: Float64Array.of(lon, lat, lon + near() / 4, lat - near() / 4) }),
      );
    }
    await importSample(store, scene, rows);
    for (let i = 0; i < 25; i++) {
      const [west, south] = [10.3 + near(), 55.3 + near()];
      const box: Bounds = [west, south, west + near() / 3, south + near() / 3];
      const found = await store.features.within(scene, box, 1000);
      if (found === null || found === 'tooMany') throw new Error('an answer was wanted');
      const ids = [...found.links, ...found.nodes].map(({ sourceId }) => sourceId);
      const all = rows.filter((row) => meets(row, box, 0)).map(({ value }) => value.sourceId);
      const loose = rows.filter((row) => meets(row, box, SLACK)).map(({ value }) => value.sourceId);
      expect(ids).toEqual(expect.arrayContaining(all));
      expect(loose).toEqual(expect.arrayContaining(ids));
    }
  });

  test('are never a part of them: one more than asked for is too many', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    expect(await store.features.within(scene, EVERYWHERE, 10)).toBeNull();
    await importSample(store, scene, [sampleNode('A'), sampleNode('B'), sampleLink('L1')]);
    expect(await store.features.within(scene, EVERYWHERE, 3)).toMatchObject({ links: [{}], nodes: [{}, {}] });
    expect(await store.features.within(scene, EVERYWHERE, 2)).toBe('tooMany');
  });
});

function meets({ family, value }: CityFeature, [west, south, east, north]: Bounds, slack: number): boolean {
  const places = family === 'link' ? value.path : family === 'node' ? value.position : [];
  const lons = Array.from(places).filter((_, i) => i % 2 === 0);
  const lats = Array.from(places).filter((_, i) => i % 2 === 1);
  return (
    Math.max(...lons) >= west - slack &&
    Math.min(...lons) <= east + slack &&
    Math.max(...lats) >= south - slack &&
    Math.min(...lats) <= north + slack
  );
}
