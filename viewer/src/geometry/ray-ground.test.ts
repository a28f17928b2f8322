import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { describe, expect, it } from 'vitest';
import { flatGround } from './ground-surface.ts';
import { type Ray3, rayGround } from './ray-ground.ts';

const GEOID_M = 39.58;
const ground = flatGround([10, 55, 10.1, 55.1], 20);

/** A plumb ray at 10.05 E, 55.05 N from a level above the datum, downwards or upwards. */
function plumb(levelM: number, down: boolean): Ray3 {
  const ends = new Float64Array(6);
  lonLatToEcef(10.05, 55.05, levelM + GEOID_M, ends, 0);
  lonLatToEcef(10.05, 55.05, levelM + GEOID_M + (down ? -1 : 1), ends, 3);
  const [x = 0, y = 0, z = 0, tx = 0, ty = 0, tz = 0] = ends;
  return { origin: [x, y, z], direction: [tx - x, ty - y, tz - z] };
}

describe('a ray to the ground', () => {
  it('from 120 m above the datum falls 100 m onto ground at 20 m', () => {
    const hit = rayGround(plumb(120, true), ground, GEOID_M);
    expect(hit?.distanceM).toBeCloseTo(100, 4);
    expect(hit?.lon).toBeCloseTo(10.05, 9);
    expect(hit?.lat).toBeCloseTo(55.05, 9);
    expect(hit?.levelM).toBe(20);
  });

  it('from 5 m below the datum rises 25 m to its underside', () => {
    expect(rayGround(plumb(-5, false), ground, GEOID_M)?.distanceM).toBeCloseTo(25, 4);
  });

  it('meets no ground in the sky', () => {
    expect(rayGround(plumb(120, false), ground, GEOID_M)).toBeNull();
  });
});
