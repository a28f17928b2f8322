import { expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { thinRows } from './thin-rows.ts';

/** Widths of pipes, `null` is unknown. */
const rows = [300, null, 100, 150, null, 100, 600];
const thinning = (most: number) => ({
  belowZoom: 15,
  most,
  steps: [100, 150, 300, 600],
  sizeOf: (row: number | null) => row,
});

it('leaves out the smallest first, all of a step together, and keeps the order', () => {
  expect(thinRows(rows, thinning(7), 12)).toEqual(rows);
  expect(thinRows(rows, thinning(6), 12)).toEqual([300, null, 150, null, 600]);
  expect(thinRows(rows, thinning(4), 12)).toEqual([300, null, null, 600]);
});

it('never leaves out what is of unknown size, were there ever so many', () => {
  expect(thinRows(rows, thinning(1), 12)).toEqual([null, null, 600]);
  expect(thinRows(Array(50).fill(null), thinning(10), 12)).toHaveLength(50);
});

it('leaves the largest, be they too many', () => {
  expect(thinRows([100, 100, 300, 300, 300], thinning(2), 12)).toEqual([300, 300, 300]);
  expect(thinRows([50, 50, 50], thinning(2), 12)).toEqual([50, 50, 50]);
});

it('leaves out nothing from its zoom on', () => {
  expect(thinRows(rows, thinning(1), 15)).toEqual(rows);
});

it('leaves what is found by trying one step after another', () => {
  const random = seededRandom(15);
  for (let round = 0; round < 200; round++) {
    const sizes = [null, 0, 50, 100, 149.9, 150, 299, 300, 600, 900].filter(() => random.chance(0.6));
    const many = sizes.flatMap((size) => Array<number | null>(Math.floor(random.between(0, 6))).fill(size));
    const { most, steps, ...rest } = thinning(Math.floor(random.between(0, 20)));
    const left = (step: number) => many.filter((size) => size === null || size >= step);
    const reached = steps.filter((step) => many.some((size) => size !== null && size >= step));
    const step = reached.find((each) => left(each).length <= most) ?? reached.at(-1) ?? 0;
    const wanted = many.length <= most ? many : left(step);
    const found = [...thinRows(many, { most, steps, ...rest }, 12)];
    expect(found).toEqual(wanted);
    // The store thins rows that are thinned again.
    expect([...thinRows(found, { most, steps, ...rest }, 12)]).toEqual(found);
  }
});
