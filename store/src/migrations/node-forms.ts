import type { Migration } from './migration.ts';

/** What a node looks like beyond its kind: hydrant, gully, cabinet, chamber. */
export const NODE_FORMS: Migration = {
  number: 8,
  name: 'node-forms',
  statements: ['alter table node add column form text'],
  postgresStatements: [],
};
