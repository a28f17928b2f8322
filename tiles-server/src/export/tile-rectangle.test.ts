import { expect, test } from 'vitest';
import { countBelow, tileCount, tileRectangle } from './tile-rectangle.ts';

test('the tiles of a rectangle are those it touches', () => {
  // Zoom 2 cuts the world in four columns of 90 degrees; 66.51 degrees is the border of its first row.
  expect(tileRectangle([-95, -10, 10, 70], 2)).toEqual({ fromX: 0, fromY: 0, toX: 2, toY: 2 });
  expect(tileRectangle([10, 10, 10, 10], 0)).toEqual({ fromX: 0, fromY: 0, toX: 0, toY: 0 });
  // The last edge of the world belongs to the last tile.
  expect(tileRectangle([180, -89, 180, -89], 3)).toEqual({ fromX: 7, fromY: 7, toX: 7, toY: 7 });
});

test('tiles are counted over zooms, and below one of them', () => {
  const world = [-180, -85, 180, 85] as const;
  expect(tileCount(world, 0, 3)).toBe(1 + 4 + 16 + 64);
  expect(countBelow({ z: 1, x: 0, y: 1 }, world, 3)).toBe(4 + 16);
  // A point lies in one tile of each zoom.
  expect(countBelow({ z: 2, x: 2, y: 1 }, [10, 10, 10, 10], 5)).toBe(3);
});
