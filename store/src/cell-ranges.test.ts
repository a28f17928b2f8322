import { cellOf } from '@undercroft/core/tiling/quadtree';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellRanges } from './cell-ranges.ts';
import type { Bounds } from './store.ts';

const CELLS_OF_THE_WORLD = 4 ** 24;

const lons = fc.double({ min: -180, max: 180, noNaN: true });
const lats = fc.double({ min: -90, max: 90, noNaN: true });
const sides = fc.double({ min: 0, max: 0.5, noNaN: true });
const parts = fc.double({ min: 0, max: 1, noNaN: true });

describe('the ranges of cells of a rectangle', () => {
  test('hold the cell of every place in it', () => {
    fc.assert(
      fc.property(lons, lats, sides, sides, parts, parts, (west, south, width, height, right, up) => {
        const bounds: Bounds = [west, south, Math.min(180, west + width), Math.min(90, south + height)];
        const cell = cellOf(west + right * (bounds[2] - west), south + up * (bounds[3] - south));
        const { first, past } = cellRanges(bounds);
        expect(first.some((from, i) => from <= cell && cell < (past[i] ?? 0))).toBe(true);
      }),
    );
  });

  test('are few, in order, and never touch', () => {
    fc.assert(
      fc.property(lons, lats, sides, sides, (west, south, width, height) => {
        const { first, past } = cellRanges([west, south, west + width, south + height]);
        expect(first.length).toBeLessThanOrEqual(64);
        const flat = first.flatMap((from, i) => [from, past[i] ?? 0]);
        for (let i = 1; i < flat.length; i++) expect(flat[i]).toBeGreaterThan(flat[i - 1] ?? 0);
      }),
    );
  });

  test('are one range of all cells for the whole world', () => {
    expect(cellRanges([-180, -90, 180, 90])).toEqual({ first: [0], past: [CELLS_OF_THE_WORLD] });
  });

  test('cover a street of 100 m in tiles of 20 to 40 m: not a hundred times its place', () => {
    const { first, past } = cellRanges([10.3, 55.3, 10.301, 55.3005]);
    const cells = first.reduce((sum, from, i) => sum + (past[i] ?? 0) - from, 0);
    // A cell is 360 / 2^24 degrees wide, and as high as that times the cosine of the latitude.
    const wanted = (0.001 * 0.0005) / ((360 / 2 ** 24) ** 2 * Math.cos((55.3 * Math.PI) / 180));
    expect(cells).toBeGreaterThan(wanted);
    expect(cells).toBeLessThan(4 * wanted);
  });
});
