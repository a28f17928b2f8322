import type { SightBlock, SightBlocks } from './sight-blocks.ts';

/** A stretch of a ray over a building, by the distance from its beginning in plan, metres; it may end beyond the ray. */
export interface Obstacle {
  readonly fromM: number;
  readonly toM: number;
  readonly block: SightBlock;
}

/** A long ray is looked up in pieces: the box about all of it would hold half a district. Metres. */
const PIECE_M = 100;

/**
 * What a ray passes over, in the order in which it comes to it.
 *
 * @param ux East part of its direction, of length 1 with `uy`.
 */
export function rayObstacles(
  blocks: SightBlocks,
  x: number,
  y: number,
  ux: number,
  uy: number,
  lengthM: number,
): readonly Obstacle[] {
  const seen = new Set<SightBlock>();
  const obstacles: Obstacle[] = [];
  const crossings: number[] = [];
  for (let fromM = 0; fromM < lengthM || fromM === 0; fromM += PIECE_M) {
    const toM = Math.min(fromM + PIECE_M, lengthM);
    const [ax, ay, bx, by] = [x + ux * fromM, y + uy * fromM, x + ux * toM, y + uy * toM];
    blocks.search(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by), (block) => {
      if (seen.has(block)) return undefined;
      seen.add(block);
      crossings.length = 0;
      for (const ring of block.rings) addCrossings(ring, x, y, ux, uy, crossings);
      crossings.sort(ascending);
      // Along the whole line the crossings come in pairs: into the building and out of it.
      for (let i = 0; i + 1 < crossings.length; i += 2) {
        const inM = Math.max(0, crossings[i] ?? 0);
        const outM = crossings[i + 1] ?? 0;
        if (outM > inM && inM < lengthM) obstacles.push({ fromM: inM, toM: outM, block });
      }
      return undefined;
    });
  }
  return obstacles.sort((a, b) => a.fromM - b.fromM);
}

function ascending(a: number, b: number): number {
  return a - b;
}

/** Adds where the line crosses the sides of a ring, each corner counted to one of its two sides. */
function addCrossings(ring: Float64Array, x: number, y: number, ux: number, uy: number, into: number[]): void {
  const n = ring.length;
  let ax = (ring[n - 2] ?? 0) - x;
  let ay = (ring[n - 1] ?? 0) - y;
  let aSide = ux * ay - uy * ax;
  for (let i = 0; i < n; i += 2) {
    const bx = (ring[i] ?? 0) - x;
    const by = (ring[i + 1] ?? 0) - y;
    const bSide = ux * by - uy * bx;
    if (aSide > 0 !== bSide > 0) {
      const share = aSide / (aSide - bSide);
      into.push(ux * (ax + (bx - ax) * share) + uy * (ay + (by - ay) * share));
    }
    ax = bx;
    ay = by;
    aSide = bSide;
  }
}
