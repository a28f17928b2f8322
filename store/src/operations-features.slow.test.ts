import { featureSchema, searchSchema, summarySchema } from '@undercroft/core/protocol/answers';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importSample, sampleNode } from './testing/sample-features.ts';
import { squareRing } from './testing/sample-map.ts';
import { sampleGridCell, samplePoint } from './testing/sample-operations.ts';

describeStores('city points and grid cells', (using) => {
  test('are answered as they were written, with the cell of a point and the points of a cell', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleGridCell('G1'), sampleGridCell('G2', { polygons: [] })], { layer: 'grid' });
    await importSample(
      store,
      scene,
      [
        samplePoint('P1', { gridCell: 'G1' }),
        samplePoint('P2', { gridCell: 'G1' }),
        samplePoint('P3', { gridCell: 'G1', kind: 'hydrant', headingDeg: null, code: null }),
        samplePoint('P4'),
      ],
      { layer: 'cameras' },
    );
    expect(featureSchema.parse(await store.features.feature(scene, 'cameras.P1'))).toMatchObject({
      family: 'cityPoint',
      kind: 'camera',
      name: { zh: '东门', en: 'East Gate' },
      position: [10.3, 55.3],
      levelM: null,
      heightM: 4,
      headingDeg: 90,
      fieldOfViewDeg: null,
      gridCell: 'grid.G1',
      raw: { id: 'P1' },
    });
    expect(await store.features.feature(scene, 'cameras.P4')).toMatchObject({ gridCell: null });
    const cell = featureSchema.parse(await store.features.feature(scene, 'grid.G1'));
    expect(cell).toMatchObject({
      family: 'gridCell',
      level: 'cell',
      statedAreaM2: 60_000,
      points: { camera: 2, hydrant: 1 },
    });
    if (cell.family !== 'gridCell') throw new Error('It must be a grid cell.');
    expect(cell.polygons.map((rings) => rings.map((ring) => ring.length))).toEqual([[5, 5], [5]]);
    expect(cell.polygons[1]?.[0]?.flat()).toEqual([...squareRing(10.31, 55.3, 0.001)]);
    expect(await store.features.feature(scene, 'grid.G2')).toMatchObject({ polygons: [], points: {} });
  });

  test('of one layer belong together before those of another with the same cell', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [sampleGridCell('G1')], { layer: 'grid' });
    await importSample(store, scene, [sampleGridCell('G1'), samplePoint('P', { gridCell: 'G1' })], { layer: 'both' });
    await importSample(store, scene, [samplePoint('Q', { gridCell: 'G1' })], { layer: 'cameras' });
    expect(await store.features.feature(scene, 'both.P')).toMatchObject({ gridCell: 'both.G1' });
    expect(await store.features.feature(scene, 'cameras.Q')).toMatchObject({ gridCell: 'grid.G1' });
    expect(await store.features.feature(scene, 'grid.G1')).toMatchObject({ points: { camera: 1 } });
  });

  test('are found by source id, name and code', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      samplePoint('cam-7', { name: { zh: '人民路口', en: null }, code: '34020000001320000001' }),
      sampleGridCell('cell-7', { name: { zh: null, en: 'People Road' }, code: '320102001001007' }),
      sampleNode('N34020'),
    ]);
    const ids = async (text: string) =>
      searchSchema
        .parse(await store.features.search(scene, text, 10))
        .matches.map(({ id, family, kind }) => `${id} ${family} ${kind}`);
    expect(await ids('人民')).toEqual(['sewer.cam-7 cityPoint camera']);
    expect(await ids('people')).toEqual(['sewer.cell-7 gridCell cell']);
    expect(await ids('34020')).toEqual(['sewer.cam-7 cityPoint camera', 'sewer.N34020 node manhole']);
    expect(await ids('320102001001007')).toEqual(['sewer.cell-7 gridCell cell']);
    expect(await ids('-7')).toEqual(['sewer.cam-7 cityPoint camera', 'sewer.cell-7 gridCell cell']);
    expect((await store.features.search(scene, 'cell-7', 10)).matches[0]?.position?.[1]).toBeCloseTo(55.3, 9);
  });

  test('are counted in the summary and lie within its bounds and those of the map', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      samplePoint('P1', { position: [10.1, 55.3] }),
      samplePoint('P2', { kind: 'sensor', position: [10.2, 55.4] }),
      sampleGridCell('G', { polygons: [[squareRing(10.4, 55.1, 0.1)]] }),
    ]);
    const summary = summarySchema.parse(await store.features.summary(scene));
    expect(summary).toMatchObject({ cityPoints: { camera: 1, sensor: 1 }, gridCells: 1 });
    expect(summary.bbox).toEqual([10.1, 55, 10.5, 55.4]);
    expect(await store.map.bounds(scene)).toEqual(summary.bbox);
  });

  test('are on the map from the zoom of their kind and level', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    await importSample(store, scene, [
      samplePoint('camera'),
      samplePoint('hydrant', { kind: 'hydrant' }),
      sampleGridCell('cell'),
      sampleGridCell('street', { level: 'street', polygons: [[squareRing(10.3, 55.3, 0.05)]] }),
    ]);
    const at = async (zoom: number) => {
      const { cityPoints, gridCells } = await store.map.rows(scene, [10, 55, 11, 56], zoom);
      return [...cityPoints, ...gridCells].map(({ featureId }) => featureId.slice('sewer.'.length)).join(' ');
    };
    expect(await at(9)).toBe('');
    expect(await at(10)).toBe('street');
    expect(await at(11)).toBe('camera street');
    expect(await at(14)).toBe('camera cell street');
    expect(await at(16)).toBe('camera hydrant cell street');
    const { cityPoints, gridCells } = await store.map.rows(scene, [10, 55, 11, 56], 17);
    expect(cityPoints[0]?.value).toMatchObject({ kind: 'camera', headingDeg: 90, position: [10.3, 55.3] });
    expect(gridCells[0]?.value.polygons.map((rings) => rings.length)).toEqual([2, 1]);
  });
});

describeStores(
  'in PostGIS',
  (using) => {
    test('a city point is a point with its level and a grid cell a multipolygon', async () => {
      const { store, newScene } = using();
      const scene = newScene();
      await importSample(store, scene, [samplePoint('P', { levelM: 21.5 }), samplePoint('Q'), sampleGridCell('G')]);
      const layer = '(select id from layer where scene = $1)';
      expect(
        await store.sql.query(
          `select st_astext(place) as text, st_z(place) as z from city_point where layer_id = ${layer} order by source_id`,
          [scene],
        ),
      ).toEqual([
        { text: 'POINT Z (10.3 55.3 21.5)', z: 21.5 },
        { text: 'POINT Z (10.3 55.3 NaN)', z: Number.NaN },
      ]);
      expect(
        await store.sql.query(
          `select st_geometrytype(place) as type, st_numgeometries(place) as parts, st_nrings(place) as rings,
             st_asbinary(place) = geom as same from grid_cell where layer_id = ${layer}`,
          [scene],
        ),
      ).toEqual([{ type: 'ST_MultiPolygon', parts: 2, rings: 3, same: true }]);
    });
  },
  ['postgres'],
);
