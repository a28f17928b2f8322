import type { PlanPoint } from '../../place/plan-geometry.ts';
import { measuredLine } from '../../plan/measured-line.ts';
import type { BlockGround, BuildingDraft, Room } from '../block-ground.ts';

/** A building along the boundary: its length along it, its depth, and what it is. */
export interface FrontageItem {
  readonly draft: Omit<BuildingDraft, 'at' | 'turn'>;
  readonly lengthM: number;
  readonly depthM: number;
}

export interface FrontageOptions {
  /** From the boundary to the front, metres. */
  readonly setbackM: number;
  /** Between neighbours along it, metres. */
  readonly gapM: number;
  readonly room: Room;
}

/** A piece of boundary left open, and the step on to the next try, metres. */
const OPEN_M = 16;
const STEP_M = 5;

/**
 * Walks along the boundary and builds what `next` offers; `null` leaves a piece open. Direction and place are taken by the chord of the boundary in front of each building;
 * a convex side bends away from it.
 */
export function buildFrontage(ground: BlockGround, next: () => FrontageItem | null, options: FrontageOptions): void {
  const [first] = ground.ring;
  if (!first) return;
  const { random } = ground;
  const line = measuredLine([...ground.ring, first]);
  let chainageM = random.between(0, 12);
  while (chainageM < line.lengthM) {
    const item = next();
    if (item === null) {
      chainageM += OPEN_M;
      continue;
    }
    const a = line.at(chainageM);
    const b = line.at(Math.min(line.lengthM, chainageM + item.lengthM));
    const built = tryBehind(ground, item, a, b, options);
    chainageM += built ? item.lengthM + options.gapM : STEP_M;
  }
}

/** The block lies to the left of its boundary: the front looks to the right of a -> b. */
function tryBehind(
  ground: BlockGround,
  { draft, lengthM, depthM }: FrontageItem,
  a: PlanPoint,
  b: PlanPoint,
  { setbackM, room }: FrontageOptions,
): boolean {
  const chordM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  // Round a corner the chord is much shorter than the way.
  if (chordM < lengthM * 0.985) return false;
  const [ux, uy] = [(b[0] - a[0]) / chordM, (b[1] - a[1]) / chordM];
  const backM = setbackM + depthM / 2 + 0.05;
  const at: PlanPoint = [(a[0] + b[0]) / 2 - uy * backM, (a[1] + b[1]) / 2 + ux * backM];
  return ground.tryPlace({ ...draft, at, turn: Math.atan2(uy, ux) }, room);
}
