import type { LinkFeature } from '@undercroft/core/protocol/answers';
import { ASSUMED_DEPTH_M } from '@undercroft/core/tiling/drawn-as';
import { nearestOnAxis } from '../geometry/axis-point.ts';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import type { Ray3 } from '../geometry/ray-ground.ts';

/** What a dive goes to look at. */
export interface DiveAim {
  readonly lon: number;
  readonly lat: number;
  /** Level of the thing itself, metres above the datum; assumed where it is unknown. */
  readonly levelM: number;
  /** Direction it runs in, degrees clockwise from north. */
  readonly bearingDeg: number;
}

/** The point of a conduit that a ray passes nearest to; `null` for one without extent in plan. */
export function diveAim(link: LinkFeature, ray: Ray3, ground: GroundSurface, geoidOffsetM: number): DiveAim | null {
  const [first] = link.path;
  const last = link.path.at(-1);
  if (first === undefined || last === undefined) return null;
  const point = nearestOnAxis(ray, link.path, geoidOffsetM, ground.levelAt(first[0], first[1]) - ASSUMED_DEPTH_M);
  if (point === null) return null;
  const shrink = Math.cos((point.lat * Math.PI) / 180);
  const [east, north] = [(last[0] - first[0]) * shrink, last[1] - first[1]];
  if (east === 0 && north === 0) return null;
  return {
    lon: point.lon,
    lat: point.lat,
    levelM: point.levelM ?? ground.levelAt(point.lon, point.lat) - ASSUMED_DEPTH_M,
    bearingDeg: (Math.atan2(east, north) * 180) / Math.PI,
  };
}

/** Angle between the look and the conduit at the end of a dive, degrees: it runs away from the eye, and depth reads. */
const OBLIQUE_DEG = 34;

/** The heading nearest to the present one from which a conduit is seen obliquely, degrees. */
export function obliqueHeading(bearingDeg: number, headingDeg: number): number {
  const choices = [OBLIQUE_DEG, -OBLIQUE_DEG, 180 + OBLIQUE_DEG, 180 - OBLIQUE_DEG].map((turn) => bearingDeg + turn);
  const apart = (other: number): number => Math.abs(((((other - headingDeg) % 360) + 540) % 360) - 180);
  const nearest = choices.toSorted((a, b) => apart(a) - apart(b))[0] ?? headingDeg;
  return ((nearest % 360) + 360) % 360;
}
