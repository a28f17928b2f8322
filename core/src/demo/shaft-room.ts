import type { DraftNode, DraftPipe } from './draft.ts';
import { outerHalfWidthM } from './pipe-make.ts';
import { distance, distanceToLine, type PlanPoint } from './plan-geometry.ts';

/** From the middle of a manhole to the axis of a small conduit that passes it, metres. */
export const FROM_MANHOLE_M = 1.7;
/** From the middle of a new shaft of 0.5 m to the wall of a conduit, metres. */
const FROM_WALL_M = 0.6;

/**
 * True when a connection from a new shaft at `at` into `into` keeps away from all shafts and from both ends of other
 * connections, and its own shaft stands free.
 */
export function hasShaftRoom(at: PlanPoint, into: DraftNode, laid: readonly DraftPipe[]): boolean {
  const path = [at, into.at];
  return laid.every((pipe) => {
    for (const node of [pipe.from, pipe.to]) {
      const needsRoom = node !== into && (node.shaftDiameterMm !== null || pipe.use === 'connection');
      if (needsRoom && distanceToLine(node.at, path) < FROM_MANHOLE_M) return false;
    }
    if (distance(pipe.from.at, at) > 130) return true;
    return distanceToLine(at, pipe.path) >= outerHalfWidthM(pipe.make) + FROM_WALL_M;
  });
}
