import { decodePath, encodeLineStringZ } from '@undercroft/core/geometry/wkb';
import { decodeVectorTile } from '@undercroft/core/vector-tile/decode';
import { openPostgres } from '@undercroft/store/drivers/postgres';
import type { Sql } from '@undercroft/store/sql';
import { createDatabase } from '../../tests/support/postgres-cluster.ts';
import type { MvtCity, MvtRow, MvtTile } from './mvt-rows.ts';
import { ourMvtTile } from './our-mvt-tiles.ts';

/**
 * One table for both: the line as we keep it (WKB in longitude and latitude) and, for PostGIS, as it likes it best:
 * projected beforehand, with its index. Whole numbers are integers, so that either writes them short.
 */
const TABLE = `create table mvt_row (id bigint primary key, feature_id text, utility text, width_mm int, height_mm int,
  status text, level_known boolean, material text, owner text, wkb bytea, geom geometry(LineString, 3857))`;

/** The tile's square with its margin of 64 of 4096 units, in metres of web Mercator. */
const SQUARE = 'ST_TileEnvelope($1, $2, $3, margin => 64.0 / 4096)';

const THEIRS = `select ST_AsMVT(q, 'utilities', 4096, 'geom', 'fid') as tile from (
  select id as fid, feature_id as "id", utility, width_mm as "widthMm", height_mm as "heightMm", status,
    level_known as "levelKnown", material, owner,
    ST_AsMVTGeom(geom, ST_TileEnvelope($1, $2, $3), 4096, 64, true) as geom
  from mvt_row where geom && ${SQUARE} order by id) q where geom is not null`;

/** The same rows and columns found and touched, and no tile made of them: what of `THEIRS` is reading and the way here. */
const FOUND = `select count(*), sum(ST_NPoints(geom)), sum(length(feature_id) + length(utility) + length(status) + length(material)
  + length(owner)), sum(width_mm + height_mm + level_known::int)
  from (select * from mvt_row where geom && ${SQUARE} order by id) q`;

/** As our store reads the rows of a tile: one json array a row, the WKB in hex. */
const OURS = `select json_build_array(id, feature_id, utility, width_mm, height_mm, status, level_known, material, owner, wkb)
  as packed from mvt_row where geom && ${SQUARE} order by id`;

/** Least milliseconds of each tile of several rounds. */
export interface StAsMvtTimes {
  /** Their tile, the reading of its rows included. */
  readonly theirsMs: readonly number[];
  /** Reading of its rows alone. */
  readonly foundMs: readonly number[];
  /** Our tile, the reading of its rows included. */
  readonly oursMs: readonly number[];
}

const ROUNDS = 5;

/**
 * Tiles out of rows in PostgreSQL, the bytes in this process: `ST_AsMVT` over `ST_AsMVTGeom`, and our reading and encoding,
 * in turn over one connection each, the pages in memory, both through the same index. PostGIS neither projects nor
 * simplifies here; we do. Throws when the two do not hold as many features, but for one in a hundred.
 */
export async function stAsMvtTimes(clusterUrl: string, city: MvtCity): Promise<StAsMvtTimes> {
  const database = await createDatabase(clusterUrl);
  const sql = openPostgres(database.url);
  try {
    await fill(sql, city.rows);
    const least = () => new Float64Array(city.tiles.length).fill(Number.POSITIVE_INFINITY);
    const [theirsMs, foundMs, oursMs] = [least(), least(), least()];
    for (let round = 0; round < ROUNDS; round++) {
      for (const [i, tile] of city.tiles.entries()) {
        const { z, x, y } = tile.address;
        const begin = performance.now();
        const theirs = await theirTile(sql, tile);
        const made = performance.now();
        await sql.query(FOUND, [z, x, y], 'found');
        const found = performance.now();
        const ours = await ourTile(sql, tile);
        const end = performance.now();
        theirsMs[i] = Math.min(theirsMs[i] ?? 0, made - begin);
        foundMs[i] = Math.min(foundMs[i] ?? 0, found - made);
        oursMs[i] = Math.min(oursMs[i] ?? 0, end - found);
        if (round === 0) assertAlike(featuresOf(ours), featuresOf(theirs));
      }
    }
    return { theirsMs: [...theirsMs], foundMs: [...foundMs], oursMs: [...oursMs] };
  } finally {
    await sql.close();
    await database.drop();
  }
}

async function fill(sql: Sql, rows: readonly MvtRow[]): Promise<void> {
  await sql.query(TABLE);
  const columns = [
    'id',
    'feature_id',
    'utility',
    'width_mm',
    'height_mm',
    'status',
    'level_known',
    'material',
    'owner',
  ];
  await sql.copyIn(
    'mvt_row',
    [...columns, 'wkb'],
    rows.map((row) => [
      row.id,
      row.featureId,
      row.utility,
      row.widthMm,
      row.heightMm,
      row.status,
      row.isLevelKnown,
      row.material,
      row.owner,
      encodeLineStringZ(row.path, new Float64Array(row.path.length / 2)),
    ]),
  );
  await sql.query('update mvt_row set geom = ST_Transform(ST_SetSRID(ST_Force2D(ST_GeomFromWKB(wkb)), 4326), 3857)');
  await sql.query('create index on mvt_row using gist (geom)');
  await sql.query('vacuum full analyze mvt_row');
}

async function theirTile(sql: Sql, { address: { z, x, y } }: MvtTile): Promise<Uint8Array> {
  const [row] = await sql.query<{ readonly tile: Uint8Array }>(THEIRS, [z, x, y], 'their-tile');
  if (row === undefined) throw new Error(`PostGIS made no tile ${z}/${x}/${y}.`);
  return row.tile;
}

type Packed = readonly [
  number,
  string,
  MvtRow['utility'],
  number,
  number,
  MvtRow['status'],
  boolean,
  string,
  string,
  string,
];

async function ourTile(sql: Sql, { address }: MvtTile): Promise<Uint8Array> {
  const { z, x, y } = address;
  const found = await sql.query<{ readonly packed: Packed }>(OURS, [z, x, y], 'our-tile');
  const rows = found.map(({ packed }): MvtRow => {
    const [id, featureId, utility, widthMm, heightMm, status, isLevelKnown, material, owner, wkb] = packed;
    const path = decodePath(Buffer.from(wkb.slice(2), 'hex'));
    return { id, featureId, utility, widthMm, heightMm, status, isLevelKnown, material, owner, path };
  });
  return ourMvtTile({ address, rows });
}

function featuresOf(bytes: Uint8Array): number {
  return decodeVectorTile(bytes).layers[0]?.featureCount ?? 0;
}

function assertAlike(ours: number, theirs: number): void {
  if (Math.abs(ours - theirs) > ours / 100)
    throw new Error(`PostGIS put ${theirs} features into a tile, and we ${ours}.`);
}
