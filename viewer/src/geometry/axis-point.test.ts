import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { describe, expect, it } from 'vitest';
import { nearestOnAxis } from './axis-point.ts';
import type { Ray3 } from './ray-ground.ts';

function plumbDown(lon: number, lat: number): Ray3 {
  const ends = new Float64Array(6);
  lonLatToEcef(lon, lat, 200, ends, 0);
  lonLatToEcef(lon, lat, 199, ends, 3);
  const [x = 0, y = 0, z = 0, tx = 0, ty = 0, tz = 0] = ends;
  return { origin: [x, y, z], direction: [tx - x, ty - y, tz - z] };
}

describe('the point of a pipe that a person points at', () => {
  it('a quarter along an axis that falls from 20 m to 16 m lies at 19 m', () => {
    const path = [
      [10, 55, 20],
      [10.001, 55, 16],
    ] as const;
    const point = nearestOnAxis(plumbDown(10.00025, 55), path, 0, 0);
    expect(point?.levelM).toBeCloseTo(19, 2);
    expect(point?.fraction).toBeCloseTo(0.25, 3);
    expect(point?.lon).toBeCloseTo(10.00025, 6);
  });

  it('beyond the end is the end', () => {
    const path = [
      [10, 55, 20],
      [10.001, 55, 16],
    ] as const;
    expect(nearestOnAxis(plumbDown(10.005, 55), path, 0, 0)?.fraction).toBe(1);
  });

  it('at an unknown level is unknown, whatever it was looked for at', () => {
    const path = [
      [10, 55, null],
      [10.001, 55, 16],
    ] as const;
    const point = nearestOnAxis(plumbDown(10.0005, 55), path, 0, 18);
    expect(point?.levelM).toBeNull();
    expect(point?.fraction).toBeCloseTo(0.5, 2);
  });

  it('of an axis without a stretch there is none', () => {
    expect(nearestOnAxis(plumbDown(10, 55), [[10, 55, 20]], 0, 0)).toBeNull();
  });
});
