import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { describe, expect, it } from 'vitest';
import { pathRectangles } from './path-rectangles.ts';

const projection = localProjection([119.6, 39.9]);

function pathOf(...flat: readonly number[]): Float64Array {
  const path = new Float64Array(flat.length);
  for (let i = 0; i < flat.length; i += 2) path.set(projection.inverse(flat[i] ?? 0, flat[i + 1] ?? 0), i);
  return path;
}

function holds(rectangles: ReturnType<typeof pathRectangles>, x: number, y: number): boolean {
  const [lon, lat] = projection.inverse(x, y);
  return rectangles.some(([west, south, east, north]) => lon >= west && lon <= east && lat >= south && lat <= north);
}

describe('the rectangles along a path', () => {
  it('are one for a short path', () => {
    expect(pathRectangles([pathOf(0, 0, 30, 40)], projection, 15)).toHaveLength(1);
  });

  it('hold everything within reach of a diagonal of 1,414 m, and a part of the square about it', () => {
    const rectangles = pathRectangles([pathOf(0, 0, 1000, 1000)], projection, 15);
    for (let along = 0; along <= 1000; along += 5) {
      // 15 m aside is 10.6 m east and 10.6 m south.
      for (const [dx, dy] of [
        [0, 0],
        [10.6, -10.6],
        [-10.6, 10.6],
        [15, 0],
        [0, -15],
      ] as const) {
        expect(holds(rectangles, along + dx, along + dy)).toBe(true);
      }
    }
    expect(holds(rectangles, 0, 1000)).toBe(false);
    expect(holds(rectangles, 900, 300)).toBe(false);
  });

  it('hold the paths of links that do not touch', () => {
    const rectangles = pathRectangles([pathOf(0, 0, 10, 0), pathOf(2000, 0, 2010, 0)], projection, 15);
    expect([holds(rectangles, 5, 10), holds(rectangles, 2005, -10)]).toEqual([true, true]);
  });
});
