import type { Migration } from './migration.ts';

/**
 * Cases of city management. Times are milliseconds since 1970 UTC, exact in a double. A year of a middle-sized city is
 * 150,000 rows: questions go by time, place and cell over all of one layer, which a scan answers in tens of milliseconds, so
 * that beside the key only the time of the report is indexed.
 */
export const CITY_CASES: Migration = {
  number: 5,
  name: 'city cases',
  statements: [
    `create table city_case (
       row_id bigint primary key default nextval('feature_row'),
       layer_id integer not null,
       valid_from bigint not null,
       valid_to bigint not null default 9007199254740991,
       row_hash uuid not null,
       source_id text not null,
       kind text not null,
       category text,
       title text,
       channel text not null,
       lon double precision not null,
       lat double precision not null,
       grid_cell text,
       component text,
       address text,
       department text,
       report_ms double precision,
       register_ms double precision,
       dispatch_ms double precision,
       handle_ms double precision,
       verify_ms double precision,
       close_ms double precision,
       dispatch_due_ms double precision,
       handle_due_ms double precision,
       result text not null,
       raw json not null)`,
    'create unique index city_case_source on city_case (layer_id, source_id, valid_from)',
    'create index city_case_report on city_case (layer_id, report_ms)',
  ],
  postgresStatements: [
    `alter table city_case add column place geometry(Point, 4326)
       generated always as (st_setsrid(st_makepoint(lon, lat), 4326)) stored`,
    'create index city_case_place on city_case using brin (place) with (pages_per_range = 8, autosummarize = on)',
  ],
};
