import { outerTopOfM } from '../mains/obstacle.ts';
import type { LaidConduit } from '../network/laid.ts';
import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { type PlanPoint, segmentDistance } from '../place/plan-geometry.ts';
import { isInRing } from '../plan/ring-geometry.ts';
import { type Point3, pointToParallelogram, segmentsApart } from './space-distance.ts';

/**
 * The outside of a laid line. A round one is all within `radiusM` of its axis; any other is the upright box about it, with
 * flat ends.
 *
 * ```
 *     .------------.            .------------.
 *    ( a ------- b  )          /|    a --- b/ |   2 halfM across, 2 halfHeightM high
 *     '------------'          '------------' '
 * ```
 */
export interface LaidSolid {
  readonly conduit: LaidConduit;
  readonly a: Point3;
  readonly b: Point3;
  readonly radiusM: number;
  /** Outline in plan: both ends of the axis, or the four corners. */
  readonly outline: readonly PlanPoint[];
  readonly halfM: number;
  readonly halfHeightM: number;
}

export function laidSolid(conduit: LaidConduit): LaidSolid {
  const { from, to, make, reference, fromLevelM, toLevelM } = conduit;
  const halfHeightM = outerHeightM(make) / 2;
  const halfM = outerHalfWidthM(make);
  const axisM = (levelM: number): number => outerTopOfM(make, reference, levelM) - halfHeightM;
  const a: Point3 = [from.at[0], from.at[1], axisM(fromLevelM)];
  const b: Point3 = [to.at[0], to.at[1], axisM(toLevelM)];
  const isRound = make.shape === 'circular';
  const lengthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const [rx, ry] = [((b[1] - a[1]) / lengthM) * halfM, ((a[0] - b[0]) / lengthM) * halfM];
  const outline: readonly PlanPoint[] = isRound
    ? [from.at, to.at]
    : [
        [a[0] + rx, a[1] + ry],
        [b[0] + rx, b[1] + ry],
        [b[0] - rx, b[1] - ry],
        [a[0] - rx, a[1] - ry],
      ];
  return { conduit, a, b, radiusM: isRound ? halfM : 0, outline, halfM, halfHeightM };
}

/** Distance of the outer walls in plan, metres; 0 or less where one lies over the other. */
export function planGapM(one: LaidSolid, other: LaidSolid): number {
  const [p, q] = [sides(one.outline), sides(other.outline)];
  let least = Number.POSITIVE_INFINITY;
  for (const [a, b] of p) for (const [c, d] of q) least = Math.min(least, segmentDistance(a, b, c, d));
  if (least > 0 && (holds(one, other.outline[0]) || holds(other, one.outline[0]))) least = 0;
  return least - one.radiusM - other.radiusM;
}

/** Distance of the outer walls in space, metres, with the other lifted by `liftM`; 0 or less where they meet. */
export function spaceGapM(one: LaidSolid, other: LaidSolid, liftM = 0): number {
  const radiiM = one.radiusM + other.radiusM;
  if (one.radiusM === 0 && other.radiusM > 0) return spaceGapM(other, one, -liftM);
  const [a, b] = [one.a, one.b];
  const lifted = lift(other, liftM);
  if (one.radiusM > 0 && other.radiusM > 0) return segmentsApart(a, b, lifted.a, lifted.b) - radiiM;
  const mine = one.radiusM > 0 ? { corners: [a, b], edges: [[a, b] as const], faces: [] } : box(one);
  const theirs = box(lifted);
  if (mine.edges.some(([p, q]) => passesInside(p, q, lifted))) return -radiiM;
  if (one.radiusM === 0 && theirs.edges.some(([p, q]) => passesInside(p, q, one))) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [p, q] of mine.edges)
    for (const [r, s] of theirs.edges) least = Math.min(least, segmentsApart(p, q, r, s));
  for (const corner of mine.corners)
    for (const face of theirs.faces) least = Math.min(least, pointToParallelogram(corner, face));
  for (const corner of theirs.corners)
    for (const face of mine.faces) least = Math.min(least, pointToParallelogram(corner, face));
  return least - radiiM;
}

function lift(solid: LaidSolid, m: number): LaidSolid {
  return m === 0
    ? solid
    : { ...solid, a: [solid.a[0], solid.a[1], solid.a[2] + m], b: [solid.b[0], solid.b[1], solid.b[2] + m] };
}

function sides(outline: readonly PlanPoint[]): readonly (readonly [PlanPoint, PlanPoint])[] {
  const [first, second] = outline;
  if (outline.length === 2 && first && second) return [[first, second]];
  return outline.map((point, i) => [point, outline[(i + 1) % outline.length] ?? point]);
}

function holds({ outline }: LaidSolid, point: PlanPoint | undefined): boolean {
  return outline.length > 2 && point !== undefined && isInRing(point, outline);
}

interface Box {
  readonly corners: readonly Point3[];
  readonly edges: readonly (readonly [Point3, Point3])[];
  readonly faces: readonly (readonly [origin: Point3, u: Point3, v: Point3])[];
}

function box({ a, b, outline, halfHeightM }: LaidSolid): Box {
  const at = (i: number, up: number): Point3 => {
    const [x, y] = outline[i % 4] ?? [Number.NaN, Number.NaN];
    return [x, y, (i % 4 === 0 || i % 4 === 3 ? a[2] : b[2]) + up * halfHeightM];
  };
  const ring = [0, 1, 2, 3];
  const faces = ring.map((i) => [at(i, -1), less(at(i + 1, -1), at(i, -1)), less(at(i, 1), at(i, -1))] as const);
  for (const up of [-1, 1]) faces.push([at(0, up), less(at(1, up), at(0, up)), less(at(3, up), at(0, up))]);
  return {
    corners: ring.flatMap((i) => [at(i, -1), at(i, 1)]),
    edges: ring.flatMap((i) => [
      [at(i, -1), at(i + 1, -1)],
      [at(i, 1), at(i + 1, 1)],
      [at(i, -1), at(i, 1)],
    ]),
    faces,
  };
}

function less(p: Point3, q: Point3): Point3 {
  return [p[0] - q[0], p[1] - q[1], p[2] - q[2]];
}

/** True where a stretch passes through the inside of a box: cut by its three pairs of sides, something is left. */
function passesInside(p: Point3, q: Point3, { a, b, halfM, halfHeightM }: LaidSolid): boolean {
  const [ux, uy] = [b[0] - a[0], b[1] - a[1]];
  const length2 = ux * ux + uy * uy;
  const lengthM = Math.sqrt(length2);
  const inBox = ([x, y, z]: Point3): Point3 => {
    const along = ((x - a[0]) * ux + (y - a[1]) * uy) / length2;
    const across = ((x - a[0]) * uy - (y - a[1]) * ux) / lengthM;
    return [along * 2 - 1, across / halfM, (z - a[2] - along * (b[2] - a[2])) / halfHeightM];
  };
  const [start, end] = [inBox(p), inBox(q)];
  let [low, high] = [0, 1];
  for (const axis of [0, 1, 2] as const) {
    const [from, run] = [start[axis], end[axis] - start[axis]];
    if (run === 0) {
      if (Math.abs(from) > 1) return false;
      continue;
    }
    const [one, other] = [(-1 - from) / run, (1 - from) / run];
    low = Math.max(low, Math.min(one, other));
    high = Math.min(high, Math.max(one, other));
  }
  return low <= high;
}
