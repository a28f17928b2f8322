import { localProjection } from '@undercroft/core/geodesy/local-projection';
import { expect, it } from 'vitest';
import { lonLatBounds } from './lon-lat-bounds.ts';

it('holds every point of the rectangle, and little more', () => {
  const projection = localProjection([119.6, 39.9]);
  const box = [-300, -200, 500, 1000] as const;
  const [west, south, east, north] = lonLatBounds(projection, box);
  for (let x = box[0]; x <= box[2]; x += 7) {
    for (const y of [box[1], 0, 333, box[3]]) {
      const [lon, lat] = projection.inverse(x, y);
      expect(lon >= west && lon <= east && lat >= south && lat <= north).toBe(true);
    }
  }
  // A degree of longitude at 39.9 north is 85,518 m long; the corners lie on other parallels, which adds less than 0.2 m.
  expect((east - west) * 85_518).toBeGreaterThan(800);
  expect((east - west) * 85_518).toBeLessThan(800.3);
});
