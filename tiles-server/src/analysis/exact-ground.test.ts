import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { describe, expect, it } from 'vitest';
import { exactGround } from './exact-ground.ts';

const METRES_PER_DEGREE = 111_132;

describe('the ground of a wide plane', () => {
  it('is asked within 0.1 mm of each place, kilometres from the middle', () => {
    const projection = localProjection([119.6, 39.9]);
    let asked: readonly [number, number] = [0, 0];
    const ground = exactGround(projection, (lon, lat) => {
      asked = [lon, lat];
      return 7;
    });
    for (let i = 0; i < 400; i++) {
      const [x, y] = [(i % 20) * 733.7 - 7000, Math.floor(i / 20) * 611.3 - 6000];
      expect(ground(x, y)).toBe(7);
      const [lon, lat] = projection.inverse(x, y);
      const east = (asked[0] - lon) * METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180);
      expect(Math.hypot(east, (asked[1] - lat) * METRES_PER_DEGREE)).toBeLessThan(1e-4);
    }
  });

  it('stays unknown where it is', () => {
    const ground = exactGround(localProjection([119.6, 39.9]), () => null);
    expect(ground(10, 20)).toBeNull();
  });

  it('is not known at a place that is no number', () => {
    const ground = exactGround(localProjection([119.6, 39.9]), (lon) => (Number.isNaN(lon) ? null : 7));
    expect(ground(Number.NaN, 20)).toBeNull();
  });
});
