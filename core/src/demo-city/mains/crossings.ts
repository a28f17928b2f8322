import type { PlanPoint } from '../place/plan-geometry.ts';
import { type ClearanceKind, verticalClearanceM } from './clearance-table.ts';
import type { Obstacle } from './obstacle.ts';

/** The part of a stretch over which it lies above or below something, with the levels that are taken there. */
export interface CrossingSpan {
  /** Lengths from the start of the stretch, metres. */
  readonly fromM: number;
  readonly toM: number;
  /** Outer tops between these levels are barred: outer walls would come nearer than the clearance. */
  readonly lowM: number;
  readonly highM: number;
}

/** The outer size of what is being laid. */
export interface LaidSize {
  readonly kind: ClearanceKind;
  readonly halfWidthM: number;
  readonly heightM: number;
}

/** Lines nearer than this in plan count as lying over each other, metres. */
export const PLAN_MARGIN_M = 0.2;
/** From a shaft to a line beside it, and below its floor, metres. */
const FROM_SHAFT_M = 0.3;
/** What is kept beyond the clearance: levels are rounded and sloping walls are a little higher, metres. */
const SPARE_M = 0.015;

/** Where a stretch from a to b lies over or under an obstacle; `null` where they pass apart in plan. */
export function crossingSpan(a: PlanPoint, b: PlanPoint, size: LaidSize, obstacle: Obstacle): CrossingSpan | null {
  const marginM = obstacle.kind === 'shaft' ? FROM_SHAFT_M : PLAN_MARGIN_M;
  const reachM = size.halfWidthM + obstacle.halfWidthM + marginM;
  const overlap = capsuleOverlap(a, b, obstacle.a, obstacle.b, reachM);
  if (overlap === null) return null;
  const { topM, bottomM } = levelsOver(a, b, overlap, obstacle, reachM);
  const clearM = obstacle.kind === 'shaft' ? FROM_SHAFT_M : verticalClearanceM(size.kind, obstacle.kind);
  return {
    fromM: overlap.fromM,
    toM: overlap.toM,
    lowM: bottomM - clearM - SPARE_M,
    highM: obstacle.kind === 'shaft' ? Number.POSITIVE_INFINITY : topM + clearM + size.heightM + SPARE_M,
  };
}

interface Overlap {
  readonly fromM: number;
  readonly toM: number;
}

/** Lengths along a-b between which it lies within `reachM` of the segment c-d: the line cut by a rectangle and two discs. */
export function capsuleOverlap(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint, reachM: number): Overlap | null {
  const lengthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  if (lengthM === 0) return null;
  const ux = (b[0] - a[0]) / lengthM;
  const uy = (b[1] - a[1]) / lengthM;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const [px, py] of [c, d]) {
    const alongM = (px - a[0]) * ux + (py - a[1]) * uy;
    const asideM = (px - a[0]) * uy - (py - a[1]) * ux;
    const half = reachM * reachM - asideM * asideM;
    if (half < 0) continue;
    low = Math.min(low, alongM - Math.sqrt(half));
    high = Math.max(high, alongM + Math.sqrt(half));
  }
  const spanM = Math.hypot(d[0] - c[0], d[1] - c[1]);
  if (spanM > 0) {
    const vx = (d[0] - c[0]) / spanM;
    const vy = (d[1] - c[1]) / spanM;
    // Along the obstacle, and aside of it, at the start of the stretch and by each metre of it.
    const along = slab((a[0] - c[0]) * vx + (a[1] - c[1]) * vy, ux * vx + uy * vy, 0, spanM);
    const aside = slab((a[0] - c[0]) * vy - (a[1] - c[1]) * vx, ux * vy - uy * vx, -reachM, reachM);
    const from = Math.max(along[0], aside[0]);
    const to = Math.min(along[1], aside[1]);
    if (from <= to) {
      low = Math.min(low, from);
      high = Math.max(high, to);
    }
  }
  const fromM = Math.max(0, low);
  const toM = Math.min(lengthM, high);
  return fromM <= toM ? { fromM, toM } : null;
}

/** Where `start + rate * s` lies between two bounds. */
function slab(start: number, rate: number, low: number, high: number): readonly [number, number] {
  if (Math.abs(rate) < 1e-12) {
    return start >= low && start <= high
      ? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]
      : [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  }
  const [p, q] = [(low - start) / rate, (high - start) / rate];
  return p < q ? [p, q] : [q, p];
}

/** The highest outer top and the lowest outer bottom of the obstacle beside the overlap. */
function levelsOver(
  a: PlanPoint,
  b: PlanPoint,
  { fromM, toM }: Overlap,
  obstacle: Obstacle,
  besideM: number,
): { readonly topM: number; readonly bottomM: number } {
  const { a: c, b: d, topAM, topBM, bottomAM, bottomBM } = obstacle;
  const spanM = Math.hypot(d[0] - c[0], d[1] - c[1]);
  if (spanM === 0) return { topM: Math.max(topAM, topBM), bottomM: Math.min(bottomAM, bottomBM) };
  const lengthM = Math.hypot(b[0] - a[0], b[1] - a[1]);
  const shareAt = (m: number): number => {
    const x = a[0] + ((b[0] - a[0]) * m) / lengthM - c[0];
    const y = a[1] + ((b[1] - a[1]) * m) / lengthM - c[1];
    return (x * (d[0] - c[0]) + y * (d[1] - c[1])) / (spanM * spanM);
  };
  const [p, q] = [shareAt(fromM), shareAt(toM)];
  const low = Math.max(0, Math.min(1, Math.min(p, q) - besideM / spanM));
  const high = Math.max(0, Math.min(1, Math.max(p, q) + besideM / spanM));
  const at = (first: number, last: number, share: number): number => first + (last - first) * share;
  return {
    topM: Math.max(at(topAM, topBM, low), at(topAM, topBM, high)),
    bottomM: Math.min(at(bottomAM, bottomBM, low), at(bottomAM, bottomBM, high)),
  };
}
