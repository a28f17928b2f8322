import { buildingWalls } from '../buildings/building-walls.ts';
import type { DemoBuilding } from '../buildings/demo-building.ts';
import { buildingClearanceM } from '../mains/building-clearance.ts';
import { outerTopOfM } from '../mains/obstacle.ts';
import type { LaidConduit, LaidNetwork } from '../network/laid.ts';
import { outerHalfWidthM } from '../network/pipe-make.ts';
import type { DemoSite } from '../place/demo-site.ts';
import { distance } from '../place/plan-geometry.ts';
import { leastCoverM } from './cover-table.ts';
import { entries } from './laid-entries.ts';
import { laidPairs } from './laid-pairs.ts';
import type { Violation } from './truth.ts';

const VERTICAL_TABLE = 'GB 50289-2016 4.1.14';
const HORIZONTAL_TABLE = 'GB 50289-2016 4.1.9';
const COVER_TABLE = 'GB 50289-2016 4.1.1';
/** Levels and places are to the millimetre. */
const TOLERANCE_M = 0.002;
const GROUND_STEP_M = 0.5;
const ROUGH_STEP_M = 4;
const ROUGH_DIP_M = 1;

/**
 * Everything in a network that lies nearer to something else than the tables allow, beyond what is known of it already:
 * judged by the tables and the places of its lines alone, whoever laid them.
 */
export function laidViolations(
  { conduits }: LaidNetwork,
  buildings: readonly DemoBuilding[],
  site: Pick<DemoSite, 'groundLevelM'>,
  known: readonly Violation[],
): readonly Violation[] {
  const keys = new Set(known.map(keyOf));
  const all = [...pairs(conduits), ...besideBuildings(conduits, buildings), ...shallow(conduits, site)];
  return all.filter((each) => !keys.has(keyOf(each)));
}

/** The same for the same two things, whichever is named first. */
export function keyOf({ kind, rowId, other = '' }: Pick<Violation, 'kind' | 'rowId' | 'other'>): string {
  return `${kind} ${[rowId, other].sort().join(' ')}`;
}

function* pairs(conduits: readonly LaidConduit[]): Iterable<Violation> {
  for (const { kind, a, b, foundM, wantedM } of laidPairs(conduits)) {
    const names = { rowId: a.id, other: b.id, utility: a.utility, otherUtility: b.utility };
    const source = kind === 'horizontal' ? HORIZONTAL_TABLE : VERTICAL_TABLE;
    yield { origin: 'laid', kind, ...names, wantedM, isM: mm(foundM), source };
  }
}

function* besideBuildings(conduits: readonly LaidConduit[], buildings: readonly DemoBuilding[]): Iterable<Violation> {
  const walls = buildingWalls(buildings);
  const entered = entries(conduits, walls);
  for (const conduit of conduits) {
    const wantedM = buildingClearanceM(conduit);
    if (wantedM === 0 || conduit.embedding === 'overhead') continue;
    const halfM = outerHalfWidthM(conduit.make);
    for (const [building, awayM] of walls.near(conduit.from.at, conduit.to.at, wantedM + halfM)) {
      const clearM = Math.max(0, awayM - halfM);
      if (clearM >= wantedM - TOLERANCE_M || entered.get(conduit)?.has(building) === true) continue;
      const names = { rowId: conduit.id, other: building.id, utility: conduit.utility };
      yield { origin: 'laid', kind: 'building', ...names, wantedM, isM: mm(clearM), source: HORIZONTAL_TABLE };
    }
  }
}

function* shallow(conduits: readonly LaidConduit[], site: Pick<DemoSite, 'groundLevelM'>): Iterable<Violation> {
  for (const conduit of conduits) {
    const wantedM = leastCoverM(conduit);
    if (wantedM === null) continue;
    // Between places this far apart the ground dips less than this.
    if (coverOfM(conduit, site, ROUGH_STEP_M) > wantedM + ROUGH_DIP_M) continue;
    const coverM = coverOfM(conduit, site, GROUND_STEP_M);
    if (coverM >= wantedM - TOLERANCE_M) continue;
    const { id: rowId, utility } = conduit;
    yield { origin: 'laid', kind: 'cover', rowId, utility, wantedM, isM: mm(coverM), source: COVER_TABLE };
  }
}

/** Least cover between the ends of a line, metres, looked at every `stepM`. */
function coverOfM(conduit: LaidConduit, site: Pick<DemoSite, 'groundLevelM'>, stepM: number): number {
  const { from, to, make, reference, fromLevelM, toLevelM } = conduit;
  const [x, y] = from.at;
  const steps = Math.max(1, Math.ceil(distance(from.at, to.at) / stepM));
  let least = Number.POSITIVE_INFINITY;
  for (let k = 0; k <= steps; k++) {
    const share = k / steps;
    const groundM = site.groundLevelM([x + (to.at[0] - x) * share, y + (to.at[1] - y) * share]);
    const levelM = fromLevelM + (toLevelM - fromLevelM) * share;
    least = Math.min(least, groundM - outerTopOfM(make, reference, levelM));
  }
  return least;
}

function mm(m: number): number {
  return Math.round(m * 1000) / 1000;
}
