import type { Migration } from './migration.ts';

/** Trees and lamps are map features at a point; where the arm of a lamp points is new among their columns. */
export const FURNITURE: Migration = {
  number: 7,
  name: 'furniture',
  statements: ['alter table map_feature add column heading_deg double precision'],
  postgresStatements: [],
};
