import { decodeCoordinates } from '@undercroft/core/geometry/wkb';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import { importSample, sampleArea, sampleLink, sampleNode } from './testing/sample-features.ts';
import { sampleBuilding, samplePlace, sampleRoad } from './testing/sample-map.ts';

const lon = fc.double({ min: -180, max: 180, noNaN: true });
const lat = fc.double({ min: -85, max: 85, noNaN: true });
const level = fc.option(fc.double({ min: -50, max: 500, noNaN: true }));
const vertices = fc.array(fc.tuple(lon, lat), { minLength: 2, maxLength: 12 });

const EACH_VERTEX = `
  select st_x(d.geom) as x, st_y(d.geom) as y, st_z(d.geom) as z
  from link f join layer l on l.id = f.layer_id, lateral st_dumppoints(f.place) d
  where l.scene = $1 and f.source_id = $2 order by d.path`;

describeStores(
  'a geometry in PostGIS',
  (using) => {
    test('is for PostGIS, vertex by vertex, what core reads from it, unknown levels included', async () => {
      const { store, newScene } = using();
      const scene = newScene();
      const paths = fc.sample(fc.tuple(vertices, level, level), { numRuns: 100, seed: 7 });
      await importSample(
        store,
        scene,
        paths.map(([path, fromAxisM, toAxisM], i) =>
          sampleLink(`L${i}`, {
            path: Float64Array.from(path.flat()),
            from: { invertM: null, axisM: fromAxisM, outerTopM: null },
            to: { invertM: null, axisM: toAxisM, outerTopM: null },
          }),
        ),
      );
      for (const [i, [path, fromAxisM, toAxisM]] of paths.entries()) {
        const found = await store.sql.query<{ x: number; y: number; z: number }>(EACH_VERTEX, [scene, `L${i}`]);
        const [row] = await store.sql.query<{ geom: Uint8Array }>(
          'select f.geom from link f join layer l on l.id = f.layer_id where l.scene = $1 and f.source_id = $2',
          [scene, `L${i}`],
        );
        expect(found.flatMap(({ x, y, z }) => [x, y, z])).toEqual([
          ...decodeCoordinates(row?.geom ?? new Uint8Array()),
        ]);
        expect(found.map(({ x, y }) => [x, y])).toEqual(path);
        expect(found.at(0)?.z).toBe(fromAxisM ?? Number.NaN);
        expect(found.at(-1)?.z).toBe(toAxisM ?? Number.NaN);
      }
    }, 60_000);

    test('of nodes and areas is in PostGIS too, in longitude and latitude', async () => {
      const { store, newScene } = using();
      const scene = newScene();
      await importSample(store, scene, [
        sampleNode('A', { position: [10.25, 55.5], coverLevelM: null }),
        sampleNode('B', { position: [10.75, 55.25], coverLevelM: 12.5 }),
        sampleArea('S'),
        sampleArea('undrawn', { ring: null }),
      ]);
      const nodes = await store.sql.query(
        `select st_x(place) as x, st_y(place) as y, st_z(place) as z, st_srid(place) as srid
       from node f join layer l on l.id = f.layer_id where l.scene = $1 order by source_id`,
        [scene],
      );
      expect(nodes).toEqual([
        { x: 10.25, y: 55.5, z: Number.NaN, srid: 4326 },
        { x: 10.75, y: 55.25, z: 12.5, srid: 4326 },
      ]);
      const areas = await store.sql.query(
        `select source_id, st_astext(place) as text, st_asbinary(place) = f.geom as same
       from area f join layer l on l.id = f.layer_id where l.scene = $1 order by source_id`,
        [scene],
      );
      expect(areas).toEqual([
        { source_id: 'S', text: 'POLYGON((10.3 55.3,10.302 55.3,10.301 55.301,10.3 55.3))', same: true },
        { source_id: 'undrawn', text: null, same: null },
      ]);
    });

    test('of the base map is in PostGIS too: lines, points, and polygons with their holes', async () => {
      const { store, newScene } = using();
      const scene = newScene();
      await importSample(store, scene, [
        sampleRoad('road'),
        samplePlace('place'),
        sampleBuilding('house'),
        sampleBuilding('undrawn', { rings: [] }),
      ]);
      const rows = await store.sql.query(
        `select source_id, st_geometrytype(place) as type, st_srid(place) as srid, st_nrings(place) as rings,
           st_asbinary(place) = f.geom as same
         from map_feature f join layer l on l.id = f.layer_id where l.scene = $1 order by source_id`,
        [scene],
      );
      expect(rows).toEqual([
        { source_id: 'house', type: 'ST_Polygon', srid: 4326, rings: 2, same: true },
        { source_id: 'place', type: 'ST_Point', srid: 4326, rings: 0, same: true },
        { source_id: 'road', type: 'ST_LineString', srid: 4326, rings: 0, same: true },
        { source_id: 'undrawn', type: null, srid: null, rings: null, same: null },
      ]);
    });
  },
  ['postgres'],
);

describeStores('a stored geometry', (using) => {
  test('is found by its bounding box exactly where counting by hand finds it', async () => {
    const { store, newScene } = using();
    const scene = newScene();
    const corner = fc.integer({ min: 0, max: 40 });
    const boxes = fc.sample(fc.tuple(corner, corner, corner, corner), { numRuns: 400, seed: 11 });
    // Corners on a coarse grid, so that boxes that only touch come up often.
    const paths = boxes.map(([a, b, c, d]) => Float64Array.of(10 + a / 8, 55 + b / 8, 10 + c / 8, 55 + d / 8));
    await importSample(
      store,
      scene,
      paths.map((path, i) => sampleLink(`L${i}`, { path })),
    );
    for (const [x1, y1, x2, y2] of fc.sample(fc.tuple(corner, corner, corner, corner), { numRuns: 60, seed: 12 })) {
      const [west, east] = [10 + Math.min(x1, x2) / 8, 10 + Math.max(x1, x2) / 8];
      const [south, north] = [55 + Math.min(y1, y2) / 8, 55 + Math.max(y1, y2) / 8];
      const found = await store.sql.query<{ source_id: string }>(
        `select f.source_id from link f join layer l on l.id = f.layer_id
         where l.scene = $1 and f.bbox && box(point($2, $3), point($4, $5))`,
        [scene, west, south, east, north],
      );
      const expected = paths.flatMap(([ax = 0, ay = 0, bx = 0, by = 0], i) =>
        Math.max(ax, bx) >= west && Math.min(ax, bx) <= east && Math.max(ay, by) >= south && Math.min(ay, by) <= north
          ? [`L${i}`]
          : [],
      );
      expect(found.map((row) => row.source_id).toSorted()).toEqual(expected.toSorted());
    }
  });
});
