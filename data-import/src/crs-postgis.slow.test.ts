import { type Crs, fromLonLat, toLonLat } from '@undercroft/core/geodesy/crs';
import { CRS_TABLE } from '@undercroft/core/geodesy/crs-table';
import { openPostgres } from '@undercroft/store/drivers/postgres';
import type { Sql } from '@undercroft/store/sql';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { createDatabase, type TestDatabase } from '../../tests/support/postgres-cluster.ts';
import type {} from '../../tests/support/postgres-global-setup.ts';

const clusterUrl = inject('postgresUrl');
const POINTS = 100;
const SAME_DATUM_M = 0.05;
const ACROSS_DATUMS_M = 2;
const METRES_PER_DEGREE = 111_320;

/** Systems whose datum is not WGS 84 within a metre: PROJ and the table may take different shifts. */
const OTHER_DATUM: ReadonlySet<string> = new Set([
  'EPSG:4269',
  ...[28992, 7415, 27700, 2326, 31466, 31467, 31468, 31469].map((code) => `EPSG:${code}`),
]);

describe.skipIf(typeof clusterUrl !== 'string')('the table of coordinate systems against PostGIS', () => {
  let database: TestDatabase;
  let sql: Sql;

  beforeAll(async () => {
    database = await createDatabase(clusterUrl ?? '');
    sql = openPostgres(database.url);
  });

  afterAll(async () => {
    await sql.close();
    await database.drop();
  });

  it.each(CRS_TABLE.map((crs) => ({ name: `${crs.code} ${crs.name}`, crs })))('agrees in $name', async ({ crs }) => {
    const places = placesIn(crs);
    const rows = await sql.query<{ x: number; y: number }>(
      `select st_x(point) as x, st_y(point) as y from (
         select i, st_transform(st_setsrid(st_makepoint(lon, lat), 4326), $1::int) as point
         from unnest($2::float8[], $3::float8[]) with ordinality as place(lon, lat, i)) as t order by i`,
      [Number(crs.code.slice(5)), places.map(([lon]) => lon), places.map(([, lat]) => lat)],
    );
    expect(rows).toHaveLength(POINTS);
    const forward = fromLonLat(crs);
    const backward = toLonLat(crs);
    const unitM = crs.metresPerUnit ?? METRES_PER_DEGREE;
    const off = places.map(([lon, lat], index) => {
      const { x, y } = rows[index] ?? { x: Number.NaN, y: Number.NaN };
      const [ownX, ownY] = forward(lon, lat);
      const [ownLon, ownLat] = backward(x, y);
      const east = (ownLon - lon) * Math.cos((lat * Math.PI) / 180);
      return [Math.hypot(ownX - x, ownY - y) * unitM, Math.hypot(east, ownLat - lat) * METRES_PER_DEGREE];
    });
    const limit = OTHER_DATUM.has(crs.code) ? ACROSS_DATUMS_M : SAME_DATUM_M;
    expect(Math.max(...off.flat())).toBeLessThanOrEqual(limit);
  });
});

/** The same hundred places in the system's area of use at every run. */
function placesIn(crs: Crs): readonly (readonly [number, number])[] {
  let state = Number(crs.code.slice(5));
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  const [west, south, east, north] = crs.areaOfUse;
  return Array.from(
    { length: POINTS },
    () => [west + next() * (east - west), south + next() * (north - south)] as const,
  );
}
