import { type PlanPoint, segmentDistance } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import { closedSegments, isInRing } from '../plan/ring-geometry.ts';
import type { DemoBuilding } from './demo-building.ts';

/** The outer walls of buildings, found by place. */
export interface BuildingWalls {
  /** Buildings nearer to the straight way from a to b than `withinM`, and how near, metres; 0 where it passes through one. */
  near(a: PlanPoint, b: PlanPoint, withinM: number): ReadonlyMap<DemoBuilding, number>;
  /** True where no other building than `except` is nearer than `withinM`. */
  isClear(a: PlanPoint, b: PlanPoint, withinM: number, except: DemoBuilding | null): boolean;
}

const CELL_M = 20;

export function buildingWalls(buildings: readonly DemoBuilding[]): BuildingWalls {
  const cells = segmentCells<DemoBuilding>(CELL_M);
  for (const building of buildings) {
    for (const [a, b] of closedSegments(building.rings[0] ?? [])) cells.add(a, b, building);
  }
  return {
    near(a, b, withinM) {
      const found = new Map<DemoBuilding, number>();
      cells.near(a, b, withinM, (wall) => {
        const known = found.get(wall.value) ?? withinM;
        if (known === 0) return;
        const awayM = isInRing(a, wall.value.rings[0] ?? []) ? 0 : segmentDistance(a, b, wall.a, wall.b);
        if (awayM < known) found.set(wall.value, awayM);
      });
      return found;
    },
    isClear(a, b, withinM, except) {
      let isClear = true;
      cells.near(a, b, withinM, (wall) => {
        if (isClear && wall.value !== except && segmentDistance(a, b, wall.a, wall.b) < withinM) isClear = false;
      });
      return isClear;
    },
  };
}
