import type { PlanLine } from '../place/plan-geometry.ts';

/** Least and greatest coordinates, metres. */
export interface PlanBox {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
}

export function boxOf(points: PlanLine): PlanBox {
  let x0 = Number.POSITIVE_INFINITY;
  let y0 = Number.POSITIVE_INFINITY;
  let x1 = Number.NEGATIVE_INFINITY;
  let y1 = Number.NEGATIVE_INFINITY;
  for (const [x, y] of points) {
    x0 = Math.min(x0, x);
    y0 = Math.min(y0, y);
    x1 = Math.max(x1, x);
    y1 = Math.max(y1, y);
  }
  return { x0, y0, x1, y1 };
}

/** True when the boxes lie less than `gapM` apart in both directions. */
export function boxesNear(a: PlanBox, b: PlanBox, gapM: number): boolean {
  return a.x0 - gapM < b.x1 && b.x0 - gapM < a.x1 && a.y0 - gapM < b.y1 && b.y0 - gapM < a.y1;
}
