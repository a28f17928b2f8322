import { type CrossSection, crossSection } from '../analysis/cross-section.ts';
import type { PlacedNode } from '../analysis/placed-node.ts';
import type { DigCheck } from '../dig/dig-finding.ts';
import type { DigPlan } from '../dig/dig-plan.ts';
import type { DigRows } from '../dig/dig-rows.ts';
import { DIG_VERDICTS } from '../protocol/analysis/excavation.ts';

/** Room on both sides of the dig that a section shows, metres. */
const ROOM_M = 3;

/**
 * The cross-section of a dig that tells a reviewer most: of four lines (along and across the floor, through its middle and
 * past the worst finding) the one that cuts the most of what is bad.
 */
export function tellingSection(
  plan: DigPlan,
  check: DigCheck,
  rows: DigRows,
  nodes: readonly PlacedNode[],
): CrossSection {
  const { pit, solid, supportFootM, ground } = plan;
  const [ux, uy] = longDirection(pit.floor);
  const worst = check.findings[0];
  const places: (readonly [number, number])[] = [pit.centre];
  if (worst !== undefined) places.push([worst.at[0], worst.at[1]]);
  const weights = new Map<number, number>();
  for (const { family, index, verdict } of check.findings) {
    if (family === 'link') weights.set(index, 4 ** (DIG_VERDICTS.length - DIG_VERDICTS.indexOf(verdict)));
  }
  let best: CrossSection | null = null;
  let most = Number.NEGATIVE_INFINITY;
  for (const place of places) {
    for (const [dx, dy] of [
      [-uy, ux],
      [ux, uy],
    ] as const) {
      const line = lineAcross(plan, place, dx, dy);
      const section = crossSection(line, rows.table, nodes, ground, { halfWidthM: 0, pit: { solid, supportFootM } });
      const cut = new Set(section.cuts.map(({ index }) => index));
      const weight = [...cut].reduce((sum, index) => sum + (weights.get(index) ?? 0), 0);
      if (weight <= most) continue;
      most = weight;
      best = section;
    }
  }
  if (best === null) throw new RangeError('tellingSection: a dig has at least one line, and had none');
  return best;
}

/** Unit vector along the longest side of the floor. */
function longDirection(floor: Float64Array): readonly [number, number] {
  let longest = 0;
  let direction: readonly [number, number] = [1, 0];
  for (let i = 0; i < floor.length; i += 2) {
    const j = (i + 2) % floor.length;
    const dx = (floor[j] ?? 0) - (floor[i] ?? 0);
    const dy = (floor[j + 1] ?? 0) - (floor[i + 1] ?? 0);
    const length = Math.hypot(dx, dy);
    if (length <= longest) continue;
    longest = length;
    direction = [dx / length, dy / length];
  }
  return direction;
}

/** A line through a place that reaches beyond everything dug; from the west, or the south, so that east is on the right. */
function lineAcross(
  { bounds }: DigPlan,
  [x, y]: readonly [number, number],
  dx: number,
  dy: number,
): readonly [number, number, number, number] {
  const sign = dx > 1e-9 || (Math.abs(dx) <= 1e-9 && dy > 0) ? 1 : -1;
  const [ex, ey] = [dx * sign, dy * sign];
  const [west, south, east, north] = bounds;
  const reaches = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
  ].map(([cx = 0, cy = 0]) => (cx - x) * ex + (cy - y) * ey);
  const from = Math.min(...reaches) - ROOM_M;
  const to = Math.max(...reaches) + ROOM_M;
  return [x + ex * from, y + ey * from, x + ex * to, y + ey * to];
}
