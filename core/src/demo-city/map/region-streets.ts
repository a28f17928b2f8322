import { type PlanLine, type PlanPoint, segmentsOf } from '../place/plan-geometry.ts';
import { isInRing, type PlanRing } from '../plan/ring-geometry.ts';

/** Spacing of the coarse streets of a town outside the district, metres, and how far they wander from straight. */
const SPACING_M = 430;
const WANDER_M = 26;
const STEP_M = 40;
const LEAST_LENGTH_M = 250;

/**
 * Nameless streets over a town outside the district: two sets of gently bent lines square to each other, as much of them
 * as lies inside the outline and outside of the open land. They stand for a net that nobody drew; the same outline gives the same lines.
 */
export function townStreets(outline: PlanRing, open: readonly PlanRing[]): readonly PlanLine[] {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  const lines: PlanLine[] = [];
  for (let x = west + SPACING_M / 2; x < east; x += SPACING_M) {
    lines.push(...inside(wandering([x, south], [x, north]), outline, open));
  }
  for (let y = south + SPACING_M / 2; y < north; y += SPACING_M) {
    lines.push(...inside(wandering([west, y], [east, y]), outline, open));
  }
  return lines;
}

function wandering(from: PlanPoint, to: PlanPoint): PlanLine {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  const count = Math.ceil(length / STEP_M);
  const [ux, uy] = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
  return Array.from({ length: count + 1 }, (_, i): PlanPoint => {
    const along = (length * i) / count;
    const [x, y] = [from[0] + ux * along, from[1] + uy * along];
    const aside = WANDER_M * Math.sin(x / 610 + y / 870 + ux);
    return [x - uy * aside, y + ux * aside];
  });
}

/** The parts of a line whose segments lie inside a ring and outside of open land. */
function inside(line: PlanLine, ring: PlanRing, open: readonly PlanRing[]): readonly PlanLine[] {
  const isInTown = (at: PlanPoint): boolean => isInRing(at, ring) && !open.some((each) => isInRing(at, each));
  const parts: PlanPoint[][] = [];
  let part: PlanPoint[] | null = null;
  for (const [a, b] of segmentsOf(line)) {
    if (!isInTown(a) || !isInTown(b)) {
      part = null;
    } else if (part) {
      part.push(b);
    } else {
      part = [a, b];
      parts.push(part);
    }
  }
  return parts.filter((each) => each.length * STEP_M > LEAST_LENGTH_M);
}
