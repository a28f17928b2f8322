import { conduitTable, type PlacedConduit } from '../analysis/conduit-table.ts';
import { type SegmentShares, segmentDistance2, segmentDistance3 } from '../geometry/segment-distance.ts';
import { type ConduitBodies, conduitBodies, PIECE_RADIUS, PIECE_WEST } from './conduit-bodies.ts';
import {
  type ConvexScratch,
  coreDistance,
  newConvexScratch,
  type PieceRef,
  radiiM,
  setPiece,
  TOUCH_M,
} from './convex-distance.ts';
import { type RoundPair, riseUntilTouch, roundRiseUntilTouch } from './vertical-gap.ts';

/** Distances of two conduits between their outer walls, written by `bodyDistances`; metres, NaN is unknown. */
export interface BodyDistances {
  /** Least distance of what they cover in plan; 0 where they overlap. */
  horizontalM: number;
  /** True where they lie over each other in plan; false too where a size is unknown. */
  over: boolean;
  /**
   * Where they lie over each other: the least gap along a vertical line over the whole overlap, 0 when they run through
   * each other. NaN where they are not over each other, or a level is unknown.
   */
  verticalM: number;
  /** True when b is the upper where `verticalM` was found. */
  upperIsB: boolean;
  /** Least distance in space, 0 when they touch; NaN where a level is unknown. */
  spatialM: number;
  /**
   * Nearest points on the outer walls of a and of b, x, y, z each: in space where both levels are known, else in plan
   * with levels NaN; of the axis where a size is unknown. One point twice where they run through each other.
   */
  readonly nearest: Float64Array;
  /** As `horizontalM` and `spatialM`, the unknown size of either taken as nothing: upper bounds. */
  horizontalAtMostM: number;
  spatialAtMostM: number;
}

export function newBodyDistances(): BodyDistances {
  return {
    horizontalM: Number.NaN,
    over: false,
    verticalM: Number.NaN,
    upperIsB: false,
    spatialM: Number.NaN,
    nearest: new Float64Array(6),
    horizontalAtMostM: Number.NaN,
    spatialAtMostM: Number.NaN,
  };
}

/** Room for one run at a time, made once. */
export interface DistanceScratch {
  readonly a: PieceRef;
  readonly b: PieceRef;
  readonly convex: ConvexScratch;
  readonly shares: SegmentShares;
  readonly pair: RoundPair;
}

export function newDistanceScratch(bodies: ConduitBodies): DistanceScratch {
  const ref = (): PieceRef => ({ bodies, offset: 0, outlineStart: 0, outlineCount: 0 });
  const pair = { ax: 0, ay: 0, az: 0, bx: 0, by: 0, bz: 0, cx: 0, cy: 0, cz: 0, dx: 0, dy: 0, dz: 0, radiiM: 0 };
  return { a: ref(), b: ref(), convex: newConvexScratch(), shares: { s: 0, t: 0 }, pair };
}

/**
 * Distances of conduit i of `a` and conduit j of `b`, which may be the same table. Makes no garbage. Of two that are
 * farther apart in plan than `withinM` only the horizontal distance is worked out, and of the others none but those.
 */
export function bodyDistances(
  a: ConduitBodies,
  i: number,
  b: ConduitBodies,
  j: number,
  out: BodyDistances,
  scratch: DistanceScratch,
  withinM = Number.POSITIVE_INFINITY,
): void {
  const levelKnown = a.levelKnown[i] === 1 && b.levelKnown[j] === 1;
  const sizeKnown = a.sizeKnown[i] === 1 && b.sizeKnown[j] === 1;
  out.horizontalM = Number.POSITIVE_INFINITY;
  out.spatialM = Number.POSITIVE_INFINITY;
  out.verticalM = Number.POSITIVE_INFINITY;
  out.over = false;
  for (let p = a.starts[i] ?? 0; p < (a.starts[i + 1] ?? 0); p++) {
    setPiece(scratch.a, a, i, p);
    for (let q = b.starts[j] ?? 0; q < (b.starts[j + 1] ?? 0); q++) {
      setPiece(scratch.b, b, j, q);
      // Nothing is nearer than the boxes around both, and no distance in space is less than that in plan.
      const apartM = boxesApartM(scratch.a, scratch.b);
      if (apartM > out.horizontalM && (!levelKnown || apartM > Math.min(out.spatialM, withinM))) continue;
      if (isRod(scratch.a) && isRod(scratch.b)) meetRods(levelKnown, withinM, out, scratch);
      else meetPieces(levelKnown, withinM, out, scratch);
    }
  }
  out.horizontalAtMostM = out.horizontalM;
  out.spatialAtMostM = levelKnown ? out.spatialM : Number.NaN;
  if (!levelKnown) {
    out.spatialM = Number.NaN;
    out.verticalM = Number.NaN;
    out.nearest[2] = Number.NaN;
    out.nearest[5] = Number.NaN;
  } else if (!out.over) {
    out.verticalM = Number.NaN;
  } else if (out.spatialM === 0) {
    out.verticalM = 0;
  } else if (out.verticalM === Number.POSITIVE_INFINITY) {
    // They graze in plan without a vertical line through both.
    out.over = false;
    out.verticalM = Number.NaN;
  }
  if (sizeKnown) return;
  out.horizontalM = Number.NaN;
  out.spatialM = Number.NaN;
  out.verticalM = Number.NaN;
  out.over = false;
}

