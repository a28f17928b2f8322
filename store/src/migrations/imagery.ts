import type { Migration } from './migration.ts';

/**
 * Pictures draped over the ground. Row versions live as in migration 1. `imagery_extent` describes those of a layer in one
 * row; `imagery_tile` holds PNG pictures of web Mercator tiles. `source_id` of a tile is `zoom/x/y`.
 */
const VERSION_COLUMNS = `
  row_id bigint primary key default nextval('feature_row'),
  layer_id integer not null,
  valid_from bigint not null,
  valid_to bigint not null default 9007199254740991,
  row_hash uuid not null,
  source_id text not null`;

export const IMAGERY: Migration = {
  number: 4,
  name: 'imagery',
  statements: [
    `create table imagery_extent (${VERSION_COLUMNS},
       west double precision not null,
       south double precision not null,
       east double precision not null,
       north double precision not null,
       min_zoom integer not null,
       max_zoom integer not null)`,
    'create unique index imagery_extent_source on imagery_extent (layer_id, source_id, valid_from)',
    `create table imagery_tile (${VERSION_COLUMNS},
       png bytea not null)`,
    'create unique index imagery_tile_source on imagery_tile (layer_id, source_id, valid_from)',
  ],
  // PNG is compressed already.
  postgresStatements: ['alter table imagery_tile alter column png set storage external'],
};
