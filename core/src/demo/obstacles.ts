import { type DraftPipe, levelsOf } from './draft.ts';
import { outerHalfWidthM } from './pipe-make.ts';
import { distance, nearestShare, type PlanPoint, segmentCrossing, segmentsOf } from './plan-geometry.ts';

/** A straight stretch of a conduit already laid, that later ones must pass beneath. */
export interface Obstacle {
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly halfWidthM: number;
  /** Level of the outer bottom at both ends. */
  readonly bottomAM: number;
  readonly bottomBM: number;
  /** Vertical clearance that anything below must keep, metres. */
  readonly clearanceM: number;
}

/** Obstacles of a laid conduit. The level runs straight by plan length from one end to the other. */
export function obstaclesOf(pipe: DraftPipe, clearanceM: number): readonly Obstacle[] {
  const segments = segmentsOf(pipe.path);
  const totalM = segments.reduce((sum, [a, b]) => sum + distance(a, b), 0);
  const fromM = levelsOf(pipe.make, pipe.reference, pipe.fromLevelM).outerBottomM;
  const toM = levelsOf(pipe.make, pipe.reference, pipe.toLevelM).outerBottomM;
  let reachedM = 0;
  return segments.map(([a, b]) => {
    const bottomAM = fromM + ((toM - fromM) * reachedM) / totalM;
    reachedM += distance(a, b);
    const bottomBM = fromM + ((toM - fromM) * reachedM) / totalM;
    return { a, b, halfWidthM: outerHalfWidthM(pipe.make), bottomAM, bottomBM, clearanceM };
  });
}

/** Plan distance within which two conduits count as crossing although their walls do not overlap in plan, metres. */
const BESIDE_M = 0.4;

/**
 * Highest outer top that a conduit from a to b may have anywhere along it so that it keeps below every obstacle it
 * crosses; infinite when it crosses none.
 */
export function highestTopM(a: PlanPoint, b: PlanPoint, halfWidthM: number, obstacles: readonly Obstacle[]): number {
  let capM = Number.POSITIVE_INFINITY;
  const reachM = halfWidthM + BESIDE_M;
  for (const each of obstacles) {
    if (isFar(a, b, each, reachM + each.halfWidthM)) continue;
    const nearest = nearestOnObstacle(a, b, each);
    if (nearest.distanceM > reachM + each.halfWidthM) continue;
    const bottomM = each.bottomAM + (each.bottomBM - each.bottomAM) * nearest.share;
    capM = Math.min(capM, bottomM - each.clearanceM);
  }
  return capM;
}

/** True when the boxes around both stretches lie farther apart than `reachM`: most do, and this is cheap. */
function isFar(a: PlanPoint, b: PlanPoint, each: Obstacle, reachM: number): boolean {
  return (
    Math.min(a[0], b[0]) - Math.max(each.a[0], each.b[0]) > reachM ||
    Math.min(each.a[0], each.b[0]) - Math.max(a[0], b[0]) > reachM ||
    Math.min(a[1], b[1]) - Math.max(each.a[1], each.b[1]) > reachM ||
    Math.min(each.a[1], each.b[1]) - Math.max(a[1], b[1]) > reachM
  );
}

function nearestOnObstacle(a: PlanPoint, b: PlanPoint, each: Obstacle): { share: number; distanceM: number } {
  const hit = segmentCrossing(a, b, each.a, each.b);
  if (hit) return { share: hit.u, distanceM: 0 };
  let best = { share: 0, distanceM: Number.POSITIVE_INFINITY };
  const consider = (share: number, distanceM: number): void => {
    if (distanceM < best.distanceM) best = { share, distanceM };
  };
  for (const end of [a, b]) {
    const share = nearestShare(end, each.a, each.b);
    consider(share, distance(end, between(each.a, each.b, share)));
  }
  for (const [share, end] of [[0, each.a] as const, [1, each.b] as const]) {
    consider(share, distance(end, between(a, b, nearestShare(end, a, b))));
  }
  return best;
}

function between(a: PlanPoint, b: PlanPoint, share: number): PlanPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
