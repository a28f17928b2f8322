import { featureSchema, searchSchema, summarySchema } from '@undercroft/core/protocol/answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importSample, SAMPLE_REPORT, sampleArea, sampleLink, sampleNode } from './testing/sample-features.ts';

const PROVENANCE = { source: 'sewer.inp', sha256: 'ab'.repeat(32) };

describeStores('a feature', (using) => {
  test('that is a link tells its ends, its covers and the level of its axis at every vertex', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const id = await importSample(store, scene, [
      sampleNode('A', { coverLevelM: 12.5 }),
      sampleNode('B', { coverLevelM: null }),
      // The middle vertex halves the way east.
      sampleLink('L1', {
        path: Float64Array.of(10.3, 55.3, 10.301, 55.3, 10.302, 55.3),
        raw: { b: '1', a: ['x', null] },
      }),
    ]);
    const feature = featureSchema.parse(await store.features.feature(scene, 'sewer.L1'));
    expect(feature).toMatchObject({
      family: 'link',
      id: 'sewer.L1',
      layer: 'sewer',
      sourceId: 'L1',
      fromNode: 'sewer.A',
      toNode: 'sewer.B',
      fromCoverLevelM: 12.5,
      toCoverLevelM: null,
      from: { invertM: 10, axisM: 10.15, outerTopM: 10.3 },
      section: { shape: 'circular', widthMm: 300, wallMm: null },
      import: { id, ...PROVENANCE },
    });
    if (feature.family !== 'link') throw new Error('a link was wanted');
    expect(feature.path.map(([lon, lat]) => [lon, lat])).toEqual([
      [10.3, 55.3],
      [10.301, 55.3],
      [10.302, 55.3],
    ]);
    expect(feature.path[0]?.[2]).toBe(10.15);
    expect(feature.path[1]?.[2]).toBeCloseTo(9.9, 9);
    expect(feature.path[2]?.[2]).toBe(9.65);
    expect(Object.keys(feature.raw)).toEqual(['b', 'a']);
    expect(feature.raw).toEqual({ b: '1', a: ['x', null] });
  });

  test('with one unknown end says the level where it is known and null elsewhere', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const path = Float64Array.of(10.3, 55.3, 10.301, 55.3, 10.302, 55.3);
    await importSample(store, scene, [
      sampleLink('L1', { path, to: { invertM: null, axisM: null, outerTopM: null }, section: null }),
    ]);
    const feature = featureSchema.parse(await store.features.feature(scene, 'sewer.L1'));
    expect(feature).toMatchObject({ section: null, to: { invertM: null, axisM: null, outerTopM: null } });
    if (feature.family !== 'link') throw new Error('a link was wanted');
    expect(feature.path.map(([, , levelM]) => levelM)).toEqual([10.15, null, null]);
  });

  test('that is a node lists the links that end there', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A'),
      sampleLink('in', { fromNode: 'B', toNode: 'A' }),
      sampleLink('out', { kind: 'pump', fromNode: 'A', section: null }),
    ]);
    const feature = featureSchema.parse(await store.features.feature(scene, 'sewer.A'));
    expect(feature).toMatchObject({ family: 'node', position: [10.3, 55.3], coverLevelM: 12, shaftDiameterMm: null });
    expect(feature).toMatchObject({
      links: [
        { id: 'sewer.in', kind: 'conduit', end: 'to', invertM: 9.5, widthMm: 300 },
        { id: 'sewer.out', kind: 'pump', end: 'from', invertM: 10, widthMm: null },
      ],
    });
  });

  test('that is an area gives its ring, or null where none was drawn', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleArea('S1'), sampleArea('S2', { ring: null, statedAreaM2: null })]);
    expect(featureSchema.parse(await store.features.feature(scene, 'sewer.S1'))).toMatchObject({
      family: 'area',
      ring: [
        [10.3, 55.3],
        [10.302, 55.3],
        [10.301, 55.301],
        [10.3, 55.3],
      ],
      drainsTo: 'A',
    });
    expect(featureSchema.parse(await store.features.feature(scene, 'sewer.S2'))).toMatchObject({
      ring: null,
      statedAreaM2: null,
    });
  });

  test('is data, whatever its id spells', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const ids = ["'; drop table link; --", 'a.b.c', '$1', '%', '\\', '"quoted"', '{a,b}', 'NULL', 'tab\there', '井-1'];
    await importSample(
      store,
      scene,
      ids.map((id) => sampleLink(id, { fromNode: id, raw: { [id]: id } })),
    );
    for (const id of ids) {
      const feature = featureSchema.parse(await store.features.feature(scene, `sewer.${id}`));
      expect(feature).toMatchObject({ id: `sewer.${id}`, sourceId: id, fromNode: `sewer.${id}`, raw: { [id]: id } });
    }
    const again = await importSample(
      store,
      scene,
      ids.map((id) => sampleLink(id, { fromNode: id, raw: { [id]: id } })),
    );
    expect(await store.sql.query('select 1 from link where valid_from = $1', [again])).toEqual([]);
  });

  test('that is not there is null, whatever was asked', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('A')]);
    for (const id of ['sewer.B', 'water.A', 'sewer', '', '.', 'sewer.', "sewer.' or true --"]) {
      expect(await store.features.feature(scene, id)).toBeNull();
    }
    expect(await store.features.feature('no such scene', 'sewer.A')).toBeNull();
  });
});

