import { expect, it } from 'vitest';
import { memoryTables } from '../survey/testing/memory-tables.ts';
import { firstRows } from './first-rows.ts';

const FILE = memoryTables([{ name: 't', headings: ['id'], rows: Array.from({ length: 2500 }, (_, i) => [`r${i}`]) }]);

async function ids(most: number, isCut: boolean): Promise<readonly unknown[]> {
  const file = firstRows(FILE, most, () => isCut);
  const [table] = file.tables;
  if (table === undefined) throw new TypeError('There is a table.');
  const found: unknown[] = [];
  for await (const rows of file.rows(table)) found.push(...rows.map(({ values }) => values[0]));
  return found;
}

it('gives so many rows and no more, in their order', async () => {
  expect(await ids(1500, false)).toHaveLength(1500);
  expect((await ids(1500, false)).at(-1)).toBe('r1499');
  expect(await ids(9999, false)).toHaveLength(2500);
});

it('leaves out the last row of a file of which only the beginning is there, and no other', async () => {
  const cut = await ids(9999, true);
  expect(cut).toHaveLength(2499);
  expect(cut).toEqual((await ids(9999, false)).slice(0, -1));
  expect(await ids(1500, true)).toEqual(await ids(1500, false));
});
