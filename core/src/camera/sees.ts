import { cameraEye, ON_WALL_M } from './camera-eye.ts';
import type { CameraWorld } from './camera-world.ts';
import { looksAllRound, type PlacedCamera } from './placed-camera.ts';
import { rayHorizon, type Sight } from './ray-horizon.ts';

/** Why a camera does not see a place. */
export const NOT_SEEN_WHYS = [
  'notInUse',
  'outOfRange',
  'lookingAway',
  'behindBuilding',
  'behindGround',
  'underground',
] as const;

/** Why it is not known whether a camera sees a place. */
export const MAYBE_SEEN_WHYS = [
  'rangeUnknown',
  'headingUnknown',
  'fieldOfViewUnknown',
  'mayTurn',
  'heightUnknown',
  'insideBuilding',
  'groundUnknown',
  'buildingsUnknown',
  'buildingHeightUnknown',
  'underneath',
] as const;

export type NotSeenWhy = (typeof NOT_SEEN_WHYS)[number];
export type MaybeSeenWhy = (typeof MAYBE_SEEN_WHYS)[number];

/** A place looked at; without a level it lies on the ground. */
export interface SightTarget {
  readonly x: number;
  readonly y: number;
  /** Metres above the datum. */
  readonly levelM: number | null;
}

/** Whether a camera sees a place. `blockedBy` is the feature id of the building that hides it, or may. */
export type SightVerdict = {
  /** In plan, metres. */
  readonly distanceM: number;
  readonly blockedBy: string | null;
} & (
  | { readonly verdict: 'yes'; readonly why: 'inSight' }
  | { readonly verdict: 'no'; readonly why: NotSeenWhy }
  | { readonly verdict: 'unknown'; readonly why: MaybeSeenWhy }
);

/**
 * A line of sight steeper than this, degrees below level, is not counted on: no source states the tilt or the upright
 * angle of view, and a camera on a pole does not see its own foot.
 */
export const STEEPEST_DEG = 60;
const STEEPEST_SLOPE = Math.tan((STEEPEST_DEG * Math.PI) / 180);

/** A place so far below the drawn ground is under it; less is the ground's own error. Metres. */
const BURIED_M = 1;

/**
 * Whether a camera sees a place: within its range, within its angle of view, and with neither ground nor building
 * between. `no` needs one of these to fail for sure; `yes` needs all of them to be known to hold; the rest is `unknown`.
 * What hides is looked at before what is unknown, so that a wall between is a `no` whatever else is not stated.
 */
export function sees(camera: PlacedCamera, target: SightTarget, world: CameraWorld): SightVerdict {
  const dx = target.x - camera.x;
  const dy = target.y - camera.y;
  const distanceM = Math.hypot(dx, dy);
  const no = (why: NotSeenWhy, blockedBy: string | null = null): SightVerdict => {
    return { verdict: 'no', why, distanceM, blockedBy };
  };
  const unknown = (why: MaybeSeenWhy, blockedBy: string | null = null): SightVerdict => {
    return { verdict: 'unknown', why, distanceM, blockedBy };
  };
  if (camera.status === 'abandoned' || camera.status === 'planned') return no('notInUse');
  if (camera.rangeM !== null && distanceM > camera.rangeM) return no('outOfRange');
  const direction = directionOf(camera, dx, dy);
  if (direction === 'away') return no('lookingAway');

  const groundM = world.groundLevelM(target.x, target.y);
  if (target.levelM !== null && groundM !== null && target.levelM < groundM - BURIED_M) return no('underground');
  const levelM = target.levelM === null ? groundM : Math.max(target.levelM, groundM ?? target.levelM);
  const eye = cameraEye(camera, world);
  if (!eye.ok) return unknown(eye.why);
  if (levelM === null) return unknown('groundUnknown');
  // On the foot itself there is no direction to look in.
  if (distanceM === 0) return unknown('underneath');
  const horizon = rayHorizon(world, eye, dx / distanceM, dy / distanceM, distanceM, ON_WALL_M);
  const sight = horizon.sightOf(distanceM, levelM);
  if (sight.state === 'hidden') return hiddenBy(sight, no);

  if (camera.rangeM === null) return unknown('rangeUnknown');
  if (direction !== 'within') return unknown(direction);
  if (sight.state === 'uncertain') {
    return unknown(sight.why, sight.why === 'buildingHeightUnknown' ? sight.block.featureId : null);
  }
  if (!world.knowsBuildings(camera.x, camera.y) || !world.knowsBuildings(target.x, target.y)) {
    return unknown('buildingsUnknown');
  }
  if (eye.levelM - levelM > distanceM * STEEPEST_SLOPE) return unknown('underneath');
  return { verdict: 'yes', why: 'inSight', distanceM, blockedBy: null };
}

function hiddenBy(
  { by }: Extract<Sight, { state: 'hidden' }>,
  no: (why: NotSeenWhy, blockedBy?: string | null) => SightVerdict,
): SightVerdict {
  switch (by.kind) {
    case 'ground':
      return no('behindGround');
    case 'building':
      return no('behindBuilding', by.block.featureId);
  }
}

/** Where a direction lies against the angle of view. */
export type DirectionSight = 'within' | 'away' | 'mayTurn' | 'headingUnknown' | 'fieldOfViewUnknown';

/**
 * A direction against the angle of view. One that turns may look anywhere, so that only what lies in the angle in which it
 * rests is known; of an angle of view that is not stated, nothing is.
 */
export function directionOf(camera: PlacedCamera, dx: number, dy: number): DirectionSight {
  const { headingDeg, fieldOfViewDeg, turns } = camera;
  if (looksAllRound(camera)) return 'within';
  if (headingDeg === null) return 'headingUnknown';
  if (fieldOfViewDeg === null) return 'fieldOfViewUnknown';
  const towardsDeg = (Math.atan2(dx, dy) * 180) / Math.PI;
  const apartDeg = Math.abs(((((towardsDeg - headingDeg) % 360) + 540) % 360) - 180);
  if (apartDeg <= fieldOfViewDeg / 2) return 'within';
  return turns ? 'mayTurn' : 'away';
}
