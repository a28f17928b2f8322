import { outerHalfWidthM } from '../network/pipe-make.ts';
import {
  distance,
  distanceToLine,
  lineLength,
  type PlanPoint,
  segmentCrossing,
  segmentDistance,
  segmentsOf,
} from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import type { DraftNode } from './draft.ts';
import type { LaidRun } from './lay-network.ts';
import type { Junction, Run, RunsOfNetwork } from './run.ts';

const CELL_M = 30;
/** Between the walls of two runs of one network, away from their junction, metres. */
const OWN_APART_M = 0.12;

/**
 * Runs without those that cross another one of their network away from a junction, or lie in its way, which happens where
 * streets meet at a slant: of two the shorter one is left out.
 */
export function withoutOwnCrossings({ runs, junctions }: RunsOfNetwork): RunsOfNetwork {
  const cells = segmentCells<Run>(CELL_M);
  const dropped = new Set<Run>();
  for (const run of runs) {
    for (const [a, b] of segmentsOf(run.base.points)) {
      cells.near(a, b, WIDEST_M, ({ a: c, b: d, value: other }) => {
        if (dropped.has(run) || dropped.has(other)) return;
        if (!crossesAway(a, b, c, d, run, other) && !liesInWay(a, b, c, d, run, other)) return;
        dropped.add(run.base.lengthM <= other.base.lengthM ? run : other);
      });
    }
    if (dropped.has(run)) continue;
    for (const [a, b] of segmentsOf(run.base.points)) cells.add(a, b, run);
  }
  if (dropped.size === 0) return { runs, junctions };
  for (const junction of junctions) {
    const kept = junction.runs.filter((run) => !dropped.has(run));
    junction.runs.splice(0, junction.runs.length, ...kept);
  }
  return { runs: runs.filter((run) => !dropped.has(run)), junctions };
}

const AT_JUNCTION_M = 0.05;
/** Away from a junction, metres, and how closely a run is looked at. */
const AWAY_M = 5;
const STEP_M = 2;
const WIDEST_M = 3;

/** True where one run, away from junctions of both, lies so near to the other that their walls all but meet. */
function liesInWay(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint, run: Run, other: Run): boolean {
  const apartM = outerHalfWidthM(run.laying.make) + outerHalfWidthM(other.laying.make) + OWN_APART_M;
  if (segmentDistance(a, b, c, d) >= apartM) return false;
  const shared = [run.from, run.to].filter((junction) => other.from === junction || other.to === junction);
  const steps = Math.max(1, Math.ceil(distance(a, b) / STEP_M));
  for (let k = 0; k <= steps; k++) {
    const at: PlanPoint = [a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps];
    if (shared.some((junction) => distance(junction.at, at) < AWAY_M)) continue;
    if (distanceToLine(at, [c, d]) < apartM) return true;
  }
  return false;
}

function crossesAway(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint, run: Run, other: Run): boolean {
  const hit = segmentCrossing(a, b, c, d);
  if (hit === null) return false;
  const at: PlanPoint = [a[0] + (b[0] - a[0]) * hit.t, a[1] + (b[1] - a[1]) * hit.t];
  return ![run.from, run.to].some(
    (junction) => (other.from === junction || other.to === junction) && distance(junction.at, at) < AT_JUNCTION_M,
  );
}

/** The part of a network that hangs together and is largest: what hangs on nothing is not laid. */
export function largestPart({ runs, junctions }: RunsOfNetwork): RunsOfNetwork {
  const seen = new Set<Junction>();
  let best: ReadonlySet<Junction> = new Set();
  for (const junction of junctions) {
    if (seen.has(junction)) continue;
    const part = new Set([junction]);
    for (const each of part) for (const run of each.runs) part.add(run.from).add(run.to);
    for (const each of part) seen.add(each);
    if (part.size > best.size) best = part;
  }
  return {
    runs: runs.filter(({ from }) => best.has(from)),
    junctions: junctions.filter((junction) => best.has(junction)),
  };
}

/** Length of laid runs, metres. */
export function laidLengthM(laid: readonly LaidRun[]): number {
  return laid.reduce((sum, { nodes }) => sum + lineLength(nodes.map(({ at }) => at)), 0);
}

/**
 * Runs of which one can get to the edge of the survey, from where everything comes; the rest hangs on nothing. Where none
 * reaches the edge, those that hang together with the first.
 */
export function fedRuns(laid: readonly LaidRun[], isSource: (node: DraftNode) => boolean): readonly LaidRun[] {
  const byNode = new Map<DraftNode, LaidRun[]>();
  const fed = new Set<LaidRun>();
  for (const run of laid) {
    for (const node of [run.nodes[0], run.nodes.at(-1)]) {
      if (node === undefined) continue;
      const known = byNode.get(node);
      if (known === undefined) byNode.set(node, [run]);
      else known.push(run);
      if (isSource(node)) fed.add(run);
    }
  }
  if (fed.size === 0 && laid[0] !== undefined) fed.add(laid[0]);
  for (const run of fed) {
    for (const node of [run.nodes[0], run.nodes.at(-1)]) {
      for (const next of node === undefined ? [] : (byNode.get(node) ?? [])) fed.add(next);
    }
  }
  return laid.filter((run) => fed.has(run));
}
