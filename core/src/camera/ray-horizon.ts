import type { CameraWorld } from './camera-world.ts';
import { type Obstacle, rayObstacles } from './ray-obstacles.ts';
import type { SightBlock } from './sight-blocks.ts';

/** Distance between the places at which the ground is looked at along a ray, metres. */
const GROUND_STEP_M = 2;

/** Ground hides only what lies so much below its line: drawn ground is no better than that. Metres. */
const GROUND_SLACK_M = 0.3;

/** What hides a place. */
export type Hider = { readonly kind: 'ground' } | { readonly kind: 'building'; readonly block: SightBlock };

/** How a place on a ray is seen from its beginning; what is uncertain names what may hide it. */
export type Sight =
  | { readonly state: 'clear' }
  | { readonly state: 'hidden'; readonly by: Hider }
  | { readonly state: 'uncertain'; readonly why: 'groundUnknown' }
  | { readonly state: 'uncertain'; readonly why: 'buildingHeightUnknown'; readonly block: SightBlock };

/** Looks along one ray; places are asked for from near to far. */
export interface RayHorizon {
  /** How a place at a distance in plan and a level is seen. Distances must not fall from call to call. */
  sightOf(atM: number, levelM: number): Sight;
}

const CLEAR: Sight = { state: 'clear' };
const BY_GROUND: Sight = { state: 'hidden', by: { kind: 'ground' } };
const GROUND_UNKNOWN: Sight = { state: 'uncertain', why: 'groundUnknown' };

/**
 * The horizon along a ray: a place is seen when the line to it rises at least as steeply as the steepest line to anything
 * before it.
 *
 * ```
 *   eye o - - - - _ _            slope of the line to a place: (level - eye) / distance
 *                |   |- - _ _    a building from a to b with its top below the eye hides by its far edge: top / b,
 *   _____________|___|_______*   with its top above the eye by its near edge: top / a
 *                a   b
 * ```
 *
 * The earth's curvature is left out: it lowers a place 1,500 m away by 0.18 m (1500^2 / 2R), less what refraction gives
 * back, and the ground is not known to that.
 *
 * @param onWallM Of the building that the ray begins in so much is no obstacle: a lens on a wall, placed a little inside.
 */
export function rayHorizon(
  world: CameraWorld,
  eye: { readonly x: number; readonly y: number; readonly levelM: number },
  ux: number,
  uy: number,
  lengthM: number,
  onWallM: number,
): RayHorizon {
  const obstacles = rayObstacles(world.blocks, eye.x, eye.y, ux, uy, lengthM);
  let groundAtM = GROUND_STEP_M;
  let groundSlope = Number.NEGATIVE_INFINITY;
  let isGroundKnown = true;
  // Obstacles that the ray has left behind, summed up: only the steepest of each kind matters.
  let passed = 0;
  let sureSlope = Number.NEGATIVE_INFINITY;
  let sureBlock: SightBlock | null = null;
  let possibleSlope = Number.NEGATIVE_INFINITY;
  let possibleBlock: SightBlock | null = null;

  const raise = ({ fromM, toM, block }: Obstacle, untilM: number): void => {
    if (fromM === 0 && toM <= onWallM) return;
    const sure = slopeOver(block.lowTopM - eye.levelM, fromM, untilM);
    if (sure > sureSlope) [sureSlope, sureBlock] = [sure, block];
    const possible = slopeOver(block.highTopM - eye.levelM, fromM, untilM);
    if (possible > possibleSlope) [possibleSlope, possibleBlock] = [possible, block];
  };

  return {
    sightOf(atM, levelM) {
      for (; groundAtM < atM; groundAtM += GROUND_STEP_M) {
        const levelThere = world.groundLevelM(eye.x + ux * groundAtM, eye.y + uy * groundAtM);
        if (levelThere === null) isGroundKnown = false;
        else groundSlope = Math.max(groundSlope, (levelThere - GROUND_SLACK_M - eye.levelM) / groundAtM);
      }
      for (let next = obstacles[passed]; next !== undefined && next.fromM < atM; next = obstacles[passed]) {
        raise(next, Math.min(next.toM, atM));
        // One that the place lies in is looked at again from farther on.
        if (next.toM > atM) break;
        passed++;
      }
      // Footprints of a row of houses overlap: the ones after an unfinished one count too.
      for (let i = passed + 1; i < obstacles.length; i++) {
        const next = obstacles[i];
        if (next === undefined || next.fromM >= atM) break;
        raise(next, Math.min(next.toM, atM));
      }
      const slope = (levelM - eye.levelM) / atM;
      if (slope < sureSlope && sureBlock !== null) {
        return { state: 'hidden', by: { kind: 'building', block: sureBlock } };
      }
      if (slope < groundSlope) return BY_GROUND;
      if (slope < possibleSlope && possibleBlock !== null) {
        return { state: 'uncertain', why: 'buildingHeightUnknown', block: possibleBlock };
      }
      return isGroundKnown ? CLEAR : GROUND_UNKNOWN;
    },
  };
}

/** Steepest line from the eye to anything of a top that stands from one distance to another. */
function slopeOver(topAboveEyeM: number, fromM: number, toM: number): number {
  return topAboveEyeM / (topAboveEyeM > 0 ? fromM : toM);
}
