import type { Migration } from './migration.ts';

/**
 * Layers, their imports, and the links, nodes and areas they brought.
 *
 * A row version lives from the import that brought it (`valid_from`, an import's id) until the one that changed or
 * retired it (`valid_to`; 2^53 - 1 while there is none). A layer shows the versions that hold at its `head_revision`:
 * `valid_from <= head_revision and valid_to > head_revision`. Rows of an import under way lie above the head and are
 * seen by nobody.
 *
 * `bbox` is west, south, east, north in degrees as a `box`; `geom` is WKB in longitude, latitude and level of the axis
 * or cover (NaN when unknown). `cell` is the quadtree cell of the middle of `bbox`. All three are null for a feature
 * without a place. `raw` is `json`, not `jsonb`: word for word, key order included.
 */
const VERSION_COLUMNS = `
  row_id bigint primary key default nextval('feature_row'),
  layer_id integer not null,
  valid_from bigint not null,
  valid_to bigint not null default 9007199254740991,
  row_hash uuid not null,
  source_id text not null,
  kind text not null,
  cell bigint,
  bbox box,
  geom bytea,
  raw json not null`;

const ASSET_COLUMNS = `
  utility text not null,
  utility_basis text not null,
  material text,
  owner text,
  built_year double precision,
  status text not null,
  quality_level text,
  sigma_xy_m double precision,
  sigma_z_m double precision`;

function featureIndexes(table: string): readonly string[] {
  return [
    `create unique index ${table}_source on ${table} (layer_id, source_id, valid_from)`,
    `create index ${table}_bbox on ${table} using gist (bbox)`,
  ];
}

/** For QGIS, GeoServer and people's own queries; the program itself never reads it. */
function placeColumn(table: string, type: string): readonly string[] {
  return [
    `alter table ${table} add column place geometry(${type}, 4326)
       generated always as (st_setsrid(st_geomfromwkb(geom), 4326)) stored`,
    `create index ${table}_place on ${table} using gist (place)`,
  ];
}

export const NETWORK: Migration = {
  number: 1,
  name: 'network',
  statements: [
    `create table layer (
       id integer generated always as identity primary key,
       scene text not null,
       name text not null,
       head_revision bigint,
       unique (scene, name))`,
    `create table import (
       id bigint generated always as identity primary key,
       layer_id integer not null references layer (id),
       source text not null,
       sha256 text not null,
       reader_version text not null,
       owner text not null,
       state text not null check (state in ('loading', 'published', 'failed', 'superseded')),
       started_at timestamptz not null default now(),
       published_at timestamptz,
       report json)`,
    'create index import_layer on import (layer_id, state)',
    // Live rows that an import under way has met again unchanged.
    'create table import_seen (import_id bigint not null, row_id bigint not null)',
    'create sequence feature_row',
    `create table link (${VERSION_COLUMNS},${ASSET_COLUMNS},
       from_node text,
       to_node text,
       section_shape text,
       width_mm double precision,
       height_mm double precision,
       wall_mm double precision,
       floor_width_mm double precision,
       is_open boolean,
       barrels double precision,
       from_invert_m double precision,
       from_axis_m double precision,
       from_outer_top_m double precision,
       to_invert_m double precision,
       to_axis_m double precision,
       to_outer_top_m double precision,
       depth_reference text not null,
       outer_top_basis text not null,
       stated_length_m double precision,
       plan_length_m double precision not null,
       slope double precision)`,
    ...featureIndexes('link'),
    'create index link_cell on link (layer_id, cell)',
    'create index link_from on link (layer_id, from_node)',
    'create index link_to on link (layer_id, to_node)',
    `create table node (${VERSION_COLUMNS},${ASSET_COLUMNS},
       lon double precision not null,
       lat double precision not null,
       cover_level_m double precision,
       sump_level_m double precision,
       shaft_diameter_mm double precision)`,
    ...featureIndexes('node'),
    'create index node_cell on node (layer_id, cell)',
    `create table area (${VERSION_COLUMNS},
       stated_area_m2 double precision,
       drains_to text)`,
    ...featureIndexes('area'),
  ],
  postgresStatements: [
    ...placeColumn('link', 'LineStringZ'),
    ...placeColumn('node', 'PointZ'),
    ...placeColumn('area', 'Polygon'),
  ],
};
