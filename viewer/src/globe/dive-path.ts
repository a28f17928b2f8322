import type { CameraPlace } from '../state/view-state.ts';

/** What a dive goes to: a point of the ground, degrees and ellipsoidal height in metres. */
export interface DiveTarget {
  readonly lon: number;
  readonly lat: number;
  readonly groundHeightM: number;
  /** How far below the ground the thing to look at lies, metres. */
  readonly depthM: number;
}

/** A dive ends so far above what it goes to, that it is seen from a little above, and so far below ground, metres. */
const ABOVE_AIM_M = 0.55;
const SHALLOWEST_M = 0.9;
const DEEPEST_M = 12;

/** The look at the end of a dive, degrees: nearly level, so that depth reads. */
const BELOW_PITCH_DEG = -3;

/** How far before its target a dive ends: a part of the distance it was seen from, within these, metres. */
const STAND_BACK = { share: 0.12, leastM: 11, mostM: 26 } as const;

/** Where one surfaces who has not dived from anywhere: so far back and up from the target, metres, and this pitch. */
const SURFACE_BACK_M = 60;
const SURFACE_UP_M = 70;
const SURFACE_PITCH_DEG = -42;

/** Heights up to about this are passed at a steady pace, greater ones ever faster, metres. */
const PACE_M = 3;

/** How much steeper than a straight turn the camera looks halfway down, degrees. */
const PLUNGE_DEG = 14;

/** Where a dive towards a point ends, looking along a heading. `distanceM` is from its start to the point. */
export function diveEnd(headingDeg: number, target: DiveTarget, distanceM: number): CameraPlace {
  const back = Math.max(STAND_BACK.leastM, Math.min(STAND_BACK.mostM, distanceM * STAND_BACK.share));
  return {
    ...offset(target, headingDeg, -back),
    heightM: target.groundHeightM - Math.max(SHALLOWEST_M, Math.min(DEEPEST_M, target.depthM - ABOVE_AIM_M)),
    headingDeg,
    pitchDeg: BELOW_PITCH_DEG,
  };
}

/** Where one surfaces to who came below by another way than a dive: above and behind, looking at the same place. */
export function surfaceEnd(from: CameraPlace, groundHeightM: number): CameraPlace {
  return {
    ...offset(from, from.headingDeg, -SURFACE_BACK_M),
    heightM: groundHeightM + SURFACE_UP_M,
    headingDeg: from.headingDeg,
    pitchDeg: SURFACE_PITCH_DEG,
  };
}

/**
 * The camera on its passage between two places, `share` from 0 to 1. Heights above the ground follow the inverse
 * hyperbolic sine, so that the last metres through the ground are as slow to the eye as the first hundred in the air.
 */
export function divePlace(from: CameraPlace, to: CameraPlace, groundHeightM: number, share: number): CameraPlace {
  if (share <= 0) return from;
  if (share >= 1) return to;
  const [start, end] = [pace(from.heightM - groundHeightM), pace(to.heightM - groundHeightM)];
  // Over the ground one runs ahead of the fall going down and behind it coming up: the ground is passed steeply.
  const ahead = end < start ? 1 - (1 - share) ** 2 : share ** 2;
  const turn = ((((to.headingDeg - from.headingDeg) % 360) + 540) % 360) - 180;
  const pitch = from.pitchDeg + (to.pitchDeg - from.pitchDeg) * share - PLUNGE_DEG * Math.sin(Math.PI * share);
  return {
    lon: from.lon + (to.lon - from.lon) * ahead,
    lat: from.lat + (to.lat - from.lat) * ahead,
    heightM: groundHeightM + Math.sinh(start + (end - start) * share) * PACE_M,
    headingDeg: from.headingDeg + turn * share,
    pitchDeg: Math.max(-89, pitch),
  };
}

function pace(heightM: number): number {
  return Math.asinh(heightM / PACE_M);
}

/** Starts and ends at rest: 0 to 1 over the time of the passage. */
export function eased(share: number): number {
  const t = Math.max(0, Math.min(1, share));
  return t * t * (3 - 2 * t);
}

const METRES_PER_DEGREE = 111_320;

/** A place so many metres along a heading; good to centimetres over the tens of metres it is used for. */
function offset(
  { lon, lat }: { readonly lon: number; readonly lat: number },
  headingDeg: number,
  forwardsM: number,
): { readonly lon: number; readonly lat: number } {
  const heading = (headingDeg * Math.PI) / 180;
  const shrink = Math.cos((lat * Math.PI) / 180);
  return {
    lon: lon + (Math.sin(heading) * forwardsM) / (METRES_PER_DEGREE * shrink),
    lat: lat + (Math.cos(heading) * forwardsM) / METRES_PER_DEGREE,
  };
}
