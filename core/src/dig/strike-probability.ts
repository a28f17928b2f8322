import type { ConduitTable } from '../analysis/conduit-table.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';
import type { PitSolid } from '../pit/pit-solid.ts';
import { INVERSE_ROOT_2PI, normalShare } from './normal-share.ts';

/** A share that is as good as none. */
const NEVER = 1e-12;

/** Standard deviations that the levels are integrated over, and the steps of Simpson's rule (even). */
const SPAN_SIGMAS = 6;
const STEPS = 48;

/**
 * Probability that the outer wall of conduit i (moved out by `growM`) enters a solid, the conduit standing where the
 * table has it but for a shift in plan (normal, `sigmaXyM` each way) and one in level (normal, `sigmaZM`), independent
 * of each other and the same along its length. Level and size must be known.
 *
 * Over the level it is integrated. In plan each straight piece is judged by itself, as the least of: the rectangle around
 * the solid's outline laid along the piece, and the half planes along the outline's sides and along the way to its
 * nearest point. Each holds the whole outline, so that the share errs on the high side, by most for a conduit that ends
 * near a corner or lies in a notch; for one that runs past or through the whole it is exact. The likeliest piece speaks
 * for the conduit: bent round a corner it is likelier to be struck than that.
 *
 * ```
 *        hi . . .+--------+. .      struck while the shift across the piece lies between  lo - half and hi + half,
 *                |  pit   |         the shift along it between  tlo - length - half and thi + half,
 *        lo . . .+--------+. .      and the shift in level brings the top above the floor
 *   ======o=================o====   piece
 *        tlo               thi
 * ```
 */
export function strikeProbability(
  solid: PitSolid,
  table: ConduitTable,
  i: number,
  growM: number,
  sigmaXyM: number,
  sigmaZM: number,
): number {
  const from = (table.starts[i] ?? 0) * 3;
  const to = (table.starts[i + 1] ?? 0) * 3;
  let most = 0;
  for (let k = from; k + 5 < to; k += 3) {
    most = Math.max(most, pieceProbability(solid, table, i, k, from, to, growM, sigmaXyM, sigmaZM));
  }
  return most;
}

function pieceProbability(
  solid: PitSolid,
  { axes, halfWidthM, halfHeightM, round }: ConduitTable,
  i: number,
  k: number,
  from: number,
  to: number,
  growM: number,
  sigmaXyM: number,
  sigmaZM: number,
): number {
  const { floorM, pit } = solid;
  const ax = at(axes, k);
  const ay = at(axes, k + 1);
  const bx = at(axes, k + 3);
  const by = at(axes, k + 4);
  const length = Math.sqrt((bx - ax) ** 2 + (by - ay) ** 2);
  const ux = length === 0 ? 1 : (bx - ax) / length;
  const uy = length === 0 ? 0 : (by - ay) / length;
  const extent = EXTENT;
  extentOf(solid, 0, ax, ay, ux, uy, extent);
  // The highest the piece stands along the outline.
  const first = Math.max(0, Math.min(length, extent.alongLow)) / (length || 1);
  const last = Math.max(0, Math.min(length, extent.alongHigh)) / (length || 1);
  const az = at(axes, k + 2);
  const bz = at(axes, k + 5);
  const axisM = length === 0 ? Math.max(az, bz) : Math.max(az + (bz - az) * first, az + (bz - az) * last);
  const halfWidth = at(halfWidthM, i) + growM;
  const halfHeight = at(halfHeightM, i) + growM;
  const isRound = round[i] === 1;
  const rise = axisM + halfHeight - floorM;
  const before = k > from ? Number.POSITIVE_INFINITY : halfWidth;
  const after = k + 6 < to ? Number.POSITIVE_INFINITY : halfWidth;
  const way = WAY;
  leastLikely(solid, ax, ay, bx, by, way);
  // The share of one outline and one half does not change: between upright walls, above the floor, all 50 steps have both.
  let [knownReach, knownHalf, knownShare] = [Number.NaN, Number.NaN, 0];
  const shareAt = (liftM: number): number => {
    const heightM = Math.min(axisM + liftM, pit.rim.highestM) - floorM;
    const reach = solid.batter * Math.max(0, heightM);
    const half = halfAcross(solid, heightM, halfWidth, halfHeight, isRound);
    if (reach === knownReach && half === knownHalf) return knownShare;
    extentOf(solid, reach, ax, ay, ux, uy, extent);
    const over = normalShare(extent.acrossHigh + half, sigmaXyM) - normalShare(extent.acrossLow - half, sigmaXyM);
    const along =
      normalShare(extent.alongHigh + before, sigmaXyM) - normalShare(extent.alongLow - length - after, sigmaXyM);
    const gapM = gapAlong(solid, reach, way.x, way.y, ax, ay, bx, by) - half;
    knownReach = reach;
    knownHalf = half;
    knownShare = Math.min(Math.max(0, over) * Math.max(0, along), normalShare(-gapM, sigmaXyM));
    return knownShare;
  };
  if (sigmaZM === 0) return rise < 0 ? 0 : shareAt(0);
  const low = Math.max(-SPAN_SIGMAS * sigmaZM, -rise);
  const high = SPAN_SIGMAS * sigmaZM;
  // The higher the wider the solid, and the likelier.
  if (low >= high || shareAt(high) < NEVER) return 0;
  const step = (high - low) / STEPS;
  let sum = 0;
  for (let s = 0; s <= STEPS; s++) {
    const lift = low + step * s;
    const weight = s === 0 || s === STEPS ? 1 : s % 2 === 1 ? 4 : 2;
    sum += weight * density(lift, sigmaZM) * shareAt(lift);
  }
  return Math.min(1, (sum * step) / 3);
}

