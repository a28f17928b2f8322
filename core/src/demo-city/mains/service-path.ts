import { distance, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import type { MeasuredLine } from '../plan/measured-line.ts';
import type { LaidRun } from './lay-network.ts';
import { type MainPlace, mayBeCut } from './split-main.ts';

/** Where a service leaves its main, and where it enters the building. */
export interface ServicePath extends MainPlace {
  readonly entry: PlanPoint;
}

/** A tee keeps this far from the points of the main, metres. */
const FROM_POINTS_M = 0.8;

/**
 * Square from the street's middle to a building, `asideM` to the side of the straight line between; `null` where it meets
 * none of the mains, or one of their points.
 */
export function servicePath(
  entry: PlanPoint,
  asideM: number,
  centre: MeasuredLine,
  halfStreetM: number,
  mains: readonly LaidRun[],
): ServicePath | null {
  const foot = centre.at(centre.chainageOf(entry));
  const lengthM = distance(entry, foot);
  if (lengthM < 1) return null;
  const ux = (foot[0] - entry[0]) / lengthM;
  const uy = (foot[1] - entry[1]) / lengthM;
  const from: PlanPoint = [entry[0] + uy * asideM, entry[1] - ux * asideM];
  const beyondM = lengthM + halfStreetM;
  const to: PlanPoint = [from[0] + ux * beyondM, from[1] + uy * beyondM];
  for (const main of mains) {
    for (let index = 0; index + 1 < main.nodes.length; index++) {
      const [p, q] = [main.nodes[index]?.at, main.nodes[index + 1]?.at];
      if (p === undefined || q === undefined) continue;
      const hit = segmentCrossing(from, to, p, q);
      if (hit === null) continue;
      if (!mayBeCut(main, index)) return null;
      const mainM = distance(p, q);
      if (Math.min(hit.u, 1 - hit.u) * mainM < FROM_POINTS_M) return null;
      const at: PlanPoint = [p[0] + (q[0] - p[0]) * hit.u, p[1] + (q[1] - p[1]) * hit.u];
      return { main, index, share: hit.u, at, entry: from };
    }
  }
  return null;
}
