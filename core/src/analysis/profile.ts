import { planStations } from '../geometry/polyline.ts';
import type { GroundSampler } from '../pit/pit-ground.ts';
import type { ConduitTable } from './conduit-table.ts';
import { type GroundLine, groundAlong, groundLevelAt } from './ground-line.ts';
import { judgeSlope, type LeastSlope, leastSlopeFor, type SlopeVerdict } from './least-slope.ts';
import { type LevelBand, unknownLevelBand } from './level-band.ts';
import { outerTopOf } from './outer-top.ts';
import type { PlacedNode } from './placed-node.ts';
import { type ProfileCrossing, profileCrossings } from './profile-crossings.ts';
import { type ProfileNode, profileNodes } from './profile-nodes.ts';
import { legAxis, type PathLeg, pathLegs } from './profile-path.ts';
import { slopeOf } from './slope.ts';

/** A point of a leg: its levels, each null where unknown. */
export interface ProfilePoint {
  readonly stationM: number;
  readonly axisM: number | null;
  readonly invertM: number | null;
  readonly outerTopM: number | null;
  readonly outerBottomM: number | null;
}

/** A conduit of the path, in the direction of travel. Metres. */
export interface ProfileLeg extends PathLeg {
  readonly id: string;
  readonly fromM: number;
  readonly toM: number;
  /** At every vertex. */
  readonly points: readonly ProfilePoint[];
  readonly planLengthM: number;
  readonly lengthM: number | null;
  /** Fall in the direction of travel over the plan length; negative rises. Null is unknown. */
  readonly slope: number | null;
  readonly leastSlope: LeastSlope | null;
  /** Of the fall from the conduit's own first point to its last, which is its flow. */
  readonly slopeVerdict: SlopeVerdict;
  /** Where its axis can lie at both ends, if its level is unknown; null where it is known, or the ground is not. */
  readonly bands: { readonly from: LevelBand | null; readonly to: LevelBand | null } | null;
}

/** A longitudinal profile (纵断面): stations are plan distances along the path, metres. */
export interface LongitudinalProfile {
  readonly lengthM: number;
  readonly ground: GroundLine;
  readonly legs: readonly ProfileLeg[];
  /** One more than legs: where the path begins, each node between two legs, and where it ends. */
  readonly nodes: readonly ProfileNode[];
  /** By station. */
  readonly crossings: readonly ProfileCrossing[];
  /** The path in plan, flat x, y. */
  readonly path: Float64Array;
}

/**
 * The profile along a chain of conduits, whatever meets at their nodes: branches are listed at their node, conduits that
 * cross in plan at their station. Levels that are unknown are null and never interpolated. Throws `AnalysisError` as
 * `pathLegs` does.
 */
export function longitudinalProfile(
  table: ConduitTable,
  nodes: readonly PlacedNode[],
  ids: readonly string[],
  ground: GroundSampler,
  startNode: string | null = null,
): LongitudinalProfile {
  const path = pathLegs(table, ids, startNode);
  const plan: number[] = [];
  for (const leg of path) {
    const axis = legAxis(table, leg);
    for (let k = 0; k < axis.length; k += 3) {
      const [x, y] = [axis[k] ?? 0, axis[k + 1] ?? 0];
      if (x !== plan.at(-2) || y !== plan.at(-1)) plan.push(x, y);
    }
  }
  // A lone riser has one place in plan.
  if (plan.length === 2) plan.push(plan[0] ?? 0, plan[1] ?? 0);
  const flat = Float64Array.from(plan);
  const groundLine = groundAlong(flat, ground);
  const starts = legStarts(table, path);
  const legs = path.map((leg, i) => profileLeg(table, leg, starts[i] ?? 0, groundLine));
  return {
    lengthM: starts.at(-1) ?? 0,
    ground: groundLine,
    legs,
    nodes: profileNodes(table, nodes, legs, groundLine),
    crossings: profileCrossings(table, legs, groundLine),
    path: flat,
  };
}

/** Station of each leg's beginning, and of the end. A step in plan between two legs at a node counts as it is drawn. */
function legStarts(table: ConduitTable, path: readonly PathLeg[]): readonly number[] {
  const starts: number[] = [];
  let station = 0;
  let [x, y] = [Number.NaN, Number.NaN];
  for (const leg of path) {
    const axis = legAxis(table, leg);
    const step = Math.hypot((axis[0] ?? 0) - x, (axis[1] ?? 0) - y);
    if (Number.isFinite(step)) station += step;
    starts.push(station);
    station += planStations(axis, 3).at(-1) ?? 0;
    [x, y] = [axis.at(-3) ?? 0, axis.at(-2) ?? 0];
  }
  return [...starts, station];
}

function profileLeg(table: ConduitTable, leg: PathLeg, fromM: number, ground: GroundLine): ProfileLeg {
  const facts = table.facts[leg.index];
  const axis = legAxis(table, leg);
  const stations = planStations(axis, 3);
  const planLengthM = stations.at(-1) ?? 0;
  const own = slopeOf(table, leg.index);
  const topLine = outerTopOf(table, leg.index).line;
  const half = table.halfHeightM[leg.index] ?? Number.NaN;
  const n = stations.length;
  const [first, last] = leg.reversed ? [facts?.to, facts?.from] : [facts?.from, facts?.to];
  const share = (k: number) => (planLengthM === 0 ? k / (n - 1) : (stations[k] ?? 0) / planLengthM);
  const points = Array.from({ length: n }, (_, k): ProfilePoint => {
    const axisM = known(axis[k * 3 + 2]);
    const outerTopM = known(topLine[(leg.reversed ? n - 1 - k : k) * 3 + 2]);
    return {
      stationM: fromM + (stations[k] ?? 0),
      axisM: axisM ?? endLevel(k, n, first?.axisM, last?.axisM),
      invertM: between(first?.invertM, last?.invertM, share(k)) ?? endLevel(k, n, first?.invertM, last?.invertM),
      outerTopM: outerTopM ?? endLevel(k, n, first?.outerTopM, last?.outerTopM),
      outerBottomM: axisM !== null && outerTopM !== null && Number.isFinite(half) ? 2 * axisM - outerTopM : null,
    };
  });
  const leastSlope = facts === undefined ? null : leastSlopeFor(facts);
  const levelKnown = table.levelKnown[leg.index] === 1;
  return {
    ...leg,
    id: facts?.id ?? '',
    fromM,
    toM: fromM + planLengthM,
    points,
    planLengthM,
    lengthM: own.lengthM,
    slope: own.slope === null ? null : leg.reversed ? -own.slope : own.slope,
    leastSlope,
    slopeVerdict: judgeSlope(own.slope, facts?.utility ?? 'unknown', leastSlope),
    bands: levelKnown
      ? null
      : {
          from: unknownLevelBand(groundLevelAt(ground, fromM)),
          to: unknownLevelBand(groundLevelAt(ground, fromM + planLengthM)),
        },
  };
}

function known(level: number | undefined): number | null {
  return level !== undefined && Number.isFinite(level) ? level : null;
}

/** Where only one end is known, that end keeps what is known of it. */
function endLevel(
  k: number,
  n: number,
  first: number | null | undefined,
  last: number | null | undefined,
): number | null {
  if (k === 0) return first ?? null;
  return k === n - 1 ? (last ?? null) : null;
}

function between(first: number | null | undefined, last: number | null | undefined, share: number): number | null {
  if (first === null || first === undefined || last === null || last === undefined) return null;
  return first * (1 - share) + last * share;
}
