import { containsPoint } from '../geometry/polygon.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';
import { clearanceToThingFor } from '../rules/clearance-for.ts';
import type { ClearanceMatch } from '../rules/rule-match.ts';
import type { BuildingFootprints } from './building-footprints.ts';
import type { ClearanceRows } from './clearance-rows.ts';
import { widestBandM } from './district-pairs.ts';
import type { EnteredBuildings } from './entered-buildings.ts';
import { BAND_SIGMAS, type LayVerdict, TABLE_EPSILON_M } from './lay-verdict.ts';

/** A conduit that lies nearer to a building than the table wants, or may. */
export interface BuildingFinding {
  readonly index: number;
  readonly buildingId: string;
  /** `collision`: it lies under or in the footprint. */
  readonly verdict: Exclude<LayVerdict, 'ok'>;
  /** Outer wall to the footprint in plan, 0 within it; of the bare axis where the size is unknown: then an upper bound. */
  readonly foundM: number;
  readonly sizeKnown: boolean;
  readonly match: ClearanceMatch;
}

/**
 * Conduits too near to buildings, in plan and whatever their levels. Verdicts as those of pairs: what fails only by facts
 * that are unknown is `unknown`. A service has to reach its building, and is judged against all others alone: `entered` says
 * which it enters (see `enteredBuildings`). Left out are conduits whose kind no row keeps from buildings.
 */
export function buildingViolations(
  rows: ClearanceRows,
  buildings: BuildingFootprints,
  entered: EnteredBuildings,
): readonly BuildingFinding[] {
  const { table, kinds } = rows;
  const matches = new Map<number, ClearanceMatch | null>();
  const findings: BuildingFinding[] = [];
  const bandM = widestBandM(rows);
  for (const [i, facts] of table.facts.entries()) {
    const kind = rows.kind[i] ?? 0;
    let match = matches.get(kind);
    if (match === undefined) {
      match = clearanceToThingFor(kinds.rules, facts, 'building');
      matches.set(kind, match);
    }
    if (match === null || facts.kind !== 'conduit') continue;
    const own = entered.get(i) ?? [];
    const found = match;
    const sigma = rows.sigmaXyM[i] ?? Number.NaN;
    const reachM = match.wantedM + (rows.allowanceM[i] ?? 0) + (Number.isNaN(sigma) ? bandM : BAND_SIGMAS * sigma);
    const b = i * 4;
    buildings.index.search(
      (table.bounds[b] ?? 0) - reachM,
      (table.bounds[b + 1] ?? 0) - reachM,
      (table.bounds[b + 2] ?? 0) + reachM,
      (table.bounds[b + 3] ?? 0) + reachM,
      (k) => {
        if (own.includes(k)) return undefined;
        const finding = judge(rows, i, buildings, k, found);
        if (finding !== null && finding.foundM <= reachM) findings.push(finding);
        return undefined;
      },
    );
  }
  return findings;
}

function judge(
  rows: ClearanceRows,
  i: number,
  buildings: BuildingFootprints,
  k: number,
  match: ClearanceMatch,
): BuildingFinding | null {
  const half = rows.table.halfWidthM[i] ?? Number.NaN;
  const sizeKnown = !Number.isNaN(half);
  const foundM = Math.max(0, axisToRingM(rows, i, buildings, k) - (sizeKnown ? half : 0));
  const verdict = verdictOf(foundM, rows.allowanceM[i] ?? 0, rows.sigmaXyM[i] ?? Number.NaN, match);
  if (verdict === 'ok') return null;
  return { index: i, buildingId: buildings.ids[k] ?? '', verdict, foundM, sizeKnown, match };
}

function verdictOf(foundM: number, allowanceM: number, sigmaXyM: number, match: ClearanceMatch): LayVerdict {
  if (foundM === 0) return 'collision';
  const wantedM = match.wantedM - TABLE_EPSILON_M;
  if (foundM < wantedM) return match.assumed.length > 0 ? 'unknown' : 'belowTable';
  if (foundM - allowanceM < wantedM) return 'unknown';
  if (Number.isNaN(sigmaXyM)) return 'unknown';
  return foundM - allowanceM <= BAND_SIGMAS * sigmaXyM ? 'insideUncertainty' : 'ok';
}

/** Least distance of the axis from the footprint in plan; 0 where it lies within or crosses it. */
function axisToRingM({ table }: ClearanceRows, i: number, { corners, starts }: BuildingFootprints, k: number): number {
  const ring = corners.subarray((starts[k] ?? 0) * 2, (starts[k + 1] ?? 0) * 2);
  const shares: SegmentShares = { s: 0, t: 0 };
  let least = Number.POSITIVE_INFINITY;
  for (let p = (table.starts[i] ?? 0) * 3; p < ((table.starts[i + 1] ?? 0) - 1) * 3; p += 3) {
    const ax = table.axes[p] ?? 0;
    const ay = table.axes[p + 1] ?? 0;
    if (containsPoint(ring, ax, ay)) return 0;
    const bx = table.axes[p + 3] ?? 0;
    const by = table.axes[p + 4] ?? 0;
    let cx = ring.at(-2) ?? 0;
    let cy = ring.at(-1) ?? 0;
    for (let c = 0; c < ring.length; c += 2) {
      const dx = ring[c] ?? 0;
      const dy = ring[c + 1] ?? 0;
      least = Math.min(least, segmentDistance2(ax, ay, bx, by, cx, cy, dx, dy, shares));
      cx = dx;
      cy = dy;
    }
  }
  return least;
}
