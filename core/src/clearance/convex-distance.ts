import { CORNER_STRIDE, newSimplex, reduceToClosest, type Simplex } from './closest-on-simplex.ts';
import { type ConduitBodies, PIECE_RADIUS, PIECE_STRIDE } from './conduit-bodies.ts';

/** A piece of a conduit, as the kernels below take it. */
export interface PieceRef {
  bodies: ConduitBodies;
  /** Offset of the piece in `bodies.pieces`. */
  offset: number;
  outlineStart: number;
  outlineCount: number;
}

export function setPiece(ref: PieceRef, bodies: ConduitBodies, conduit: number, piece: number): void {
  ref.bodies = bodies;
  ref.offset = piece * PIECE_STRIDE;
  ref.outlineStart = bodies.outlineStart[conduit] ?? 0;
  ref.outlineCount = bodies.outlineCount[conduit] ?? 0;
}

/** What a run of the kernels leaves behind: the distance of the cores (radii not taken off) and their nearest points. */
export interface ConvexScratch {
  readonly simplex: Simplex;
  /** On a and on b, x, y, z each; a's is given where a stands, not where it was raised to. */
  readonly nearest: Float64Array;
  /** From a to b at their nearest, unit length where the distance is not 0. */
  readonly direction: Float64Array;
}

export function newConvexScratch(): ConvexScratch {
  return { simplex: newSimplex(), nearest: new Float64Array(6), direction: new Float64Array(3) };
}

const MOST_ROUNDS = 128;

/** Relative gap between the distance found and the least that it could be. */
const CLOSE_ENOUGH = 1e-11;

/** Cores nearer than this touch, metres. */
export const TOUCH_M = 1e-9;

/**
 * Distance of the cores of two pieces (Gilbert, Johnson and Keerthi 1988), a raised by `raiseM`; in plan when `plan` is
 * true: then levels count as 0.
 */
export function coreDistance(a: PieceRef, b: PieceRef, raiseM: number, plan: boolean, scratch: ConvexScratch): number {
  const { simplex, direction } = scratch;
  const { corners } = simplex;
  const pa = a.bodies.pieces;
  const pb = b.bodies.pieces;
  simplex.count = 0;
  let vx = (pa[a.offset] ?? 0) - (pb[b.offset] ?? 0);
  let vy = (pa[a.offset + 1] ?? 0) - (pb[b.offset + 1] ?? 0);
  let vz = plan ? 0 : (pa[a.offset + 2] ?? 0) + raiseM - (pb[b.offset + 2] ?? 0);
  if (vx === 0 && vy === 0 && vz === 0) vx = 1;
  let size = Number.POSITIVE_INFINITY;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const o = simplex.count * CORNER_STRIDE;
    support(a, -vx, -vy, -vz, corners, o + 3);
    support(b, vx, vy, vz, corners, o + 6);
    if (plan) {
      corners[o + 5] = 0;
      corners[o + 8] = 0;
    }
    const wx = (corners[o + 3] ?? 0) - (corners[o + 6] ?? 0);
    const wy = (corners[o + 4] ?? 0) - (corners[o + 7] ?? 0);
    const wz = (corners[o + 5] ?? 0) - (corners[o + 8] ?? 0) + raiseM;
    corners[o] = wx;
    corners[o + 1] = wy;
    corners[o + 2] = plan ? 0 : wz;
    // No point of the difference lies nearer to the origin than the plane through w square to v.
    if (round > 0 && size - (vx * wx + vy * wy + vz * (plan ? 0 : wz)) <= CLOSE_ENOUGH * size) break;
    if (holds(simplex, o)) break;
    simplex.count++;
    reduceToClosest(simplex);
    const next = simplex.x * simplex.x + simplex.y * simplex.y + simplex.z * simplex.z;
    vx = simplex.x;
    vy = simplex.y;
    vz = simplex.z;
    if (next <= TOUCH_M * TOUCH_M || simplex.count === 4) {
      size = Math.min(next, TOUCH_M * TOUCH_M);
      break;
    }
    // No gain: rounding ends here.
    const gained = next < size;
    size = next;
    if (!gained) break;
  }
  layNearest(scratch);
  const distanceM = Math.sqrt(size);
  if (distanceM <= TOUCH_M) {
    direction.fill(0);
    return 0;
  }
  direction[0] = -vx / distanceM;
  direction[1] = -vy / distanceM;
  direction[2] = -vz / distanceM;
  return distanceM;
}

/** Sum of the radii of both pieces, metres. */
export function radiiM(a: PieceRef, b: PieceRef): number {
  return (a.bodies.pieces[a.offset + PIECE_RADIUS] ?? 0) + (b.bodies.pieces[b.offset + PIECE_RADIUS] ?? 0);
}

/** Writes the point of a core that lies farthest along a direction. */
function support(ref: PieceRef, dx: number, dy: number, dz: number, out: Float64Array, o: number): void {
  const { pieces, outlines } = ref.bodies;
  const p = ref.offset;
  const alongA = (pieces[p + 3] ?? 0) * dx + (pieces[p + 4] ?? 0) * dy + (pieces[p + 5] ?? 0) * dz < 0 ? -1 : 1;
  const alongW = (pieces[p + 6] ?? 0) * dx + (pieces[p + 7] ?? 0) * dy < 0 ? -1 : 1;
  let x = (pieces[p] ?? 0) + alongA * (pieces[p + 3] ?? 0) + alongW * (pieces[p + 6] ?? 0);
  let y = (pieces[p + 1] ?? 0) + alongA * (pieces[p + 4] ?? 0) + alongW * (pieces[p + 7] ?? 0);
  let z = (pieces[p + 2] ?? 0) + alongA * (pieces[p + 5] ?? 0);
  if (ref.outlineCount > 0) {
    const du = (pieces[p + 9] ?? 0) * dx + (pieces[p + 10] ?? 0) * dy;
    const dv = (pieces[p + 12] ?? 0) * dx + (pieces[p + 13] ?? 0) * dy + (pieces[p + 14] ?? 0) * dz;
    let most = Number.NEGATIVE_INFINITY;
    let u = 0;
    let v = 0;
    const end = (ref.outlineStart + ref.outlineCount) * 2;
    for (let k = ref.outlineStart * 2; k < end; k += 2) {
      const along = (outlines[k] ?? 0) * du + (outlines[k + 1] ?? 0) * dv;
      if (along <= most) continue;
      most = along;
      u = outlines[k] ?? 0;
      v = outlines[k + 1] ?? 0;
    }
    x += u * (pieces[p + 9] ?? 0) + v * (pieces[p + 12] ?? 0);
    y += u * (pieces[p + 10] ?? 0) + v * (pieces[p + 13] ?? 0);
    z += v * (pieces[p + 14] ?? 0);
  }
  out[o] = x;
  out[o + 1] = y;
  out[o + 2] = z;
}

/** True when the corner at offset o is one of the simplex already. */
function holds({ corners, count }: Simplex, o: number): boolean {
  for (let k = 0; k < count; k++) {
    const c = k * CORNER_STRIDE;
    if (corners[c] === corners[o] && corners[c + 1] === corners[o + 1] && corners[c + 2] === corners[o + 2])
      return true;
  }
  return false;
}

function layNearest({ simplex, nearest }: ConvexScratch): void {
  nearest.fill(0);
  for (let k = 0; k < simplex.count; k++) {
    const share = simplex.shares[k] ?? 0;
    for (let n = 0; n < 6; n++) {
      nearest[n] = (nearest[n] ?? 0) + share * (simplex.corners[k * CORNER_STRIDE + 3 + n] ?? 0);
    }
  }
}
