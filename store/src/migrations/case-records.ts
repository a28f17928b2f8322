import type { Migration } from './migration.ts';

/**
 * Cases under way and how they came to stand as they do. A row of `case_record` is a case after its latest action, and
 * `version` the number of that action: whoever writes says which version was seen. `changed_ms` is the time of the case's
 * newest live event, which none after it may precede. `crew_ms` is when a simulated crew takes the next step; null for real
 * cases and for those that are over.
 *
 * `late_steps` are names of steps between commas. `case_cursor` is up to which event of the log cases have been taken in.
 * Times are milliseconds since 1970 UTC, exact in a double.
 */
export const CASE_RECORDS: Migration = {
  number: 12,
  name: 'case records',
  statements: [
    `create table case_record (
       scene text not null,
       case_id text not null,
       version bigint not null,
       changed_ms double precision not null,
       crew_ms double precision,
       brought_by text not null,
       position_basis text not null,
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
       register_due_ms double precision,
       dispatch_due_ms double precision,
       handle_due_ms double precision,
       verify_due_ms double precision,
       close_due_ms double precision,
       result text not null,
       unit text,
       alarm_id text,
       duplicate_of text,
       reopened_count integer not null,
       returned_count integer not null,
       late_steps text not null,
       raw json not null,
       primary key (scene, case_id))`,
    'create index case_record_report on case_record (scene, report_ms)',
    "create index case_record_open on case_record (scene, report_ms) where result = 'open'",
    'create unique index case_record_alarm on case_record (scene, alarm_id) where alarm_id is not null',
    'create index case_record_crew on case_record (scene, crew_ms) where crew_ms is not null',
    `create table case_action (
       scene text not null,
       case_id text not null,
       ordinal bigint not null,
       at_ms double precision not null,
       action text not null,
       by_whom text not null,
       note text,
       primary key (scene, case_id, ordinal))`,
    `create table case_photo (
       scene text not null,
       photo text not null,
       case_id text not null,
       at_ms double precision not null,
       by_whom text not null,
       media_type text not null,
       size_bytes bigint not null,
       sha256 bytea not null,
       primary key (scene, photo))`,
    'create index case_photo_case on case_photo (scene, case_id)',
    `create table case_serial (
       scene text not null,
       day text not null,
       last integer not null,
       primary key (scene, day))`,
    `create table case_cursor (
       scene text primary key,
       event_id bigint not null)`,
  ],
  postgresStatements: [],
};
