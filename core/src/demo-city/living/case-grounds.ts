import { boundsOf } from '../../geometry/polygon.ts';
import type { CityPoint } from '../../model/city-point.ts';
import { segmentsOf } from '../place/plan-geometry.ts';
import { regionCoast } from '../place/region-coast.ts';
import { segmentCells } from '../place/segment-cells.ts';
import { ringCentre } from '../plan/ring-geometry.ts';
import type { CaseComponent, CaseGround } from './case-ground.ts';
import { addressOf } from './city-point-maker.ts';
import type { ManagementGrid } from './management-grid.ts';

/** Visitors go no farther from the water, metres. */
const SEASIDE_M = 700;

/** What the model of cases knows of each cell: character, outline and the components that stand in it. */
export function caseGrounds(grid: ManagementGrid, components: readonly CityPoint[]): readonly CaseGround[] {
  const byCell = new Map<string, CaseComponent[]>();
  for (const { code, position, gridCell } of components) {
    if (code === null || gridCell === null) continue;
    const component = { code, category: code.slice(6, 10), position };
    const known = byCell.get(gridCell);
    if (known === undefined) byCell.set(gridCell, [component]);
    else known.push(component);
  }
  const coast = segmentCells<null>(SEASIDE_M);
  for (const [a, b] of segmentsOf(regionCoast())) coast.add(a, b, null);
  return grid.cells.map((cell): CaseGround => {
    const [west, south, east, north] = boundsOf(cell.path);
    return {
      code: cell.code,
      character: cell.character,
      isSeaside: coast.hasWithin(ringCentre(cell.ring), SEASIDE_M, () => true),
      middle: [(west + east) / 2, (south + north) / 2],
      reachDeg: [(east - west) / 2, (north - south) / 2],
      outline: cell.path,
      addressZh: addressOf(cell),
      components: byCell.get(cell.code) ?? [],
    };
  });
}
