import type { Migration } from './migration.ts';

/**
 * Alarms as they stand, every step they had, and up to which event of the log the rules have been applied.
 *
 * `version` counts the steps: whoever changes an alarm names the version that they saw, so that two who change it at once
 * cannot undo each other's step. `body` is the alarm as JSON; the columns beside it are what is looked for. Times are
 * milliseconds since 1970 UTC, exact in a double; severity 0 is the worst.
 */
export const ALARMS: Migration = {
  number: 11,
  name: 'alarms',
  statements: [
    `create table alarm (
       scene text not null,
       alarm_id text not null,
       version bigint not null,
       event_ms double precision not null,
       state text not null,
       severity integer not null,
       opened_ms double precision not null,
       position_basis text,
       body text not null,
       primary key (scene, alarm_id))`,
    "create index alarm_standing on alarm (scene) where state <> 'closed'",
    'create index alarm_opened on alarm (scene, opened_ms)',
    `create table alarm_step (
       scene text not null,
       alarm_id text not null,
       ordinal bigint not null,
       at_ms double precision not null,
       step text not null,
       by_whom text,
       note text,
       primary key (scene, alarm_id, ordinal))`,
    'create table alarm_cursor (scene text primary key, event_id bigint not null)',
  ],
  postgresStatements: [],
};
