import type { PlanPoint } from '../place/plan-geometry.ts';
import type { PlanRing } from '../plan/district-plan.ts';
import { closedSegments, ringArea } from '../plan/ring-geometry.ts';

/** What is measured of one footprint. */
export interface FootprintFigures {
  /** Outer ring less courtyards, m2. */
  readonly areaM2: number;
  /** Sides of the least rectangle about it. */
  readonly longSideM: number;
  readonly shortSideM: number;
  /** Area of the outer ring divided by that of its least rectangle: 1 for a rectangle. */
  readonly rectangularity: number;
  /** Long side divided by short side, 1 at least. */
  readonly elongation: number;
  /** Corners of the outer ring that turn by more than 5 degrees. */
  readonly corners: number;
  /** Direction of the least rectangle, radians, any of its four. */
  readonly angle: number;
}

/** A corner turns by more than this; less is a vertex on a wall. Radians. */
const LEAST_TURN = (5 * Math.PI) / 180;

/** Figures of a footprint: outer ring, then courtyards, metres. The outer ring has an area. */
export function footprintFigures(rings: readonly PlanRing[]): FootprintFigures {
  const [outer = [], ...holes] = rings;
  const outerM2 = Math.abs(ringArea(outer));
  const { longSideM, shortSideM, angle } = leastRectangle(outer);
  return {
    areaM2: holes.reduce((left, hole) => left - Math.abs(ringArea(hole)), outerM2),
    longSideM,
    shortSideM,
    rectangularity: outerM2 / (longSideM * shortSideM),
    elongation: longSideM / shortSideM,
    corners: outer.filter((at, i) => isCorner(outer.at(i - 1) ?? at, at, outer[(i + 1) % outer.length] ?? at)).length,
    angle,
  };
}

function isCorner(before: PlanPoint, at: PlanPoint, after: PlanPoint): boolean {
  const turn = Math.atan2(after[1] - at[1], after[0] - at[0]) - Math.atan2(at[1] - before[1], at[0] - before[0]);
  return Math.abs(turn - 2 * Math.PI * Math.round(turn / (2 * Math.PI))) > LEAST_TURN;
}

/** One side of the least rectangle lies along a side of the hull (Freeman and Shapira 1975). */
function leastRectangle(ring: PlanRing): { longSideM: number; shortSideM: number; angle: number } {
  let best = { longSideM: 0, shortSideM: 0, angle: 0 };
  let leastM2 = Number.POSITIVE_INFINITY;
  const hull = convexHull(ring);
  for (const [a, b] of closedSegments(hull)) {
    const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
    const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
    let [u0, u1, v0, v1] = [
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
      Number.NEGATIVE_INFINITY,
    ];
    for (const [x, y] of hull) {
      const u = x * cos + y * sin;
      const v = y * cos - x * sin;
      u0 = Math.min(u0, u);
      u1 = Math.max(u1, u);
      v0 = Math.min(v0, v);
      v1 = Math.max(v1, v);
    }
    const areaM2 = (u1 - u0) * (v1 - v0);
    if (areaM2 >= leastM2) continue;
    leastM2 = areaM2;
    best = { longSideM: Math.max(u1 - u0, v1 - v0), shortSideM: Math.min(u1 - u0, v1 - v0), angle };
  }
  return best;
}

/** Andrew's monotone chain, anticlockwise. */
function convexHull(points: PlanRing): PlanRing {
  const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (ordered: PlanRing): PlanPoint[] => {
    const out: PlanPoint[] = [];
    for (const c of ordered) {
      for (let a = out.at(-2), b = out.at(-1); a && b; a = out.at(-2), b = out.at(-1)) {
        if ((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(c);
    }
    return out;
  };
  return [...half(sorted).slice(0, -1), ...half(sorted.toReversed()).slice(0, -1)];
}
