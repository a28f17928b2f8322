import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';
import { insetRing } from './block-ring.ts';
import type { Block } from './district-plan.ts';
import { isInRing, type PlanRing, ringArea, ringCentre } from './ring-geometry.ts';

/** Radius of a pond over that of a circle as large as its park, and of the path around it over the pond's. */
const POND_SHARE = 0.34;
const PATH_SHARE = 1.35;
const POINTS = 40;

/** From a park's edge to the path along it, metres. */
const PATH_INSET_M = 16;
/** Parks this large with a name, but not on a hill, have a pond, m2. */
const LEAST_POND_PARK_M2 = 60_000;

/** The pond in the middle of a large level park; null in others. */
export function parkPond(block: Block): PlanRing | null {
  return hasPond(block) ? wavyRing(ringCentre(block.ring), pondRadiusM(block.ring)) : null;
}

function hasPond({ pattern, zh, ring }: Block): boolean {
  return pattern === 'park' && zh === '人民公园' && ringArea(ring) > LEAST_POND_PARK_M2;
}

/** Paths of a park: along its edge, and in a large one about its middle with four ways out. */
export function parkPaths(block: Block): readonly PlanLine[] {
  const inset = insetRing(block.ring, PATH_INSET_M);
  const edge = inset ? [closed(inset)] : [];
  if (ringArea(block.ring) < LEAST_POND_PARK_M2 || block.zh === null) return edge;
  const centre = ringCentre(block.ring);
  if (!isInRing(centre, block.ring)) return edge;
  const round = wavyRing(centre, pondRadiusM(block.ring) * PATH_SHARE);
  const within = inset ?? block.ring;
  const spokes = [3, 13, 23, 33].map((i): PlanLine => {
    const from = round[i] ?? centre;
    const end = (share: number): PlanPoint => [
      centre[0] + (from[0] - centre[0]) * share,
      centre[1] + (from[1] - centre[1]) * share,
    ];
    let share = 1;
    while (share < 6 && isInRing(end(share + 0.03), within)) share += 0.03;
    return [from, end(share)];
  });
  return [...edge, closed(round), ...spokes];
}

function closed(ring: PlanRing): PlanLine {
  return [...ring, ...ring.slice(0, 1)];
}

function pondRadiusM(ring: PlanRing): number {
  return POND_SHARE * Math.sqrt(ringArea(ring) / Math.PI);
}

function wavyRing([x, y]: PlanPoint, radiusM: number): PlanRing {
  return Array.from({ length: POINTS }, (_, i): PlanPoint => {
    const angle = (2 * Math.PI * i) / POINTS;
    const r = radiusM * (1 + 0.09 * Math.sin(3 * angle + 0.6));
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}
