/** Level planes drawn below ground: horizontal, a round number of metres above the datum each. */
export interface LevelPlanes {
  /** Metres from one plane to the next. */
  readonly stepM: number;
  /** Levels above the datum, highest first; none lies above the ground. */
  readonly levelsM: readonly number[];
}

/** Deeper than this, or farther from what is looked at, planes stand 5 m apart instead of 1 m. */
const FINE_TO_DEPTH_M = 14;
const FINE_STEP_M = 1;
const COARSE_STEP_M = 5;

/** Planes about the camera, at most. */
export const MOST_PLANES = 9;

/**
 * The planes to draw about a camera: every metre, from 15 m below ground every 5 m; those nearest to the camera's own
 * level, none above the ground. Levels in metres above the datum.
 */
export function levelPlanes(groundLevelM: number, cameraLevelM: number): LevelPlanes {
  const stepM = groundLevelM - cameraLevelM > FINE_TO_DEPTH_M ? COARSE_STEP_M : FINE_STEP_M;
  const highest = Math.floor(groundLevelM / stepM);
  const middle = Math.floor(cameraLevelM / stepM);
  const top = Math.min(highest, middle + Math.floor(MOST_PLANES / 2));
  return { stepM, levelsM: Array.from({ length: MOST_PLANES }, (_, i) => (top - i) * stepM) };
}
