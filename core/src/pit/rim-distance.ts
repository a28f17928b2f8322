import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';
import { offerHorizontal, type PitContact } from './pit-contact.ts';
import type { PitSolid } from './pit-solid.ts';

/**
 * Offers the plan distance between what rises above the rim of a straight round piece (a line with a radius; 0 for the
 * edge of a box) and the rim, carried straight up. What reaches above the rim only by its radius is taken whole: for
 * it the distance is a lower bound.
 */
export function offerAboveRim(
  solid: PitSolid,
  ax: number,
  ay: number,
  az: number,
  bx: number,
  by: number,
  bz: number,
  radiusM: number,
  contact: PitContact,
  shares: SegmentShares,
): void {
  const { rim } = solid.pit;
  const highest = Math.max(az, bz) + radiusM;
  if (highest <= rim.lowestM) return;
  const count = rim.levelsM.length;
  for (let k = 0; k < count; k++) {
    const j = k + 1 === count ? 0 : k + 1;
    const edgeM = Math.min(at(rim.levelsM, k), at(rim.levelsM, j));
    if (highest <= edgeM) continue;
    // The part of the piece that reaches above this stretch of the rim.
    const level = edgeM - radiusM;
    const cut = az === bz ? 0 : Math.max(0, Math.min(1, (level - az) / (bz - az)));
    const from = az < level ? cut : 0;
    const to = bz < level ? cut : 1;
    const cx = at(rim.outline, k * 2);
    const cy = at(rim.outline, k * 2 + 1);
    const dx = at(rim.outline, j * 2);
    const dy = at(rim.outline, j * 2 + 1);
    const fromX = ax + (bx - ax) * from;
    const fromY = ay + (by - ay) * from;
    const runX = (bx - ax) * (to - from);
    const runY = (by - ay) * (to - from);
    const gap = segmentDistance2(fromX, fromY, fromX + runX, fromY + runY, cx, cy, dx, dy, shares);
    if (gap - radiusM >= contact.horizontalM) continue;
    const x = fromX + runX * shares.s;
    const y = fromY + runY * shares.s;
    const z = az + (bz - az) * (from + (to - from) * shares.s);
    const outX = gap === 0 ? 1 : (x - cx - (dx - cx) * shares.t) / gap;
    const outY = gap === 0 ? 0 : (y - cy - (dy - cy) * shares.t) / gap;
    offerHorizontal(contact, Math.max(0, gap - radiusM), x - outX * radiusM, y - outY * radiusM, z, outX, outY);
  }
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
