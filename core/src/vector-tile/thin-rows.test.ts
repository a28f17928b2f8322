import { expect, it } from 'vitest';
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
