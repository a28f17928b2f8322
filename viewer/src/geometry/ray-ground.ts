import { ecefToLonLat } from '@undercroft/core/geodesy/ellipsoid';
import type { GroundSurface } from './ground-surface.ts';

/** A ray in Earth-centred, Earth-fixed metres; `direction` has length 1. */
export interface Ray3 {
  readonly origin: readonly [number, number, number];
  readonly direction: readonly [number, number, number];
}

export interface GroundHit {
  readonly lon: number;
  readonly lat: number;
  /** Level of the coarse ground there, metres above the datum. */
  readonly levelM: number;
  readonly distanceM: number;
}

const FIRST_STEP_M = 0.5;
const STEP_GROWTH = 1.06;
const BISECTIONS = 40;

/**
 * First point where a ray meets the coarse ground, from above or from below; `null` when it meets none within
 * `reachM`. The engine's own depth reading is not asked: it is wrong under a see-through ground.
 */
export function rayGround(ray: Ray3, ground: GroundSurface, geoidOffsetM: number, reachM = 60_000): GroundHit | null {
  let near = 0;
  let heightNear = heightAbove(ray, near, ground, geoidOffsetM);
  let step = Math.max(FIRST_STEP_M, Math.abs(heightNear) / 50);
  while (near < reachM) {
    const far = near + step;
    const heightFar = heightAbove(ray, far, ground, geoidOffsetM);
    if (heightNear * heightFar <= 0) return bisect(ray, near, far, heightNear, ground, geoidOffsetM);
    near = far;
    heightNear = heightFar;
    step *= STEP_GROWTH;
  }
  return null;
}

function bisect(
  ray: Ray3,
  from: number,
  to: number,
  heightFrom: number,
  ground: GroundSurface,
  geoidOffsetM: number,
): GroundHit {
  let near = from;
  let far = to;
  for (let i = 0; i < BISECTIONS; i++) {
    const middle = (near + far) / 2;
    if (heightAbove(ray, middle, ground, geoidOffsetM) * heightFrom > 0) near = middle;
    else far = middle;
  }
  const [lon, lat] = ecefToLonLat(...pointAt(ray, far));
  return { lon, lat, levelM: ground.levelAt(lon, lat), distanceM: far };
}

function heightAbove(ray: Ray3, distanceM: number, ground: GroundSurface, geoidOffsetM: number): number {
  const [lon, lat, heightM] = ecefToLonLat(...pointAt(ray, distanceM));
  return heightM - geoidOffsetM - ground.levelAt(lon, lat);
}

function pointAt({ origin, direction }: Ray3, distanceM: number): [number, number, number] {
  return [
    origin[0] + direction[0] * distanceM,
    origin[1] + direction[1] * distanceM,
    origin[2] + direction[2] * distanceM,
  ];
}
