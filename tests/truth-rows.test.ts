import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { ImportReport } from '../core/src/protocol/import-answers.ts';
import { importScene } from '../data-import/src/import-scene.ts';
import { openStore } from '../store/src/open-store.ts';
import type { SqlValue } from '../store/src/sql.ts';
import type { Store } from '../store/src/store.ts';
import { createDatabase, type TestDatabase } from './support/postgres-cluster.ts';
import { TRUTH_SCENE, truthProfile } from './support/truth-scene.ts';
import { geojsonFeatures, geopackageRows, inpRows, lengthOf } from './support/truth-sources.ts';
import { DATA, temporaryHome } from './support/undercroft.ts';

const clusterUrl = inject('postgresUrl');
const at = (...path: readonly string[]) => join(DATA ?? '', ...path);

/** The truth of each data set as its source states it, or as counted in it by other means than the program's readers. */
describe.skipIf(DATA === undefined).each(['embedded', 'PostgreSQL'] as const)(
  'real data sets in the %s store (needs UNDERCROFT_DATA)',
  (kind) => {
    const available = kind === 'embedded' || clusterUrl !== null;
    const home = temporaryHome();
    let database: TestDatabase | null = null;
    let store: Store;
    let reports: ReadonlyMap<string, ImportReport> = new Map();

    const rows = <T extends Record<string, unknown>>(text: string, values: readonly SqlValue[] = []) =>
      store.sql.query<T>(text, values);
    const live = (table: string, layer: string) =>
      `(select t.* from ${table} t join layer l on l.id = t.layer_id
         where l.name = '${layer}' and t.valid_from <= l.head_revision and t.valid_to > l.head_revision) as live`;
    const one = async (select: string, table: string, layer: string, where = 'true') =>
      (await rows<Record<string, unknown>>(`select ${select} from ${live(table, layer)} where ${where}`))[0] ?? {};
    const countBy = async (column: string, table: string, layer: string, where = 'true') => {
      const found = await rows<{ key: string; count: number }>(
        `select ${column} as key, count(*)::int as count from ${live(table, layer)} where ${where} group by 1`,
      );
      return Object.fromEntries(found.map(({ key, count }) => [key, count]));
    };
    const report = (layer: string): ImportReport => {
      const found = reports.get(layer);
      if (found === undefined) throw new Error(`Layer "${layer}" was not imported.`);
      return found;
    };

    beforeAll(async () => {
      if (!available) return;
      if (kind === 'PostgreSQL') database = await createDatabase(clusterUrl ?? '');
      store = await openStore({ home: home.path, databaseUrl: database?.url });
      const layers = await importScene(TRUTH_SCENE, { store, dataFolder: DATA ?? '', profileOf: truthProfile });
      reports = new Map(layers.map(({ layer, report: found }) => [layer, found]));
    });

    afterAll(async () => {
      await store?.close();
      await database?.drop();
      home.remove();
    });

    describe.runIf(available)('Sant Boi: sewer and water of one place, whose numbers overlap', () => {
      const GPKG = at('sant-boi', 'sant_boi.gpkg');

      it('has every point of its tables under its own network', async () => {
        const points = `not source_id like '%@%'`;
        expect(await countBy(`split_part(source_id, ':', 1)`, 'node', 'sant-boi', points)).toEqual({
          ud: 196 + 471 + 231,
          ws: 238 + 477,
        });
        // 131 is a point of both: two points, each at its own place.
        const ids = geopackageRows(GPKG, 'ws_node').map(({ cells }) => `ws:${String(cells.node_id)}`);
        expect((await one('count(*)::int as n', 'node', 'sant-boi', `source_id in ('${ids.join("','")}')`)).n).toBe(
          238,
        );
      });

      it('has every arc and link of its tables', async () => {
        const series = `case when source_id like '%:link-%' then split_part(source_id, '-', 1) else split_part(source_id, ':', 1) end`;
        expect(await countBy(series, 'link', 'sant-boi')).toEqual({ ud: 206, 'ud:link': 708, ws: 269, 'ws:link': 478 });
        expect(await countBy('kind', 'map_feature', 'sant-boi')).toEqual({ unknown: 258 });
      });

      it.each([
        ['ud_arc', `source_id like 'ud:%' and not source_id like '%link-%'`],
        ['ud_link', `source_id like 'ud:link-%'`],
        ['ws_arc', `source_id like 'ws:%' and not source_id like '%link-%'`],
        ['ws_link', `source_id like 'ws:link-%'`],
      ])('has the length of %s within 0.1 %', async (table, where) => {
        const { length } = await one('sum(plan_length_m) as length', 'link', 'sant-boi', where);
        expect(Math.abs(Number(length) / lengthOf(geopackageRows(GPKG, table)) - 1)).toBeLessThan(0.001);
      });

      it('has circular, rectangular and egg-shaped sewers, each with inverts, and says that no size is known', async () => {
        const sewers = `source_id like 'ud:%' and not source_id like '%link-%'`;
        const shapes = { CC: 'circular', PP: 'circular', RC: 'rectangular', EG: 'egg', SI: 'circular', WA: 'circular' };
        const expected = new Map<string, number>();
        for (const { cells } of geopackageRows(GPKG, 'ud_arc')) {
          const shape = Object.entries(shapes).find(([start]) => String(cells.arccat_id).startsWith(start))?.[1];
          expected.set(shape ?? 'null', (expected.get(shape ?? 'null') ?? 0) + 1);
        }
        expect(await countBy('section_shape', 'link', 'sant-boi', sewers)).toEqual(Object.fromEntries(expected));
        const { n, widths } = await one(
          'count(*) filter (where from_invert_m is not null and to_invert_m is not null)::int as n, count(width_mm)::int as widths',
          'link',
          'sant-boi',
          sewers,
        );
        expect([n, widths]).toEqual([206, 0]);
        expect(report('sant-boi').unknown.section).toBe(206 + 708 + 269 + 478);
      });

      it('keeps the inverts and covers of the file', async () => {
        const found = await rows<{ id: string; up: number; down: number }>(
          `select source_id as id, from_invert_m as up, to_invert_m as down from ${live('link', 'sant-boi')}
           where source_id like 'ud:%' and not source_id like '%link-%'`,
        );
        const byId = new Map(found.map(({ id, up, down }) => [id, [up, down]]));
        for (const { cells } of geopackageRows(GPKG, 'ud_arc')) {
          const stated = [Number(cells.elev1), Number(cells.elev2)];
          expect(byId.get(`ud:${String(cells.arc_id)}`) ?? byId.get(`ud:${String(cells.arc_id)}~link`)).toEqual(stated);
        }
        const { low, high } = await one(
          'min(cover_level_m) as low, max(cover_level_m) as high',
          'node',
          'sant-boi',
          `source_id like 'ud:%'`,
        );
        const covers = ['ud_node', 'ud_connec', 'ud_gully'].flatMap((table) =>
          geopackageRows(GPKG, table).map(({ cells }) => Number(cells.top_elev ?? Number.NaN)),
        );
        const known = covers.filter((level) => !Number.isNaN(level));
        expect([low, high]).toEqual([Math.min(...known), Math.max(...known)]);
      });

      it('knows no depth of the water network, where the file says 0 everywhere', async () => {
        const depths = geopackageRows(GPKG, 'ws_node').map(({ cells }) => cells.depth);
        expect(new Set(depths)).toEqual(new Set(['0']));
        const known = await one(
          'count(from_invert_m)::int as inverts, count(from_axis_m)::int as axes, count(from_outer_top_m)::int as tops',
          'link',
          'sant-boi',
          `source_id like 'ws:%'`,
        );
        expect(known).toEqual({ inverts: 0, axes: 0, tops: 0 });
        expect(report('sant-boi').unknown).toMatchObject({ invertM: 708 + 269 + 478, outerTopM: 1661 });
      });

      it.runIf(kind === 'PostgreSQL')('lies where PostGIS puts it, to 5 cm', async () => {
        const source = ['ud', 'ws'].flatMap((network) =>
          geopackageRows(GPKG, `${network}_node`).map(({ cells, parts }) => ({
            id: `${network}:${String(cells.node_id)}`,
            place: parts[0]?.[0] ?? [Number.NaN, Number.NaN],
          })),
        );
        expect(source).toHaveLength(196 + 238);
        expect(await farthestM('sant-boi', 25831, source)).toBeLessThan(0.05);
      });
    });

    describe.runIf(available)('ky4: a water network in US feet', () => {
      const INP = at('epanet', 'ky4.inp');

      it('has 959 junctions, 5 storages, 1156 pipes and 2 pumps', async () => {
        expect(await countBy('kind', 'node', 'ky4')).toEqual({ junction: 959, storage: 5 });
        expect(await countBy('kind', 'link', 'ky4')).toEqual({ conduit: 1156, pump: 2 });
      });

      it('has its stated length in metres', async () => {
        const feet = inpRows(INP, 'PIPES').reduce((sum, row) => sum + Number(row[3]), 0);
        const { stated, plan } = await one(
          'sum(stated_length_m) as stated, sum(plan_length_m) as plan',
          'link',
          'ky4',
          `kind = 'conduit'`,
        );
        expect(Number(stated) / (feet * 0.3048)).toBeCloseTo(1, 5);
        expect(Math.abs(Number(plan) / (feet * 0.3048) - 1)).toBeLessThan(0.001);
      });

      it('has its ground levels in metres, and no level of any pipe', async () => {
        const feet = inpRows(INP, 'JUNCTIONS').map((row) => Number(row[1]));
        const { low, high, zero } = await one(
          'min(cover_level_m) as low, max(cover_level_m) as high, count(*) filter (where cover_level_m = 0)::int as zero',
          'node',
          'ky4',
          `kind = 'junction'`,
        );
        expect(Number(low)).toBeCloseTo(Math.min(...feet) * 0.3048, 3);
        expect(Number(high)).toBeCloseTo(Math.max(...feet) * 0.3048, 3);
        expect(zero).toBe(0);
        const levels = await one('count(from_invert_m)::int as n, count(from_outer_top_m)::int as m', 'link', 'ky4');
        expect(levels).toEqual({ n: 0, m: 0 });
        expect(report('ky4').unknown).toMatchObject({ invertM: 1156, outerTopM: 1156, coverLevelM: 5 });
      });

      it.runIf(kind === 'PostgreSQL')('lies where PostGIS puts it, to 5 cm', async () => {
        const source = inpRows(INP, 'COORDINATES').map(([id = '', x, y]) => ({
          id,
          place: [Number(x), Number(y)] as const,
        }));
        expect(source.length).toBeGreaterThanOrEqual(964);
        expect(await farthestM('ky4', 3547, source)).toBeLessThan(0.05);
      });
    });

    // Its counts, lengths and levels stand in `bellinge-truth.test.ts`.
    it.runIf(available && kind === 'PostgreSQL')('Bellinge lies where PostGIS puts it, to 5 cm', async () => {
      const coordinates = inpRows(at('bellinge', 'bellinge.inp'), 'COORDINATES');
      const source = coordinates.map(([id = '', x, y]) => ({ id, place: [Number(x), Number(y)] as const }));
      expect(source).toHaveLength(995 + 16 + 9);
      expect(await farthestM('bellinge', 25832, source)).toBeLessThan(0.05);
    });

    describe.runIf(available)('Delft: a district in CityJSON', () => {
      const city = () =>
        JSON.parse(readFileSync(at('cityjson', 'delft.json'), 'utf8')) as {
          CityObjects: Record<string, { type: string; geometry?: { boundaries: unknown }[] }>;
          vertices: number[][];
          transform: { scale: readonly [number, number]; translate: readonly [number, number] };
        };

      it('has each of its objects, those of several pieces in pieces', async () => {
        const objects = Object.entries(city().CityObjects);
        const found = await rows<{ id: string; family: string }>(
          `select distinct split_part(source_id, '/', 1) as id, family from ${live('map_feature', 'delft')}`,
        );
        const families = new Map(found.map(({ id, family }) => [id, family]));
        expect(families.size).toBe(objects.length);
        const wanted = { Building: 'building', WaterBody: 'water' } as Readonly<Record<string, string>>;
        for (const [id, { type }] of objects) expect(families.get(id), id).toBe(wanted[type] ?? 'landUse');
        expect(objects).toHaveLength(160 + 143 + 126 + 81 + 54 + 3 + 3);
        expect(report('delft').features).toMatchObject({ building: 160, water: 3 });
      });

      it.runIf(kind === 'PostgreSQL')('lies where PostGIS puts it: the extent of each building to 10 cm', async () => {
        const { CityObjects, vertices, transform } = city();
        const buildings = Object.entries(CityObjects).filter(([, { type }]) => type === 'Building');
        const extents = buildings.map(([id, { geometry }]) => {
          const corners = [...new Set((geometry ?? []).flatMap(({ boundaries }) => numbersIn(boundaries)))];
          const along = (axis: 0 | 1) =>
            corners.map((i) => (vertices[i]?.[axis] ?? Number.NaN) * transform.scale[axis] + transform.translate[axis]);
          return { id, west: Math.min(...along(0)), south: Math.min(...along(1)), east: Math.max(...along(0)) };
        });
        const [found] = await rows<{ n: number; far: number }>(
          `select count(*)::int as n, max(greatest(abs(st_xmin(there) - west), abs(st_ymin(there) - south), abs(st_xmax(there) - east))) as far
           from (select st_transform(place, 28992) as there, west, south, east
             from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[]) as source(id, west, south, east)
             join ${live('map_feature', 'delft')} on source_id = id) as both_places`,
          [
            extents.map(({ id }) => id),
            extents.map(({ west }) => west),
            extents.map(({ south }) => south),
            extents.map(({ east }) => east),
          ],
        );
        expect(found?.n).toBe(160);
        expect(found?.far).toBeLessThan(0.1);
      });
    });

    describe.runIf(available)('Astana: the buildings of a city', () => {
      it('has all of them: 32,337 features are 32,341 buildings', async () => {
        const source = geojsonFeatures(at('astana', 'buildings.geojson'));
        const points = source.filter(({ geometry }) => geometry.type === 'Point');
        const pieces = source
          .filter(({ geometry }) => geometry.type === 'MultiPolygon')
          .reduce((sum, { geometry }) => sum + (geometry.coordinates as unknown[]).length - 1, 0);
        expect([source.length, points.length, pieces]).toEqual([32_337, 4, 8]);
        expect((await one('count(*)::int as n', 'map_feature', 'astana')).n).toBe(32_337 - 4 + 8);
        expect(report('astana').issueCounts).toMatchObject({
          'other-geometry': 4,
          'split-polygon': 8,
          'repeated-id': 277,
        });
      });

      it('has its 32,060 ids less those of points alone', async () => {
        const source = geojsonFeatures(at('astana', 'buildings.geojson'));
        const drawn = new Set(
          source.filter(({ geometry }) => geometry.type !== 'Point').map(({ properties }) => String(properties.id)),
        );
        expect(new Set(source.map(({ properties }) => properties.id)).size).toBe(32_060);
        const ids = `count(distinct split_part(source_id, '/', 1))::int as n`;
        expect((await one(ids, 'map_feature', 'astana')).n).toBe(drawn.size);
      });

      it('has the storeys of the 20,449 features that state them, three of which are two buildings', async () => {
        const source = geojsonFeatures(at('astana', 'buildings.geojson'));
        expect(source.filter(({ properties }) => properties.levels !== undefined)).toHaveLength(20_449);
        const { n, zero, unknown } = await one(
          'count(storeys)::int as n, count(*) filter (where storeys = 0)::int as zero, count(*) filter (where storeys is null)::int as unknown',
          'map_feature',
          'astana',
        );
        const stated = source.filter(({ properties }) => Number(properties.levels) === 0).length;
        expect(n).toBe(20_449 + 3);
        expect(unknown).toBe(32_341 - 20_452);
        expect(zero).toBe(stated);
      });
    });

    describe.runIf(available && kind === 'PostgreSQL')('Astana: in PostGIS', () => {
      it('every building that is no piece of another has the corners of the file', async () => {
        const source = geojsonFeatures(at('astana', 'buildings.geojson'));
        const times = new Map<unknown, number>();
        for (const { properties } of source) times.set(properties.id, (times.get(properties.id) ?? 0) + 1);
        const whole = source.filter(
          ({ geometry, properties }) => geometry.type === 'Polygon' && times.get(properties.id) === 1,
        );
        const [found] = await rows<{ n: number; same: number }>(
          `select count(*)::int as n, count(*) filter (where st_equals(place, st_setsrid(st_geomfromgeojson(shape), 4326)))::int as same
           from unnest($1::text[], $2::text[]) as source(id, shape)
             cross join lateral (select place from map_feature where source_id = id
               and layer_id = (select layer.id from layer where name = 'astana')) as stored
           where st_isvalid(st_geomfromgeojson(shape))`,
          [whole.map(({ properties }) => String(properties.id)), whole.map(({ geometry }) => JSON.stringify(geometry))],
        );
        expect(found?.n).toBeGreaterThan(31_000);
        expect(found?.same).toBe(found?.n);
      });
    });

    describe.runIf(available)('Monaco: OpenStreetMap', () => {
      it('has 1,207 buildings, 10 cameras, 15 signals and 3 hydrants', async () => {
        expect(await countBy('family', 'map_feature', 'monaco')).toMatchObject({ building: 1207 });
        expect(await countBy('kind', 'city_point', 'monaco')).toEqual({ camera: 10, signal: 15, hydrant: 3 });
      });
    });

    describe.runIf(available)('Qinhuangdao: seven districts and counties', () => {
      it('are grid cells of the level of a district', async () => {
        const found = await rows<{ code: string; level: string; name: string }>(
          `select code, level, name_zh as name from ${live('grid_cell', 'districts')} order by code`,
        );
        expect(found.map(({ code, level, name }) => [code, level, name])).toEqual([
          ['130302', 'district', '海港区'],
          ['130303', 'district', '山海关区'],
          ['130304', 'district', '北戴河区'],
          ['130306', 'district', '抚宁区'],
          ['130321', 'district', '青龙满族自治县'],
          ['130322', 'district', '昌黎县'],
          ['130324', 'district', '卢龙县'],
        ]);
      });

      it.runIf(kind === 'PostgreSQL')('have the areas of the record by PostGIS, within 0.5 %', async () => {
        const found = await rows<{ km2: number }>(
          `select st_area(place::geography) / 1e6 as km2 from ${live('grid_cell', 'districts')} order by code`,
        );
        const record = [751, 205, 158, 1038, 3499, 1229, 959];
        expect(found).toHaveLength(record.length);
        for (const [i, { km2 }] of found.entries()) expect(Math.abs(km2 / (record[i] ?? 0) - 1)).toBeLessThan(0.005);
      });
    });

    describe.runIf(available)('New York: traffic cameras', () => {
      it('are 723, each where the list says', async () => {
        const found = await rows<{ id: string; kind: string; lon: number; lat: number }>(
          `select source_id as id, kind, lon, lat from ${live('city_point', 'cameras')}`,
        );
        expect(found).toHaveLength(723);
        const list = JSON.parse(readFileSync(at('cameras', 'nyc.json'), 'utf8')) as {
          markers: { id: string; longitude: string; latitude: string }[];
        };
        const places = new Map(list.markers.map(({ id, longitude, latitude }) => [id, [longitude, latitude]]));
        for (const { id, kind: what, lon, lat } of found) {
          expect([what, lon, lat]).toEqual(['camera', ...(places.get(id)?.map(Number) ?? [])]);
        }
        expect(report('cameras').unknown).toMatchObject({ headingDeg: 723, fieldOfViewDeg: 723, rangeM: 723 });
      });
    });

    /** Greatest distance between stored nodes and where PostGIS puts the source's coordinates, metres. */
    async function farthestM(
      layer: string,
      epsg: number,
      source: readonly { readonly id: string; readonly place: readonly number[] }[],
    ): Promise<number> {
      const found = await rows<{ far: number; n: number }>(
        `select max(st_distance(place::geography, st_transform(st_setsrid(st_makepoint(x, y), $1::int), 4326)::geography)) as far,
           count(*)::int as n
         from unnest($2::text[], $3::float8[], $4::float8[]) as source(id, x, y) join ${live('node', layer)} on source_id = id`,
        [
          epsg,
          source.map(({ id }) => id),
          source.map(({ place }) => place[0] ?? null),
          source.map(({ place }) => place[1] ?? null),
        ],
      );
      expect(found[0]?.n).toBe(source.length);
      return found[0]?.far ?? Number.POSITIVE_INFINITY;
    }
  },
);

/** All numbers of an array of arrays. */
function numbersIn(value: unknown): readonly number[] {
  return Array.isArray(value) ? value.flatMap(numbersIn) : [Number(value)];
}