/**
 * How far the wall reaches sideways out of an axis that runs `heightM` over the floor (below it where negative), beyond
 * the outline at the axis' level, or at the floor's where the axis runs deeper.
 */
function halfAcross(
  { batter, slant }: PitSolid,
  heightM: number,
  halfWidth: number,
  halfHeight: number,
  isRound: boolean,
): number {
  const below = Math.min(0, heightM);
  if (!isRound) return halfWidth + batter * Math.max(0, below + halfHeight);
  // Against a leaning wall it touches above its middle, and against the floor's edge at that height.
  if (heightM + (halfWidth * batter) / slant >= 0) return halfWidth * slant + batter * below;
  return Math.sqrt(Math.max(0, halfWidth * halfWidth - heightM * heightM));
}

/** Gaps nearer to each other than this are the same: rounding must not choose between directions, metres. */
const SAME_GAP_M = 1e-6;

/** Outlines with more corners are judged along the way to the nearest point alone. */
const MOST_SIDES = 16;

interface Way {
  x: number;
  y: number;
}

/** The unit direction out of the floor's outline along which the piece lies farthest beyond it. */
function leastLikely(solid: PitSolid, ax: number, ay: number, bx: number, by: number, way: Way): void {
  const { floor, normals } = solid.pit;
  let most = Number.NEGATIVE_INFINITY;
  if (solid.n <= MOST_SIDES) {
    for (let i = 0; i < normals.length; i += 2) {
      const gap = gapAlong(solid, 0, at(normals, i), at(normals, i + 1), ax, ay, bx, by);
      if (gap <= most + SAME_GAP_M) continue;
      most = gap;
      way.x = at(normals, i);
      way.y = at(normals, i + 1);
    }
  }
  let least = Number.POSITIVE_INFINITY;
  let [outX, outY] = [0, 0];
  for (let i = 0; i < floor.length; i += 2) {
    const j = i + 2 === floor.length ? 0 : i + 2;
    const cx = at(floor, i);
    const cy = at(floor, i + 1);
    const dx = at(floor, j);
    const dy = at(floor, j + 1);
    const gap = segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, SHARES);
    if (gap >= least) continue;
    least = gap;
    outX = ax + (bx - ax) * SHARES.s - cx - (dx - cx) * SHARES.t;
    outY = ay + (by - ay) * SHARES.s - cy - (dy - cy) * SHARES.t;
  }
  if (most === Number.NEGATIVE_INFINITY) [way.x, way.y] = [1, 0];
  // Between lines that cross a direction would be chance.
  if (least < SAME_GAP_M) return;
  if (gapAlong(solid, 0, outX / least, outY / least, ax, ay, bx, by) <= most + SAME_GAP_M) return;
  way.x = outX / least;
  way.y = outY / least;
}

/** How far a-b lies beyond the outline, moved out by `reachM`, along a direction; negative where they overlap along it. */
function gapAlong(
  { pit }: PitSolid,
  reachM: number,
  nx: number,
  ny: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const { floor, mitres } = pit;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < floor.length; i += 2) {
    const x = at(floor, i) + reachM * at(mitres, i);
    const y = at(floor, i + 1) + reachM * at(mitres, i + 1);
    farthest = Math.max(farthest, x * nx + y * ny);
  }
  return Math.min(ax * nx + ay * ny, bx * nx + by * ny) - farthest;
}

function density(x: number, sigma: number): number {
  return (Math.exp(-0.5 * (x / sigma) ** 2) * INVERSE_ROOT_2PI) / sigma;
}

interface Extent {
  alongLow: number;
  alongHigh: number;
  acrossLow: number;
  acrossHigh: number;
}

/** Scratch of this file: written before every read. */
const EXTENT: Extent = { alongLow: 0, alongHigh: 0, acrossLow: 0, acrossHigh: 0 };
const WAY: Way = { x: 1, y: 0 };
const SHARES: SegmentShares = { s: 0, t: 0 };

/** The floor's outline moved out by `reachM`, as it extends along and across a direction from a point. */
function extentOf(
  { pit }: PitSolid,
  reachM: number,
  ax: number,
  ay: number,
  ux: number,
  uy: number,
  extent: Extent,
): void {
  const { floor, mitres } = pit;
  extent.alongLow = Number.POSITIVE_INFINITY;
  extent.acrossLow = Number.POSITIVE_INFINITY;
  extent.alongHigh = Number.NEGATIVE_INFINITY;
  extent.acrossHigh = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < floor.length; i += 2) {
    const x = at(floor, i) + reachM * at(mitres, i) - ax;
    const y = at(floor, i + 1) + reachM * at(mitres, i + 1) - ay;
    const along = x * ux + y * uy;
    const across = y * ux - x * uy;
    if (along < extent.alongLow) extent.alongLow = along;
    if (along > extent.alongHigh) extent.alongHigh = along;
    if (across < extent.acrossLow) extent.acrossLow = across;
    if (across > extent.acrossHigh) extent.acrossHigh = across;
  }
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
