import type { Migration } from './migration.ts';

/**
 * Points and grid cells that a city is run by, and what drafts, undo and reports of imports need. Row versions live as in
 * migration 1.
 *
 * `geom` of `city_point` is a PointZ with the device's own level (NaN when unknown), of `grid_cell` a MultiPolygon.
 *
 * `layer.change_count` grows with everything that changes what the layer shows: a publish and an undo. Heads go back at an
 * undo; this never does, so a revision made from it names one state for good. `import.base_count` is the count when the
 * import was begun: a draft may be published only while it is still that. `import.has_leavings` marks an undone import
 * whose rows the next import of the layer takes out.
 *
 * The PostGIS column of what surveys bring by the million has a block range index: beside GiST it costs a quarter of the time
 * of a row (24 us with GiST, 17 with none), and a batch is written in the order of its cells, so that a range is a small
 * place.
 *
 * `link.is_outside_size` is true where width and height are those of the outside (duct banks, cables).
 *
 * `import_issue` keeps issues word for word in the order of `ordinal`, `import_issue_count` counts all of them.
 */
const VERSION_COLUMNS = `
  row_id bigint primary key default nextval('feature_row'),
  layer_id integer not null,
  valid_from bigint not null,
  valid_to bigint not null default 9007199254740991,
  row_hash uuid not null,
  source_id text not null`;

const PLACE_COLUMNS = `
  cell bigint,
  bbox box,
  geom bytea`;

function featureIndexes(table: string): readonly string[] {
  return [
    `create unique index ${table}_source on ${table} (layer_id, source_id, valid_from)`,
    `create index ${table}_bbox on ${table} using gist (bbox)`,
  ];
}

/** For QGIS, GeoServer and people's own queries; the program itself never reads it. */
function placeColumn(table: string, type: string): string {
  return `alter table ${table} add column place geometry(${type}, 4326)
       generated always as (st_setsrid(st_geomfromwkb(geom), 4326)) stored`;
}

/** Eight pages hold about fifty links with their records. */
function placeRanges(table: string): string {
  return `create index ${table}_place on ${table} using brin (place) with (pages_per_range = 8, autosummarize = on)`;
}

export const CITY_DATA: Migration = {
  number: 3,
  name: 'city data',
  statements: [
    `create table city_point (${VERSION_COLUMNS},
       kind text not null,${PLACE_COLUMNS},
       name_zh text,
       name_en text,
       lon double precision not null,
       lat double precision not null,
       level_m double precision,
       height_m double precision,
       code text,
       category text,
       heading_deg double precision,
       field_of_view_deg double precision,
       range_m double precision,
       grid_cell text,
       address text,
       owner text,
       status text not null,
       raw json not null)`,
    ...featureIndexes('city_point'),
    'create index city_point_grid_cell on city_point (grid_cell) where grid_cell is not null',
    `create table grid_cell (${VERSION_COLUMNS},
       level text not null,${PLACE_COLUMNS},
       code text,
       name_zh text,
       name_en text,
       stated_area_m2 double precision,
       manager text,
       raw json not null)`,
    ...featureIndexes('grid_cell'),
    'alter table link add column is_outside_size boolean',
    'alter table layer add column title json',
    'alter table layer add column change_count bigint not null default 0',
    'update layer set change_count = 1 where head_revision is not null',
    'alter table import add column by_whom text',
    'alter table import add column title json',
    'alter table import add column base_count bigint not null default 0',
    'alter table import add column has_leavings boolean not null default false',
    'alter table import drop constraint import_state_check',
    `alter table import add constraint import_state_check
       check (state in ('loading', 'draft', 'published', 'failed', 'superseded', 'undone'))`,
    'create index import_seen_row on import_seen (row_id, import_id)',
    `create table import_issue (
       import_id bigint not null,
       ordinal integer not null,
       severity text not null,
       code text not null,
       rule text,
       row_number bigint,
       field text,
       table_name text,
       source_id text,
       lon double precision,
       lat double precision,
       message text not null,
       primary key (import_id, ordinal))`,
    `create table import_issue_count (
       import_id bigint not null,
       severity text not null,
       code text not null,
       count bigint not null,
       primary key (import_id, severity, code))`,
  ],
  postgresStatements: [
    placeColumn('city_point', 'PointZ'),
    placeRanges('city_point'),
    placeColumn('grid_cell', 'MultiPolygon'),
    'create index grid_cell_place on grid_cell using gist (place)',
    'drop index link_place',
    placeRanges('link'),
    'drop index node_place',
    placeRanges('node'),
  ],
};
