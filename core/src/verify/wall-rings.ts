import { circleFit } from './circle-fit.ts';
import { dot, minus, type PlaneLine, type Point3, segmentFrame, toSegment } from './plane-line.ts';

/** A round of vertices across a segment of an axis, as it is drawn. */
export interface WallRing {
  /** Where its centre is drawn. */
  readonly centre: Point3;
  /** How far that is off the segment's line, metres. */
  readonly offAxisM: number;
  readonly radiusM: number;
  /** Station of its centre along the whole line, metres. */
  readonly stationM: number;
}

export interface Walls {
  readonly rings: readonly WallRing[];
  /** Least and greatest station of a vertex of the wall, metres; null without one. */
  readonly stretch: readonly [from: number, to: number] | null;
  /** Furthest that a vertex of the wall is from where the wall should be, metres. */
  readonly offWallM: number;
}

/** A vertex nearer to the axis than this share of the others is the middle of a lid. */
const LID_SHARE = 0.5;

/**
 * A vertex at a bend is of both segments when it is as far from either and fits the wall of either, metres and share of
 * the radius.
 */
const ALIKE_M = 0.01;
const ALIKE_SHARE = 0.02;

/** A round with a wider gap than this (200 degrees) says too little of its centre. */
const WIDEST_GAP = (200 / 180) * Math.PI;

interface OnSegment {
  readonly point: Point3;
  /** Along the segment, metres. */
  readonly along: number;
}

/**
 * The rounds of a mesh drawn about an axis. A round at a bend is an ellipse that lies on the walls of both segments and
 * is seen as a circle along each of them.
 */
export function wallRings(vertices: readonly Point3[], line: PlaneLine, radiusM: number): Walls {
  const far = vertices.map((point) => line.nearest(point).distanceM);
  const middle = far.toSorted((a, b) => a - b)[Math.floor(far.length / 2)] ?? 0;
  const wall = vertices.filter((_, i) => (far[i] ?? 0) >= middle * LID_SHARE);
  const alikeM = Math.min(ALIKE_M, ALIKE_SHARE * radiusM);
  const bySegment = Array.from({ length: line.segments }, (): OnSegment[] => []);
  let offWallM = 0;
  for (const point of wall) {
    const fits = segmentFits(point, line, radiusM);
    const best = fits.reduce((a, b) => (b.offM < a.offM ? b : a), NO_FIT);
    offWallM = Math.max(offWallM, best.offM);
    for (const { segment, offM, awayM, along } of fits) {
      if (offM <= best.offM + alikeM && Math.abs(awayM - best.awayM) <= alikeM)
        bySegment[segment]?.push({ point, along });
    }
  }
  const rings = bySegment.flatMap((points, segment) => ringsOf(points, segment, line, radiusM));
  const stations = wall.map((point) => line.nearest(point).stationM);
  return {
    rings: rings.toSorted((a, b) => a.stationM - b.stationM),
    stretch: stations.length === 0 ? null : [Math.min(...stations), Math.max(...stations)],
    offWallM,
  };
}

/** How a vertex lies by a segment: off its wall, away from the segment itself, and where along its line. Metres. */
interface SegmentFit {
  readonly segment: number;
  readonly offM: number;
  readonly awayM: number;
  readonly along: number;
}

const NO_FIT: SegmentFit = { segment: -1, offM: Number.POSITIVE_INFINITY, awayM: Number.POSITIVE_INFINITY, along: 0 };

/** The segments a vertex may be of: a line may come back upon itself, so that the nearest need not be the right one. */
function segmentFits(point: Point3, line: PlaneLine, radiusM: number): readonly SegmentFit[] {
  const reachM = line.nearest(point).distanceM + radiusM;
  return Array.from({ length: line.segments }, (_, segment) => segment).flatMap((segment): SegmentFit[] => {
    const [a, b] = line.ends(segment);
    const frame = segmentFrame(a, b);
    const awayM = toSegment(point, a, b).distanceM;
    if (frame === null || awayM > reachM) return [];
    const [w, u, v] = frame;
    const offset = minus(point, a);
    const offM = Math.abs(Math.hypot(dot(offset, u), dot(offset, v)) - radiusM);
    return [{ segment, offM, awayM, along: dot(offset, w) }];
  });
}

/** Vertices along a segment fall into rounds where more than a radius lies between one and the next. */
function ringsOf(points: readonly OnSegment[], segment: number, line: PlaneLine, radiusM: number): readonly WallRing[] {
  const [a, b] = line.ends(segment);
  const frame = segmentFrame(a, b);
  if (frame === null) return [];
  const [w, u, v] = frame;
  const sorted = points.toSorted((p, q) => p.along - q.along);
  const rounds: OnSegment[][] = [];
  for (const point of sorted) {
    const before = rounds.at(-1)?.at(-1);
    if (before === undefined || point.along - before.along > radiusM) rounds.push([point]);
    else rounds.at(-1)?.push(point);
  }
  return rounds.flatMap((round): WallRing[] => {
    const flat = round.flatMap(({ point }) => [dot(minus(point, a), u), dot(minus(point, a), v)]);
    const circle = circleFit(flat);
    if (circle === null || circle.widestGap > WIDEST_GAP) return [];
    const along = round.reduce((sum, each) => sum + each.along / round.length, 0);
    const at = (i: 0 | 1 | 2): number => a[i] + w[i] * along + u[i] * circle.u + v[i] * circle.v;
    return [
      {
        centre: [at(0), at(1), at(2)],
        offAxisM: Math.hypot(circle.u, circle.v),
        radiusM: circle.radius,
        stationM: (line.stations[segment] ?? 0) + along,
      },
    ];
  });
}
