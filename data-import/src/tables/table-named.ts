import type { TableInfo } from './table-format.ts';

/** The opened table that an info stands for. Throws when it is of another source: no rows would read as an empty table. */
export function tableNamed<T extends { readonly info: TableInfo }>(tables: readonly T[], wanted: TableInfo): T {
  const table = tables.find(({ info }) => info.name === wanted.name);
  if (table !== undefined) return table;
  const known = tables.map(({ info }) => `"${info.name}"`).join(', ');
  throw new RangeError(`The source holds no table "${wanted.name}"; it holds ${known === '' ? 'none' : known}.`);
}
