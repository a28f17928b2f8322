import { describe, expect, it } from 'vitest';
import { bandAround } from './band-around.ts';
import { hatch } from './hatch.ts';
import { lineWithin, ringWithin } from './window.ts';

describe('lineWithin', () => {
  it('cuts a line at the window and begins anew where it comes back', () => {
    expect(lineWithin([-5, 5, 5, 5, 5, 20, 8, 20, 8, 5], [0, 0, 10, 10])).toEqual([
      [0, 5, 5, 5, 5, 10],
      [8, 10, 8, 5],
    ]);
    expect(lineWithin([20, 20, 30, 30], [0, 0, 10, 10])).toEqual([]);
  });
});

describe('ringWithin', () => {
  it('cuts a ring at the window', () => {
    expect(ringWithin([-5, 2, 5, 2, 5, 4, -5, 4], [0, 0, 10, 10])).toEqual([0, 2, 5, 2, 5, 4, 0, 4]);
  });
});

describe('bandAround', () => {
  it('runs 1 mm to either side, mitred at a right angle', () => {
    const ring = bandAround([0, 0, 10, 0, 10, 10], 1);
    expect(ring.map((value) => Math.round(value * 1e9) / 1e9 + 0)).toEqual([0, 1, 9, 1, 9, 10, 11, 10, 11, -1, 0, -1]);
  });
});

describe('hatch', () => {
  it('crosses a square of 10 mm ten times, and skips a hole', () => {
    const square = [0, 0, 10, 0, 10, 10, 0, 10];
    expect(hatch([square], 0, 1, '#000000', 0.1)).toHaveLength(10);
    expect(hatch([square, [4, 4, 6, 4, 6, 6, 4, 6]], 0, 1, '#000000', 0.1)).toHaveLength(12);
  });
});
