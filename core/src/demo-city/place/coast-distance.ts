import { containsPoint } from '../../geometry/polygon.ts';
import { planPointAt } from './demo-frame.ts';
import { distance, distanceToLine, type PlanLine, type PlanPoint } from './plan-geometry.ts';
import { REGION, regionCoast, regionSea } from './region-coast.ts';

const CELL_M = 250;
/** Points of the coast nearer to the one before are passed over, metres. */
const LEAST_STEP_M = 80;

/** Metres inland of the region's coast, negative at sea: within some metres near the coast, interpolated elsewhere. */
export type CoastDistance = (at: PlanPoint) => number;

/** Measures the coast once on a lattice of 250 m, so that millions of places can be asked. */
export function coastDistance(): CoastDistance {
  const corners = [
    planPointAt(REGION.west, REGION.south),
    planPointAt(REGION.east, REGION.south),
    planPointAt(REGION.west, REGION.north),
    planPointAt(REGION.east, REGION.north),
  ];
  const x0 = Math.min(...corners.map(([x]) => x)) - CELL_M;
  const y0 = Math.min(...corners.map(([, y]) => y)) - CELL_M;
  const columns = Math.ceil((Math.max(...corners.map(([x]) => x)) - x0) / CELL_M) + 2;
  const rows = Math.ceil((Math.max(...corners.map(([, y]) => y)) - y0) / CELL_M) + 2;
  const coast = thinned(regionCoast());
  const sea = Float64Array.from(regionSea().flat());
  const values = new Float64Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at: PlanPoint = [x0 + column * CELL_M, y0 + row * CELL_M];
      const apart = distanceToLine(at, coast);
      values[row * columns + column] = containsPoint(sea, at[0], at[1]) ? -apart : apart;
    }
  }
  return ([x, y]) => {
    const u = Math.max(0, Math.min(columns - 1.001, (x - x0) / CELL_M));
    const v = Math.max(0, Math.min(rows - 1.001, (y - y0) / CELL_M));
    const i = Math.floor(v) * columns + Math.floor(u);
    const s = u - Math.floor(u);
    const t = v - Math.floor(v);
    const below = (values[i] ?? 0) * (1 - s) + (values[i + 1] ?? 0) * s;
    const above = (values[i + columns] ?? 0) * (1 - s) + (values[i + columns + 1] ?? 0) * s;
    return below * (1 - t) + above * t;
  };
}

function thinned(line: PlanLine): PlanLine {
  const kept: PlanPoint[] = [];
  for (const point of line) {
    const last = kept.at(-1);
    if (!last || distance(last, point) >= LEAST_STEP_M) kept.push(point);
  }
  return kept;
}
