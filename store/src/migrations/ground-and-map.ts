import type { Migration } from './migration.ts';

/**
 * What a base map is drawn from, and elevation models. Row versions live as in migration 1; all tables take their
 * `row_id` from the same sequence.
 *
 * `map_feature` holds roads, land use, water, buildings and places (`family`), each with its own columns. `geom` is WKB in
 * longitude and latitude: a line for a road, a point for a place, a polygon with holes for the rest.
 *
 * `terrain_pyramid` describes the elevation model of a layer in one row; `terrain_block` holds its levels, 256 x 256 float32
 * (little endian, row by row from the north-west, NaN for unknown), deflated. `source_id` of a block is
 * `level/column/row`.
 */
const VERSION_COLUMNS = `
  row_id bigint primary key default nextval('feature_row'),
  layer_id integer not null,
  valid_from bigint not null,
  valid_to bigint not null default 9007199254740991,
  row_hash uuid not null,
  source_id text not null`;

export const GROUND_AND_MAP: Migration = {
  number: 2,
  name: 'ground and map',
  statements: [
    `create table map_feature (${VERSION_COLUMNS},
       family text not null,
       kind text not null,
       cell bigint,
       bbox box,
       geom bytea,
       name_zh text,
       name_en text,
       rank double precision,
       width_m double precision,
       level double precision,
       is_bridge boolean,
       height_m double precision,
       storeys double precision,
       use_basis text,
       roof text,
       built_year double precision,
       raw json not null)`,
    'create unique index map_feature_source on map_feature (layer_id, source_id, valid_from)',
    'create index map_feature_bbox on map_feature using gist (bbox)',
    'create index map_feature_family on map_feature (layer_id, family, cell)',
    `create table terrain_pyramid (${VERSION_COLUMNS},
       west double precision not null,
       north double precision not null,
       cell_lon_deg double precision not null,
       cell_lat_deg double precision not null,
       column_count integer not null,
       row_count integer not null,
       level_count integer not null)`,
    'create unique index terrain_pyramid_source on terrain_pyramid (layer_id, source_id, valid_from)',
    `create table terrain_block (${VERSION_COLUMNS},
       level integer not null,
       column_index integer not null,
       row_index integer not null,
       min_m double precision,
       max_m double precision,
       levels bytea not null)`,
    'create unique index terrain_block_source on terrain_block (layer_id, source_id, valid_from)',
  ],
  postgresStatements: [
    // For QGIS, GeoServer and people's own queries; the program itself never reads it.
    `alter table map_feature add column place geometry(Geometry, 4326)
       generated always as (st_setsrid(st_geomfromwkb(geom), 4326)) stored`,
    'create index map_feature_place on map_feature using gist (place)',
    // Blocks are compressed already.
    'alter table terrain_block alter column levels set storage external',
  ],
};