/** Two capsules, in closed form. */
function meetRods(
  levelKnown: boolean,
  withinM: number,
  out: BodyDistances,
  { a, b, shares, pair }: DistanceScratch,
): void {
  const pa = a.bodies.pieces;
  const pb = b.bodies.pieces;
  const [m, n] = [a.offset, b.offset];
  pair.ax = at(pa, m) - at(pa, m + 3);
  pair.ay = at(pa, m + 1) - at(pa, m + 4);
  pair.az = at(pa, m + 2) - at(pa, m + 5);
  pair.bx = at(pa, m) + at(pa, m + 3);
  pair.by = at(pa, m + 1) + at(pa, m + 4);
  pair.bz = at(pa, m + 2) + at(pa, m + 5);
  pair.cx = at(pb, n) - at(pb, n + 3);
  pair.cy = at(pb, n + 1) - at(pb, n + 4);
  pair.cz = at(pb, n + 2) - at(pb, n + 5);
  pair.dx = at(pb, n) + at(pb, n + 3);
  pair.dy = at(pb, n + 1) + at(pb, n + 4);
  pair.dz = at(pb, n + 2) + at(pb, n + 5);
  const radii = radiiM(a, b);
  const { ax, ay, az, bx, by, bz, cx, cy, cz, dx, dy, dz } = pair;
  const planM = Math.max(0, segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares) - radii);
  const over = planM <= TOUCH_M;
  if (over) out.over = true;
  if (!levelKnown) {
    if (planM < out.horizontalM)
      layRodPoints(planM, out, shares, pair, at(pa, m + PIECE_RADIUS), at(pb, n + PIECE_RADIUS));
    out.horizontalM = Math.min(out.horizontalM, planM);
    return;
  }
  out.horizontalM = Math.min(out.horizontalM, planM);
  if (planM > withinM) return;
  const spaceM = Math.max(0, segmentDistance3(ax, ay, az, bx, by, bz, cx, cy, cz, dx, dy, dz, shares) - radii);
  if (spaceM < out.spatialM) {
    layRodPoints(spaceM, out, shares, pair, at(pa, m + PIECE_RADIUS), at(pb, n + PIECE_RADIUS));
    out.spatialM = spaceM;
  }
  if (!over || spaceM === 0) return;
  pair.radiiM = radii;
  offerVertical(roundRiseUntilTouch(pair), true, out);
  swap(pair);
  offerVertical(roundRiseUntilTouch(pair), false, out);
}

function meetPieces(levelKnown: boolean, withinM: number, out: BodyDistances, { a, b, convex }: DistanceScratch): void {
  const radii = radiiM(a, b);
  const planM = Math.max(0, coreDistance(a, b, 0, true, convex) - radii);
  const over = planM <= TOUCH_M;
  if (over) out.over = true;
  if (!levelKnown && planM < out.horizontalM) layPoints(planM, out, a, b, convex);
  out.horizontalM = Math.min(out.horizontalM, planM);
  if (!levelKnown || planM > withinM) return;
  const spaceM = Math.max(0, coreDistance(a, b, 0, false, convex) - radii);
  if (spaceM < out.spatialM) {
    layPoints(spaceM, out, a, b, convex);
    out.spatialM = spaceM;
  }
  if (!over || spaceM === 0) return;
  offerVertical(riseUntilTouch(a, b, convex), true, out);
  offerVertical(riseUntilTouch(b, a, convex), false, out);
}

/** Of two pieces apart, one way of rising is positive and the other negative; NaN where they only graze in plan. */
function offerVertical(riseM: number, upperIsB: boolean, out: BodyDistances): void {
  if (!(riseM >= 0 && riseM < out.verticalM)) return;
  out.verticalM = riseM;
  out.upperIsB = upperIsB;
}

