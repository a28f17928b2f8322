import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assign } from './assign.ts';

/** The best sum by trying every assignment. */
function bestSum(
  scores: readonly (readonly number[])[],
  least: number,
  row = 0,
  taken: readonly number[] = [],
): number {
  const line = scores[row];
  if (line === undefined) return 0;
  const without = bestSum(scores, least, row + 1, taken);
  const withOne = line.map((score, column) =>
    score < least || taken.includes(column) ? 0 : score - least + bestSum(scores, least, row + 1, [...taken, column]),
  );
  return Math.max(without, ...withOne);
}

test('the assignment has the greatest sum, and uses nothing twice', () => {
  const matrix = fc.integer({ min: 1, max: 4 }).chain((columns) =>
    fc.array(
      fc.array(
        fc.integer({ min: 0, max: 10 }).map((n) => n / 10),
        { minLength: columns, maxLength: columns },
      ),
      {
        minLength: 1,
        maxLength: 5,
      },
    ),
  );
  fc.assert(
    fc.property(matrix, (scores) => {
      const found = assign(scores, 0.3);
      const used = found.filter((column) => column !== null);
      expect(new Set(used).size).toBe(used.length);
      const sum = found.reduce<number>(
        (total, column, row) => (column === null ? total : total + (scores[row]?.[column] ?? 0) - 0.3),
        0,
      );
      expect(sum).toBeCloseTo(bestSum(scores, 0.3), 9);
    }),
    { numRuns: 500 },
  );
});

test('a heading gives way when two together are better', () => {
  expect(
    assign(
      [
        [0.9, 0.8],
        [0.9, 0],
      ],
      0.5,
    ),
  ).toEqual([1, 0]);
});
