import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';
import type { ConduitTable } from './conduit-table.ts';
import { asideOf, placeAt, type SectionPlane, stationOf } from './section-plane.ts';

/** A conduit beside a section that the plane does not cut, where it is nearest. Metres; null is unknown. */
export interface NearConduit {
  readonly index: number;
  readonly id: string;
  readonly stationM: number;
  /** Of the axis from the plane, positive to the left of the line. */
  readonly asideM: number;
  readonly axisM: number | null;
  readonly halfWidthM: number | null;
  readonly halfHeightM: number | null;
}

/** What is this little beyond an end of the line is still beside it, metres. */
const END_M = 1e-6;

/**
 * Null for a conduit that is nearest beyond an end of the line, and for one whose outer wall, or axis where the size is
 * unknown, stays farther than `reachM` from it.
 */
export function nearConduit(
  table: ConduitTable,
  index: number,
  plane: SectionPlane,
  reachM: number,
): NearConduit | null {
  const { x, y, z, distanceM } = nearestOfAxis(table, index, [plane.ax, plane.ay, ...placeAt(plane, plane.lengthM)]);
  const half = known(table.halfWidthM[index]);
  if (distanceM - (half ?? 0) > reachM) return null;
  const stationM = stationOf(plane, x, y);
  if (stationM < -END_M || stationM > plane.lengthM + END_M) return null;
  return {
    index,
    id: table.facts[index]?.id ?? '',
    stationM: Math.max(0, Math.min(plane.lengthM, stationM)),
    asideM: asideOf(plane, x, y),
    axisM: known(z),
    halfWidthM: half,
    halfHeightM: known(table.halfHeightM[index]),
  };
}

/** Level of an axis where it passes nearest to a place in plan; null where it is unknown. */
export function axisLevelNear(table: ConduitTable, index: number, x: number, y: number): number | null {
  return known(nearestOfAxis(table, index, [x, y, x, y]).z);
}

/** The point of a conduit's axis that is nearest in plan to a line a-b. */
function nearestOfAxis(
  table: ConduitTable,
  index: number,
  [ax, ay, bx, by]: readonly [number, number, number, number],
): { x: number; y: number; z: number; distanceM: number } {
  const shares: SegmentShares = { s: 0, t: 0 };
  const nearest = { x: Number.NaN, y: Number.NaN, z: Number.NaN, distanceM: Number.POSITIVE_INFINITY };
  const at = (k: number, c: 0 | 1 | 2) => table.axes[k * 3 + c] ?? Number.NaN;
  for (let k = table.starts[index] ?? 0; k + 1 < (table.starts[index + 1] ?? 0); k++) {
    const [px, py, qx, qy] = [at(k, 0), at(k, 1), at(k + 1, 0), at(k + 1, 1)];
    const distanceM = segmentDistance2(px, py, qx, qy, ax, ay, bx, by, shares);
    if (distanceM >= nearest.distanceM) continue;
    nearest.distanceM = distanceM;
    nearest.x = px + (qx - px) * shares.s;
    nearest.y = py + (qy - py) * shares.s;
    nearest.z = at(k, 2) + (at(k + 1, 2) - at(k, 2)) * shares.s;
  }
  return nearest;
}

function known(value: number | undefined): number | null {
  return value !== undefined && Number.isFinite(value) ? value : null;
}
