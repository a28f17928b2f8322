import { lonLatToEcef } from '@undercroft/core/geodesy/ellipsoid';
import { describe, expect, it } from 'vitest';
import { flatGround } from '../geometry/ground-surface.ts';
import { conduitAnswer } from '../testing/conduit-answer.ts';
import { diveAim, obliqueHeading } from './dive-aim.ts';

const GROUND = flatGround([9, 54, 11, 56], 27);
const PATH = [
  [10, 55, 23],
  [10, 55.001, 25],
] as const;

/** Straight down from 100 m over a place. */
function down(lon: number, lat: number) {
  const origin = new Float64Array(3);
  const below = new Float64Array(3);
  lonLatToEcef(lon, lat, 100, origin);
  lonLatToEcef(lon, lat, 0, below);
  const at = (i: number) => ((below[i] ?? 0) - (origin[i] ?? 0)) / 100;
  return { origin: [origin[0] ?? 0, origin[1] ?? 0, origin[2] ?? 0], direction: [at(0), at(1), at(2)] } as const;
}

describe('what a dive goes to', () => {
  it('is the place of the conduit under the middle of the picture: 24 m halfway between 23 and 25', () => {
    const aim = diveAim({ ...conduitAnswer(), path: PATH.map((v) => [...v]) }, down(10, 55.0005), GROUND, 0);
    expect(aim?.lat).toBeCloseTo(55.0005, 6);
    expect(aim?.levelM).toBeCloseTo(24, 2);
    expect(aim?.bearingDeg).toBe(0);
  });

  it('is at the depth it is drawn at where its level is unknown', () => {
    const path: [number, number, null][] = PATH.map(([lon, lat]) => [lon, lat, null]);
    const aim = diveAim({ ...conduitAnswer(), path }, down(10, 55.0005), GROUND, 0);
    expect(aim?.levelM).toBeLessThan(27);
    expect(aim?.levelM).toBeGreaterThan(20);
  });

  it('is nothing for a riser, which has no direction', () => {
    const path: [number, number, number][] = [
      [10, 55, 23],
      [10, 55, 25],
    ];
    expect(diveAim({ ...conduitAnswer(), path }, down(10, 55), GROUND, 0)).toBeNull();
  });

  it('is seen at 34 degrees from the side nearest to the present look', () => {
    expect(obliqueHeading(90, 0)).toBe(56);
    expect(obliqueHeading(90, 200)).toBe(236);
    expect(obliqueHeading(0, 350)).toBe(326);
    expect(obliqueHeading(0, 10)).toBe(34);
  });
});
