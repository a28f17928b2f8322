import type { Migration } from './migration.ts';

/**
 * What a source states of the ducts of a bank, `{"count", "rows", "columns", "boreMm"}`; null where it states nothing. One
 * column, since they are read and written together and nothing is found by them.
 */
export const DUCT_BANKS: Migration = {
  number: 16,
  name: 'duct-banks',
  statements: ['alter table link add column ducts json'],
  postgresStatements: [],
};
