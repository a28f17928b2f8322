import { PIECE_HIGH, PIECE_LOW } from './conduit-bodies.ts';
import { type ConvexScratch, coreDistance, type PieceRef, radiiM } from './convex-distance.ts';

const MOST_STEPS = 64;

/** Walls nearer than this have met, metres. */
const MET_M = 1e-8;

/**
 * Least gap, along a vertical line, from the top of `lower` up to the bottom of `upper` over all of where they lie over
 * each other in plan, metres: how far `lower` rises until they touch. Negative when it has passed that already; NaN when
 * they are not over each other.
 *
 * The distance of the two while one rises is convex, and its fall is the vertical share of the line between their
 * nearest points: Newton's steps from far below come up to the root and never pass it.
 */
export function riseUntilTouch(lower: PieceRef, upper: PieceRef, scratch: ConvexScratch): number {
  const radii = radiiM(lower, upper);
  const top = lower.bodies.pieces[lower.offset + PIECE_HIGH] ?? 0;
  const bottom = upper.bodies.pieces[upper.offset + PIECE_LOW] ?? 0;
  let rise = bottom - top - 1;
  for (let step = 0; step < MOST_STEPS; step++) {
    const gap = coreDistance(lower, upper, rise, false, scratch) - radii;
    if (gap <= MET_M) return rise;
    const fall = scratch.direction[2] ?? 0;
    if (fall <= 1e-9) return Number.NaN;
    rise += gap / fall;
  }
  return rise;
}

/** Ends of the axes of two round pieces and the sum of their radii, for the kernel below. */
export interface RoundPair {
  ax: number;
  ay: number;
  az: number;
  bx: number;
  by: number;
  bz: number;
  cx: number;
  cy: number;
  cz: number;
  dx: number;
  dy: number;
  dz: number;
  radiiM: number;
}

/**
 * As `riseUntilTouch` for two round pieces, a-b below and c-d above, in closed form: the lowest point of the vertical
 * through the origin that lies in the difference of the axes (a parallelogram) swollen by both radii, which is the sum
 * of a slab over its face, four rods about its sides and balls about its corners.
 */
export function roundRiseUntilTouch(pair: RoundPair): number {
  const { ax, ay, az, bx, by, bz, cx, cy, cz, dx, dy, dz, radiiM: r } = pair;
  // Corner c - a, sides d - c and a - b.
  const px = cx - ax;
  const py = cy - ay;
  const pz = cz - az;
  const ux = dx - cx;
  const uy = dy - cy;
  const uz = dz - cz;
  const vx = ax - bx;
  const vy = ay - by;
  const vz = az - bz;
  let least = rodFloor(px, py, pz, ux, uy, uz, r);
  least = Math.min(least, rodFloor(px + vx, py + vy, pz + vz, ux, uy, uz, r));
  least = Math.min(least, rodFloor(px, py, pz, vx, vy, vz, r));
  least = Math.min(least, rodFloor(px + ux, py + uy, pz + uz, vx, vy, vz, r));
  least = Math.min(least, slabFloor(px, py, pz, ux, uy, uz, vx, vy, vz, r));
  return least === Number.POSITIVE_INFINITY ? Number.NaN : least;
}

/** Lowest level at which the vertical through the origin lies within `r` of the segment p to p + u; Infinity if never. */
function rodFloor(px: number, py: number, pz: number, ux: number, uy: number, uz: number, r: number): number {
  let least = Math.min(ballFloor(px, py, pz, r), ballFloor(px + ux, py + uy, pz + uz, r));
  const run = ux * ux + uy * uy;
  const length = run + uz * uz;
  if (run <= 1e-18 * length || run === 0) return least;
  // Nearest to the axis line in plan, and how far the rod reaches down its side there.
  const cross = px * uy - py * ux;
  const depth = r * r * run - cross * cross;
  if (depth < 0) return least;
  const middle = -(px * ux + py * uy) / run;
  const half = Math.sqrt(depth * length) / run;
  // Level of the axis over the origin less the vertical half of the oblique cut.
  const low = pz + middle * uz - half;
  const share = (-(px * ux + py * uy) + (low - pz) * uz) / length;
  if (share >= 0 && share <= 1) least = Math.min(least, low);
  return least;
}

function ballFloor(px: number, py: number, pz: number, r: number): number {
  const depth = r * r - px * px - py * py;
  return depth < 0 ? Number.POSITIVE_INFINITY : pz - Math.sqrt(depth);
}

/** Lowest level at which the vertical through the origin leaves the parallelogram's lower face, moved out by `r`. */
function slabFloor(
  px: number,
  py: number,
  pz: number,
  ux: number,
  uy: number,
  uz: number,
  vx: number,
  vy: number,
  vz: number,
  r: number,
): number {
  let nx = uy * vz - uz * vy;
  let ny = uz * vx - ux * vz;
  let nz = ux * vy - uy * vx;
  const size = Math.sqrt(nx * nx + ny * ny + nz * nz);
  if (Math.abs(nz) <= 1e-9 * size || size === 0) return Number.POSITIVE_INFINITY;
  const sign = nz < 0 ? 1 / size : -1 / size;
  nx *= sign;
  ny *= sign;
  nz *= sign;
  // n points down and out: the face moved out stands where n . x = n . p + r.
  const low = (nx * px + ny * py + nz * pz + r) / nz;
  const fx = -nx * r - px;
  const fy = -ny * r - py;
  const fz = low - nz * r - pz;
  const uu = ux * ux + uy * uy + uz * uz;
  const vv = vx * vx + vy * vy + vz * vz;
  const uv = ux * vx + uy * vy + uz * vz;
  const fu = fx * ux + fy * uy + fz * uz;
  const fv = fx * vx + fy * vy + fz * vz;
  const area = uu * vv - uv * uv;
  const s = (fu * vv - fv * uv) / area;
  const t = (fv * uu - fu * uv) / area;
  return s >= 0 && s <= 1 && t >= 0 && t <= 1 ? low : Number.POSITIVE_INFINITY;
}
