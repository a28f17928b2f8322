import { type BuildingWalls, buildingWalls } from '../buildings/building-walls.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { SITE_SIDE_M } from '../place/demo-site.ts';
import { type PlanLine, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import { distanceToSegment, segmentCells } from '../place/segment-cells.ts';
import { districtCoast } from '../place/shore.ts';
import type { DistrictPlan, PlanRing } from '../plan/district-plan.ts';
import type { Street } from '../plan/street.ts';

/** Where drains can run outside the streets, and where water is. */
export interface OpenGround {
  /** True when the straight way from a to b passes no building. */
  isOpen(a: PlanPoint, b: PlanPoint): boolean;
  readonly walls: BuildingWalls;
  /** Streets whose carriageway the point lies in, but for those excepted. */
  isInCarriageway(at: PlanPoint, except: readonly Street[], spareM: number): boolean;
  /** Nearest point of the river's axis or of the coast within reach; `null` where there is none. */
  nearestWater(at: PlanPoint, reachM: number): { readonly at: PlanPoint; readonly distanceM: number } | null;
}

const CELL_M = 40;

export function openGround(plan: DistrictPlan, buildings: readonly DemoBuilding[]): OpenGround {
  const walls = segmentCells<DemoBuilding>(CELL_M);
  for (const building of buildings) {
    for (const ring of building.rings) addRing(ring, (a, b) => walls.add(a, b, building));
  }
  const shores = segmentCells<'river' | 'sea'>(CELL_M);
  addLine(plan.river.axis, (a, b) => shores.add(a, b, 'river'));
  addLine(districtCoast(0, SITE_SIDE_M), (a, b) => shores.add(a, b, 'sea'));
  const centres = segmentCells<Street>(CELL_M);
  for (const street of plan.network.streets) {
    addLine(street.centreline, (a, b) => centres.add(a, b, street));
  }
  return {
    walls: buildingWalls(buildings),
    isOpen(a, b) {
      let isOpen = true;
      walls.near(a, b, 0, (wall) => {
        if (segmentCrossing(a, b, wall.a, wall.b)) isOpen = false;
      });
      return isOpen;
    },
    isInCarriageway(at, except, spareM) {
      let isIn = false;
      centres.near(at, at, 16, ({ a, b, value: street }) => {
        if (except.includes(street)) return;
        if (distanceToSegment(at, a, b) < street.kerbM + spareM) isIn = true;
      });
      return isIn;
    },
    nearestWater(at, reachM) {
      let best: { at: PlanPoint; distanceM: number } | null = null;
      shores.near(at, at, reachM, ({ a, b }) => {
        const distanceM = distanceToSegment(at, a, b);
        if (distanceM > (best?.distanceM ?? reachM)) return;
        best = { at: nearestOn(at, a, b), distanceM };
      });
      return best;
    },
  };
}

function addRing(ring: PlanRing, add: (a: PlanPoint, b: PlanPoint) => void): void {
  let before = ring.at(-1);
  for (const point of ring) {
    if (before) add(before, point);
    before = point;
  }
}

function addLine(line: PlanLine, add: (a: PlanPoint, b: PlanPoint) => void): void {
  let before: PlanPoint | null = null;
  for (const point of line) {
    if (before) add(before, point);
    before = point;
  }
}

function nearestOn(at: PlanPoint, a: PlanPoint, b: PlanPoint): PlanPoint {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const lengthSquared = dx * dx + dy * dy;
  if (lengthSquared === 0) return a;
  const share = Math.max(0, Math.min(1, ((at[0] - a[0]) * dx + (at[1] - a[1]) * dy) / lengthSquared));
  return [a[0] + dx * share, a[1] + dy * share];
}
