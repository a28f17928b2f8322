import { distance, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import { type MeasuredLine, measuredLine } from '../plan/measured-line.ts';
import type { StreetEdge, StreetVertex } from '../plan/street.ts';
import type { StreetLines } from '../plan/street-lines.ts';
import type { Device, DraftNode, Laying } from './draft.ts';
import type { LineChoice } from './line-choice.ts';

/** Where lines of one network meet, or where one ends. */
export interface Junction {
  readonly vertex: StreetVertex;
  readonly at: PlanPoint;
  /** Runs that begin or end here, filled as they are made. */
  readonly runs: Run[];
  node: DraftNode | null;
}

/** A line along one edge of the street network, from junction to junction. */
export interface Run {
  /** Unique among runs and services, from 1 on. */
  readonly id: number;
  readonly network: string;
  readonly edge: StreetEdge;
  readonly laying: Laying;
  readonly from: Junction;
  readonly to: Junction;
  /** The axis with every vertex that the street's curve gives it. */
  readonly base: MeasuredLine;
}

/** A point that the line has anyway: a device, or a place where it is cut because lines of a survey are short. */
export interface Stop {
  readonly stationM: number;
  readonly device: Device | null;
}

/** Runs shorter than this are none: their junctions lie in each other. */
const SHORTEST_M = 2;
/** Vertices of the curve nearer to a junction than this are left out, metres. */
const FROM_JUNCTION_M = 2.5;
/** A meeting farther beside the axis than this, metres, and how far from it the line is back in its place. */
const BESIDE_AXIS_M = 0.1;
const BACK_AFTER_M = 4;

export interface RunsOfNetwork {
  readonly runs: readonly Run[];
  readonly junctions: readonly Junction[];
}

/** All runs of one network: one for each edge whose street has the line. */
export function networkRuns(
  name: string,
  choice: LineChoice,
  edges: readonly StreetEdge[],
  lines: StreetLines,
  nextId: () => number,
): RunsOfNetwork {
  const junctions = new Map<StreetVertex, Junction | null>();
  const junctionAt = (vertex: StreetVertex): Junction | null => {
    const known = junctions.get(vertex);
    if (known !== undefined) return known;
    const at = lines.meeting(vertex, choice.line);
    const made = at === null ? null : { vertex, at, runs: [], node: null };
    junctions.set(vertex, made);
    return made;
  };
  const runs: Run[] = [];
  for (const edge of edges) {
    const laying = choice.layingOf(edge);
    const rightM = edge.street.lies[choice.line];
    if (laying === null || rightM === undefined) continue;
    const [from, to] = [junctionAt(edge.from), junctionAt(edge.to)];
    if (from === null || to === null || distance(from.at, to.at) < SHORTEST_M) continue;
    const path = axisBetween(lines.centre(edge.street), rightM, from.at, to.at);
    const run: Run = { id: nextId(), network: name, edge, laying, from, to, base: measuredLine(path) };
    runs.push(run);
    from.runs.push(run);
    to.runs.push(run);
  }
  return { runs, junctions: [...junctions.values()].filter((each) => each !== null) };
}

function axisBetween(centre: MeasuredLine, rightM: number, from: PlanPoint, to: PlanPoint): PlanLine {
  const [fromM, toM] = [centre.chainageOf(from), centre.chainageOf(to)];
  const inner: { readonly chainageM: number; readonly at: PlanPoint }[] = [];
  for (const [i, at] of centre.parallel(rightM).entries()) {
    const chainageM = centre.chainages[i] ?? 0;
    if (chainageM > fromM + FROM_JUNCTION_M && chainageM < toM - FROM_JUNCTION_M) inner.push({ chainageM, at });
  }
  // Where streets meet at a slant the meeting may lie beside the axis: the line comes back to its place at once.
  if (toM - fromM > 4 * BACK_AFTER_M) {
    for (const [meeting, atM, backM] of [
      [from, fromM, fromM + BACK_AFTER_M] as const,
      [to, toM, toM - BACK_AFTER_M] as const,
    ]) {
      if (distance(meeting, centre.at(atM, rightM)) < BESIDE_AXIS_M) continue;
      if (inner.every(({ chainageM }) => Math.abs(chainageM - backM) > 1))
        inner.push({ chainageM: backM, at: centre.at(backM, rightM) });
    }
  }
  inner.sort((a, b) => a.chainageM - b.chainageM);
  return [from, ...inner.map(({ at }) => at), to];
}

/** A vertex of the line as it is laid: straight from one to the next. */
export interface RunPoint {
  /** Length along the line as laid. */
  readonly stationM: number;
  readonly at: PlanPoint;
  readonly device: Device | null;
  /** How far the line turns here, degrees. */
  readonly turnDeg: number;
}

/** How far a straight stretch may leave the curve, metres: half of what the places of lines leave between them. */
const OFF_CURVE_M = 0.1;

/** The line as laid through its stops, with a bend wherever the curve leaves the straight too far. */
export function runPoints(base: MeasuredLine, stops: readonly Stop[]): readonly RunPoint[] {
  const places: { at: PlanPoint; device: Device | null }[] = [];
  const ends = [{ stationM: 0, device: null }, ...stops, { stationM: base.lengthM, device: null }];
  for (const [i, stop] of ends.entries()) {
    const before = ends[i - 1];
    if (before) for (const at of bendsBetween(base, before.stationM, stop.stationM)) places.push({ at, device: null });
    places.push({ at: base.at(stop.stationM), device: stop.device });
  }
  let stationM = 0;
  return places.map(({ at, device }, i) => {
    const before = places[i - 1]?.at;
    if (before) stationM += distance(before, at);
    return { stationM, at, device, turnDeg: turnDeg(before, at, places[i + 1]?.at) };
  });
}

function bendsBetween(base: MeasuredLine, fromM: number, toM: number): readonly PlanPoint[] {
  const inner: number[] = [];
  for (const [i, chainageM] of base.chainages.entries()) {
    if (chainageM > fromM + 1 && chainageM < toM - 1) inner.push(i);
  }
  const kept: PlanPoint[] = [];
  const split = (a: PlanPoint, b: PlanPoint, low: number, high: number): void => {
    let worst = -1;
    let worstM = OFF_CURVE_M;
    for (let k = low; k < high; k++) {
      const at = base.points[inner[k] ?? -1];
      const offM = at === undefined ? 0 : asideM(at, a, b);
      if (offM <= worstM) continue;
      worst = k;
      worstM = offM;
    }
    const at = base.points[inner[worst] ?? -1];
    if (at === undefined) return;
    split(a, at, low, worst);
    kept.push(at);
    split(at, b, worst + 1, high);
  };
  split(base.at(fromM), base.at(toM), 0, inner.length);
  return kept;
}

function asideM(at: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  return (
    Math.abs((b[0] - a[0]) * (at[1] - a[1]) - (b[1] - a[1]) * (at[0] - a[0])) / Math.hypot(b[0] - a[0], b[1] - a[1])
  );
}

function turnDeg(before: PlanPoint | undefined, at: PlanPoint, after: PlanPoint | undefined): number {
  if (before === undefined || after === undefined) return 0;
  const [ux, uy, vx, vy] = [at[0] - before[0], at[1] - before[1], after[0] - at[0], after[1] - at[1]];
  return (Math.abs(Math.atan2(ux * vy - uy * vx, ux * vx + uy * vy)) * 180) / Math.PI;
}