describeStores('the summary of a scene', (using) => {
  test('counts by utility: declared lengths else plan lengths, devices, and every unknown', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const unknown = { invertM: null, axisM: null, outerTopM: null };
    const id = await importSample(store, scene, [
      sampleLink('L1', { statedLengthM: 100 }),
      sampleLink('L2', { statedLengthM: null, planLengthM: 40.5, from: unknown, section: null, material: 'clay' }),
      sampleLink('P1', { kind: 'pump', statedLengthM: 999, from: unknown }),
      sampleLink('W', { utility: 'water' }),
      sampleNode('A', { coverLevelM: null }),
      sampleNode('B', { utility: 'combined' }),
      sampleArea('S'),
    ]);
    const summary = summarySchema.parse(await store.features.summary(scene));
    expect(summary.utilities.map(({ utility }) => utility)).toEqual(['combined', 'storm', 'water']);
    expect(summary.utilities[1]).toMatchObject({ conduits: 2, lengthM: 140.5, nodes: 1, devices: 1 });
    expect(summary.utilities[1]?.unknown).toMatchObject({
      invertFromM: 1,
      invertToM: 0,
      sectionSize: 1,
      wallMm: 2,
      material: 1,
      coverLevelM: 1,
      sumpLevelM: 0,
      shaftDiameterMm: 1,
    });
    expect(summary.utilities[0]).toMatchObject({ conduits: 0, lengthM: 0, nodes: 1, unknown: { coverLevelM: 0 } });
    expect(summary).toMatchObject({ scene, areas: 1, bbox: [10.3, 55.3, 10.302, 55.301] });
    expect(summary.imports).toMatchObject([{ id, layer: 'sewer', state: 'published', report: SAMPLE_REPORT }]);
    expect(summary.revision).toBe(await store.features.revision(scene));
  });

  test('of a scene without a published layer is empty', async () => {
    const { store } = using();
    expect(summarySchema.parse(await store.features.summary('no such scene'))).toEqual({
      scene: 'no such scene',
      revision: '',
      bbox: null,
      utilities: [],
      areas: 0,
      cityPoints: {},
      gridCells: 0,
      cityCases: 0,
      imports: [],
    });
  });

  test('has another revision after every publish of any of its layers', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const revisions = [];
    // The layer whose import began first is published last.
    const sewer = await store.imports.begin({
      scene,
      layer: 'sewer',
      source: 's',
      sha256: 'x',
      readerVersion: '1',
      by: null,
      title: null,
    });
    await importSample(store, scene, [sampleNode('A')], { layer: 'water' });
    revisions.push(await store.features.revision(scene));
    await sewer.publish(SAMPLE_REPORT);
    revisions.push(await store.features.revision(scene));
    await importSample(store, scene, [sampleNode('A')], { layer: 'water' });
    revisions.push(await store.features.revision(scene));
    expect(new Set(revisions).size).toBe(3);
  });
});

describeStores('search', (using) => {
  test('finds parts of ids without regard to case, matches at the start first, and says when there are more', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('XF74', { position: [10.4, 55.4] }),
      sampleLink('F74F370'),
      sampleLink('f741'),
      sampleArea('F74S', { ring: null }),
      sampleNode('other'),
    ]);
    const found = searchSchema.parse(await store.features.search(scene, 'f74', 10));
    expect(found.matches.map((match) => match.id)).toEqual(['sewer.F74S', 'sewer.f741', 'sewer.F74F370', 'sewer.XF74']);
    expect(found.more).toBe(false);
    expect(found.matches[0]).toMatchObject({ family: 'area', utility: null, position: null, extentM: 0 });
    expect(found.matches[3]).toMatchObject({ family: 'node', kind: 'manhole', position: [10.4, 55.4], extentM: 0 });
    // A thousandth of a degree east at latitude 55.3 is 63.5 m.
    expect(found.matches[1]?.extentM).toBeCloseTo(63.5, 1);
    const three = await store.features.search(scene, 'f74', 3);
    expect([three.matches.length, three.more]).toEqual([3, true]);
    expect(await store.features.search('no such scene', 'f74', 3)).toEqual({ matches: [], more: false });
  });

  test('takes the text word for word', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleNode('a%b'), sampleNode('a_b'), sampleNode('a\\b'), sampleNode('axb')]);
    const ids = async (text: string) => (await store.features.search(scene, text, 10)).matches.map((match) => match.id);
    expect(await ids('a%b')).toEqual(['sewer.a%b']);
    expect(await ids('a_b')).toEqual(['sewer.a_b']);
    expect(await ids('a\\b')).toEqual(['sewer.a\\b']);
    expect(await ids("' or 1=1 --")).toEqual([]);
  });
});

describeStores('covers', (using) => {
  test('are the position and level of every cover whose level is known', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      sampleNode('A', { position: [10.1, 55.1], coverLevelM: 11.5 }),
      sampleNode('B', { coverLevelM: null }),
      sampleNode('C', { position: [10.2, 55.2], coverLevelM: -0.5 }),
    ]);
    expect(await store.features.covers(scene)).toEqual(Float64Array.of(10.1, 55.1, 11.5, 10.2, 55.2, -0.5));
    expect(await store.features.covers('no such scene')).toEqual(new Float64Array(0));
  });
});
