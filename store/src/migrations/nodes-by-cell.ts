import type { Migration } from './migration.ts';

/**
 * A node is a place, so its cell finds it as well as its box does, and a GiST index of boxes takes 4.0 us of the 10.9 us that
 * PostgreSQL needs for a row of a survey of points; the index of cells takes 0.2. See the decision on cells and revisions.
 */
export const NODES_BY_CELL: Migration = {
  number: 6,
  name: 'nodes by cell',
  statements: ['drop index node_bbox'],
  postgresStatements: [],
};
