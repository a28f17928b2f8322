import { AnalysisError } from './analysis-error.ts';

/**
 * A vertical plane over a line in plan from (ax, ay): a point has the station s along the line, the distance d to the
 * left of it, and its level. Metres.
 */
export interface SectionPlane {
  readonly ax: number;
  readonly ay: number;
  /** Unit direction of the line; (-dirY, dirX) points to the left. */
  readonly dirX: number;
  readonly dirY: number;
  readonly lengthM: number;
}

/** Throws `AnalysisError` for a line that is not finite or has no length. */
export function sectionPlane(ax: number, ay: number, bx: number, by: number): SectionPlane {
  const lengthM = Math.hypot(bx - ax, by - ay);
  if (!Number.isFinite(lengthM)) {
    throw new AnalysisError(
      'not-finite',
      `A section wants a line between two finite points; (${ax}, ${ay}) to (${bx}, ${by}) came.`,
    );
  }
  if (lengthM < 1e-6) {
    throw new AnalysisError(
      'line-without-length',
      `A section wants a line with a length; it begins and ends at (${ax}, ${ay}).`,
    );
  }
  return { ax, ay, dirX: (bx - ax) / lengthM, dirY: (by - ay) / lengthM, lengthM };
}

export function stationOf(plane: SectionPlane, x: number, y: number): number {
  return (x - plane.ax) * plane.dirX + (y - plane.ay) * plane.dirY;
}

/** Positive to the left of the line. */
export function asideOf(plane: SectionPlane, x: number, y: number): number {
  return (y - plane.ay) * plane.dirX - (x - plane.ax) * plane.dirY;
}

/** The place in plan at a station of the line. */
export function placeAt(plane: SectionPlane, stationM: number): readonly [x: number, y: number] {
  return [plane.ax + plane.dirX * stationM, plane.ay + plane.dirY * stationM];
}
