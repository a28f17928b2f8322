import { expect, test } from 'vitest';
import { conduit } from '../../../tests/support/small-network.ts';
import { trunkRank } from './trunk-rank.ts';

const pipe = (widthMm: number | null, planLengthM: number) => {
  const link = conduit('p', [], 5, 5);
  return { ...link, planLengthM, section: link.section && { ...link.section, widthMm } };
};

test('a conduit ranks by its width in whole millimetres, among equals by its length', () => {
  expect(trunkRank(pipe(800, 12.5))).toBe(800_000_012.5);
  expect(trunkRank(pipe(800.9, 12.5))).toBe(800_000_012.5);
  expect(trunkRank(pipe(801, 1))).toBeGreaterThan(trunkRank(pipe(800, 2_000_000)) ?? 0);
});

test('one of unknown width stands among those of 600 mm: before what is known to be narrower', () => {
  expect(trunkRank(pipe(null, 40))).toBe(600_000_040);
  expect(trunkRank({ ...pipe(null, 40), section: null })).toBe(600_000_040);
  expect(trunkRank(pipe(599.9, 5000))).toBeLessThan(600_000_040);
});

test('what is no conduit has no rank', () => {
  expect(trunkRank({ ...pipe(800, 10), kind: 'pump' })).toBeNull();
});
