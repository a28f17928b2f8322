import { describe, expect, it } from 'vitest';
import { issue } from '../issues.ts';
import { rowBatches } from './row-batches.ts';
import type { RawRow } from './table-format.ts';

const rowOf = (row: number): RawRow => ({ row, values: ['x'], geometry: null, issues: [] });
const END = issue('truncated-file', null, null, 'It ends.');

/** Sizes of the batches that rows of so many bytes each come in, and the last row. */
function gathered(
  count: number,
  bytes: number,
): { readonly sizes: readonly number[]; readonly last: RawRow | undefined } {
  const batches = rowBatches();
  const all: (readonly RawRow[])[] = [];
  for (let row = 1; row <= count; row++) {
    const full = batches.add(rowOf(row), bytes);
    if (full !== null) all.push(full);
  }
  all.push(...batches.rest([END], 1));
  return { sizes: all.map((rows) => rows.length), last: all.at(-1)?.at(-1) };
}

describe('rows in batches', () => {
  it('come by two hundred, and what the end tells with the last', () => {
    const { sizes, last } = gathered(500, 10);
    expect(sizes).toEqual([200, 200, 100]);
    expect(last).toEqual({ ...rowOf(500), issues: [END] });
    expect(gathered(400, 10)).toMatchObject({ sizes: [200, 200], last: { row: 400, issues: [END] } });
  });

  it('come in short batches when they are long', () => {
    expect(gathered(10, 2 * 1024 ** 2).sizes).toEqual([2, 2, 2, 2, 2]);
  });

  it('that are none still tell how they ended', () => {
    expect(gathered(0, 0).last).toEqual({ row: 1, values: [null], geometry: null, issues: [END] });
    expect(rowBatches().rest([], 1)).toEqual([]);
  });
});
