import { describe, expect, it } from 'vitest';
import { pointSegmentDistance2 } from '../geometry/segment-distance.ts';
import { seededRandom } from '../random/seeded-random.ts';
import { pointDistance } from './pit-solid.ts';

const SQUARE = Float64Array.of(0, 0, 10, 0, 10, 10, 0, 10);

describe('distance of a point from an outline', () => {
  it('is that to the nearest corner or side, and 0 inside', () => {
    expect(pointDistance(SQUARE, 13, 14)).toBe(5);
    expect(pointDistance(SQUARE, 5, -2)).toBe(2);
    expect(pointDistance(SQUARE, 5, 5)).toBe(0);
  });

  it('is the least of the distances from its sides', () => {
    const random = seededRandom(4);
    for (let k = 0; k < 200; k++) {
      const [x, y] = [random.between(11, 40), random.between(-30, 40)];
      const sides = [0, 1, 2, 3].map((i) => {
        const [ax = 0, ay = 0] = SQUARE.subarray(i * 2, i * 2 + 2);
        const [bx = 0, by = 0] = SQUARE.subarray(((i + 1) % 4) * 2, ((i + 1) % 4) * 2 + 2);
        return pointSegmentDistance2(x, y, ax, ay, bx, by);
      });
      expect(pointDistance(SQUARE, x, y)).toBeCloseTo(Math.min(...sides), 12);
    }
  });
});