/** From the nearest points of the axes out to the walls; where those have met, one point between by their radii. */
function layRodPoints(
  gapM: number,
  out: BodyDistances,
  { s, t }: SegmentShares,
  pair: RoundPair,
  radiusA: number,
  radiusB: number,
): void {
  const { nearest } = out;
  nearest[0] = pair.ax + (pair.bx - pair.ax) * s;
  nearest[1] = pair.ay + (pair.by - pair.ay) * s;
  nearest[2] = pair.az + (pair.bz - pair.az) * s;
  nearest[3] = pair.cx + (pair.dx - pair.cx) * t;
  nearest[4] = pair.cy + (pair.dy - pair.cy) * t;
  nearest[5] = pair.cz + (pair.dz - pair.cz) * t;
  toWalls(gapM, nearest, radiusA, radiusB);
}

function layPoints(gapM: number, out: BodyDistances, a: PieceRef, b: PieceRef, { nearest }: ConvexScratch): void {
  out.nearest.set(nearest);
  const radiusA = at(a.bodies.pieces, a.offset + PIECE_RADIUS);
  toWalls(gapM, out.nearest, radiusA, at(b.bodies.pieces, b.offset + PIECE_RADIUS));
}

function toWalls(gapM: number, nearest: Float64Array, radiusA: number, radiusB: number): void {
  const apart = gapM + radiusA + radiusB;
  if (apart === 0) return;
  const shareA = radiusA / apart;
  const shareB = gapM === 0 ? shareA : 1 - radiusB / apart;
  for (let axis = 0; axis < 3; axis++) {
    const from = at(nearest, axis);
    const step = at(nearest, axis + 3) - from;
    nearest[axis] = from + step * shareA;
    nearest[axis + 3] = from + step * shareB;
  }
}

function swap(pair: RoundPair): void {
  const { ax, ay, az, bx, by, bz } = pair;
  pair.ax = pair.cx;
  pair.ay = pair.cy;
  pair.az = pair.cz;
  pair.bx = pair.dx;
  pair.by = pair.dy;
  pair.bz = pair.dz;
  pair.cx = ax;
  pair.cy = ay;
  pair.cz = az;
  pair.dx = bx;
  pair.dy = by;
  pair.dz = bz;
}

function isRod({ bodies, offset, outlineCount }: PieceRef): boolean {
  return outlineCount === 0 && at(bodies.pieces, offset + 6) === 0 && at(bodies.pieces, offset + 7) === 0;
}

function boxesApartM(a: PieceRef, b: PieceRef): number {
  const pa = a.bodies.pieces;
  const pb = b.bodies.pieces;
  const m = a.offset + PIECE_WEST;
  const n = b.offset + PIECE_WEST;
  const x = Math.max(0, at(pa, m) - at(pb, n + 2), at(pb, n) - at(pa, m + 2));
  const y = Math.max(0, at(pa, m + 1) - at(pb, n + 3), at(pb, n + 1) - at(pa, m + 3));
  return Math.sqrt(x * x + y * y);
}

/** Distances of two conduits between their outer walls, metres; null is unknown. */
export interface PairDistances {
  readonly horizontalM: number | null;
  readonly over: boolean;
  /** Null where they are not over each other in plan, or that is unknown. */
  readonly verticalM: number | null;
  readonly spatialM: number | null;
  readonly nearest: { readonly a: SpacePoint; readonly b: SpacePoint };
  /** Upper bounds, where a size is unknown: to the bare axis. */
  readonly horizontalAtMostM: number;
  readonly spatialAtMostM: number | null;
}

/** x, y and level, which is null where it is unknown. */
export type SpacePoint = readonly [x: number, y: number, levelM: number | null];

/** As `bodyDistances`, of two conduits that stand in no table. Throws a RangeError for one without a place in plan. */
export function pairDistances(a: PlacedConduit, b: PlacedConduit): PairDistances {
  const bodies = conduitBodies(conduitTable([a, b]));
  const out = newBodyDistances();
  bodyDistances(bodies, 0, bodies, 1, out, newDistanceScratch(bodies));
  return plainDistances(out);
}

/** A copy to keep, NaN made null. */
export function plainDistances(out: BodyDistances): PairDistances {
  return {
    horizontalM: known(out.horizontalM),
    over: out.over,
    verticalM: known(out.verticalM),
    spatialM: known(out.spatialM),
    nearest: {
      a: [at(out.nearest, 0), at(out.nearest, 1), known(at(out.nearest, 2))],
      b: [at(out.nearest, 3), at(out.nearest, 4), known(at(out.nearest, 5))],
    },
    horizontalAtMostM: out.horizontalAtMostM,
    spatialAtMostM: known(out.spatialAtMostM),
  };
}

function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
