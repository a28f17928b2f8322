import { isInRing, type PlanRing, ringArea, ringCentre } from './demo-map-geometry.ts';
import type { Lot } from './demo-map-land.ts';
import type { PlanLine, PlanPoint } from './plan-geometry.ts';

/** Radius of the pond over that of a circle as large as the park, and of the path around it over the pond's. */
const POND_SHARE = 0.36;
const PATH_SHARE = 1.35;
const POINTS = 40;

/** The pond in the middle of a park with an island: an outer ring and one hole. */
export function parkPond(park: Lot): readonly PlanRing[] {
  const radius = pondRadiusM(park);
  const [x, y] = ringCentre(park.ring);
  const island = radius * 0.22;
  return [wavyRing([x, y], radius), wavyRing([x + radius * 0.35, y + radius * 0.2], island).toReversed()];
}

/** A path around the pond and four from it towards the streets. */
export function parkPaths(park: Lot): readonly PlanLine[] {
  const radius = pondRadiusM(park) * PATH_SHARE;
  const centre = ringCentre(park.ring);
  const round = wavyRing(centre, radius);
  const spokes = [0, 10, 20, 30].map((i): PlanLine => {
    const from = round[i] ?? centre;
    const end = (share: number): PlanPoint => [
      centre[0] + (from[0] - centre[0]) * share,
      centre[1] + (from[1] - centre[1]) * share,
    ];
    let share = 1;
    while (share < 4 && isInRing(end(share + 0.05), park.ring)) share += 0.05;
    return [from, end(share)];
  });
  return [[...round, ...round.slice(0, 1)], ...spokes];
}

function pondRadiusM(park: Lot): number {
  return POND_SHARE * Math.sqrt(ringArea(park.ring) / Math.PI);
}

function wavyRing([x, y]: PlanPoint, radiusM: number): PlanRing {
  return Array.from({ length: POINTS }, (_, i): PlanPoint => {
    const angle = (2 * Math.PI * i) / POINTS;
    const r = radiusM * (1 + 0.09 * Math.sin(3 * angle + 0.6));
    return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
  });
}
