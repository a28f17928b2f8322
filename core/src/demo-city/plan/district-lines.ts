import { SITE_SIDE_M } from '../place/demo-site.ts';
import { type PlanLine, type PlanPoint, smoothLine } from '../place/plan-geometry.ts';
import { BEACH_M, districtCoast, HARBOUR, RIVER_BANK_M, riverLine, shoreLine } from '../place/shore.ts';
import { trimmed } from './arrangement.ts';
import type { Border, BorderRole } from './border.ts';
import { JOIN_M, MAIN_STREETS, type MainStreet, PORT_FENCE, RAILWAY_CONTROLS } from './main-streets.ts';
import { STREET_SECTIONS } from './street-section.ts';

/** Spacing of a street's points, metres. */
const STEP_M = 14;

/** How far lines of the shore run on beyond the district's edges, metres. */
const RUN_OUT_M = 60;

/** From the railway's axis to the fence beside it, metres. */
export const RAILWAY_HALF_WIDTH_M = 13;

/** The lines that part the district at first, and which of them are streets drawn by hand. */
export interface DistrictLines {
  readonly borders: Border[];
  readonly mains: ReadonlyMap<number, MainStreet>;
  readonly railway: PlanLine;
}

/** Lines of the shore, the sea wall, the river's banks, the railway, the edges, and of every street drawn by hand. */
export function districtLines(): DistrictLines {
  const inner = SITE_SIDE_M;
  const edges: readonly PlanLine[] = [
    [
      [0, -200],
      [0, inner + 20],
    ],
    [
      [inner, inner + 20],
      [inner, -200],
    ],
    [
      [inner + 20, inner],
      [-20, inner],
    ],
  ];
  const coast = districtCoast(-RUN_OUT_M, inner + RUN_OUT_M);
  const railway = inside(smoothLine(RAILWAY_CONTROLS, 20));
  const borders: Border[] = [
    ...edges.map((line) => border(line, 'edge')),
    border(coast, 'limit'),
    border(shoreLine(-RUN_OUT_M, HARBOUR.west + 5, BEACH_M), 'limit'),
    border(riverLine(inner + 40, -60, -RIVER_BANK_M), 'bank'),
    border(riverLine(inner + 40, -60, RIVER_BANK_M), 'bank'),
    { ...border(railway, 'limit'), offsetM: RAILWAY_HALF_WIDTH_M },
    border(PORT_FENCE, 'limit'),
  ];
  const streets = MAIN_STREETS.map(({ controls }) => smoothLine(controls, STEP_M));
  const mains = new Map<number, MainStreet>();
  for (const [i, each] of MAIN_STREETS.entries()) {
    const others = [...edges, ...streets.filter((_, k) => k !== i)];
    const line = trimmed(streets[i] ?? [], others, JOIN_M);
    mains.set(borders.length, each);
    borders.push({ line, street: each.kind, offsetM: STREET_SECTIONS[each.kind].boundaryM, role: 'street' });
  }
  return { borders, mains, railway };
}

function border(line: PlanLine, role: BorderRole): Border {
  return { line, street: null, offsetM: 0, role };
}

/** The part of a line that lies in the district. */
function inside(line: PlanLine): PlanLine {
  const isIn = ([x, y]: PlanPoint): boolean => x >= -30 && x <= SITE_SIDE_M + 30 && y <= SITE_SIDE_M + 30;
  return line.filter(isIn);
}
