import type { PlanPoint } from '../place/plan-geometry.ts';
import { crossingSpan, type LaidSize } from './crossings.ts';
import type { BarredSpan, ProfileTask } from './level-profile.ts';
import type { Obstacle, ObstacleCells } from './obstacle.ts';

/** A line whose levels are wanted: straight from point to point. */
export interface LevelledLine {
  readonly points: readonly { readonly stationM: number; readonly at: PlanPoint }[];
  readonly size: LaidSize;
  /** Things of which this is true do not stand in the way. */
  readonly isOwn: (obstacle: Obstacle) => boolean;
  readonly groundM: (at: PlanPoint) => number;
  readonly aimCoverM: number;
  readonly leastCoverM: number;
  readonly mostCoverM: number;
  /** True over water, where no point of the line lies at its aim; there the ground is looked at every few metres. */
  readonly isOverWater: (at: PlanPoint) => boolean;
  /** The level aimed at where the line starts or ends is given, not the cover's. */
  readonly startAimM: number | null;
}

/** Bends of level lie at least this far from both ends, metres, where lines of one network come close. */
const FROM_ENDS_M = 1.6;
/** Places where the level may bend stand on multiples of this, at least half of it from the line's own points, metres. */
const GRID_M = 0.5;
/** Steepest way from a given start to the cover aimed at. */
const STEEPEST_AIM = 0.06;
/** Samples of the ground in water and on its banks, metres. */
const WATER_STEP_M = 4;

/** The stations of a line, the level it aims at there, and what it must keep. */
export function levelTask(line: LevelledLine, cells: ObstacleCells): ProfileTask {
  const { points, size, groundM } = line;
  const lengthM = points.at(-1)?.stationM ?? 0;
  const own = points.map(({ stationM }) => stationM);
  const stations = new Set(own);
  const barred: BarredSpan[] = [];
  const reachM = size.halfWidthM + 0.5;
  for (let i = 0; i + 1 < points.length; i++) {
    const [p, q] = [points[i], points[i + 1]];
    if (p === undefined || q === undefined) continue;
    cells.near(p.at, q.at, reachM + 1.5, ({ value }) => {
      if (line.isOwn(value)) return;
      const span = crossingSpan(p.at, q.at, size, value);
      if (span === null) return;
      const fromM = outward(p.stationM + span.fromM, own, lengthM, -1);
      const toM = outward(p.stationM + span.toM, own, lengthM, 1);
      stations.add(fromM).add(toM);
      barred.push({ fromM, toM, lowM: span.lowM, highM: span.highM });
    });
    if (q.stationM - p.stationM > WATER_STEP_M && touchesWater(line, p.at, q.at)) {
      const count = Math.floor((q.stationM - p.stationM) / WATER_STEP_M);
      for (let k = 1; k < count; k++) {
        stations.add(outward(p.stationM + k * WATER_STEP_M, own, lengthM, -1));
      }
    }
  }
  const stationsM = [...stations].toSorted((a, b) => a - b);
  const grounds = alongLine(points, stationsM).map(groundM);
  const aimM = aims(line, stationsM, grounds);
  const lowestM = grounds.map((ground) => ground - line.mostCoverM);
  const highestM = grounds.map((ground) => ground - line.leastCoverM);
  return { stationsM, aimM, lowestM, highestM, barred };
}

function touchesWater({ isOverWater }: LevelledLine, a: PlanPoint, b: PlanPoint): boolean {
  const steps = Math.max(1, Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]) / 15));
  for (let k = 0; k <= steps; k++) {
    if (isOverWater([a[0] + ((b[0] - a[0]) * k) / steps, a[1] + ((b[1] - a[1]) * k) / steps])) return true;
  }
  return false;
}

/** The next allowed station at or beyond a length, down (-1) or up (1) the line. */
function outward(stationM: number, own: readonly number[], lengthM: number, way: -1 | 1): number {
  if (stationM <= FROM_ENDS_M) return way < 0 ? 0 : Math.min(lengthM, firstBeyond(FROM_ENDS_M, own, lengthM));
  if (stationM >= lengthM - FROM_ENDS_M) {
    return way > 0 ? lengthM : Math.max(0, lastBefore(lengthM - FROM_ENDS_M, own, lengthM));
  }
  return way > 0 ? firstBeyond(stationM, own, lengthM) : lastBefore(stationM, own, lengthM);
}

function firstBeyond(stationM: number, own: readonly number[], lengthM: number): number {
  const onGrid = Math.ceil(stationM / GRID_M - 1e-9) * GRID_M;
  const next = own.find((each) => each >= stationM - 1e-9) ?? lengthM;
  const before = own.findLast((each) => each < stationM - 1e-9) ?? 0;
  if (next - onGrid < GRID_M / 2) return next;
  return onGrid - before < GRID_M / 2 ? Math.min(next, onGrid + GRID_M) : onGrid;
}

function lastBefore(stationM: number, own: readonly number[], lengthM: number): number {
  const onGrid = Math.floor(stationM / GRID_M + 1e-9) * GRID_M;
  const before = own.findLast((each) => each <= stationM + 1e-9) ?? 0;
  const next = own.find((each) => each > stationM + 1e-9) ?? lengthM;
  if (onGrid - before < GRID_M / 2) return before;
  return next - onGrid < GRID_M / 2 ? Math.max(before, onGrid - GRID_M) : onGrid;
}

/** Places at lengths along the line, both ascending. */
export function alongLine(points: LevelledLine['points'], stationsM: readonly number[]): readonly PlanPoint[] {
  let i = 0;
  return stationsM.map((stationM) => {
    while (i + 2 < points.length && (points[i + 1]?.stationM ?? 0) < stationM) i++;
    const [p, q] = [points[i], points[i + 1]];
    if (p === undefined || q === undefined) return points[0]?.at ?? [0, 0];
    const share = (stationM - p.stationM) / (q.stationM - p.stationM);
    return [p.at[0] + (q.at[0] - p.at[0]) * share, p.at[1] + (q.at[1] - p.at[1]) * share];
  });
}

/** Straight between the line's own points on dry ground, so that a line that keeps its aim needs no further bend. */
function aims(line: LevelledLine, stationsM: readonly number[], grounds: readonly number[]): readonly number[] {
  const { points, aimCoverM, startAimM } = line;
  const knots: { stationM: number; aimM: number }[] = [];
  const first = points[0]?.stationM;
  const last = points.at(-1)?.stationM;
  for (const { stationM, at } of points) {
    const isEnd = stationM === first || stationM === last;
    if (!isEnd && line.isOverWater(at)) continue;
    const wantedM = line.groundM(at) - aimCoverM;
    if (startAimM === null) knots.push({ stationM, aimM: wantedM });
    else {
      const reachM = STEEPEST_AIM * (stationM - (first ?? 0));
      knots.push({ stationM, aimM: Math.max(startAimM - reachM, Math.min(startAimM + reachM, wantedM)) });
    }
  }
  let k = 0;
  return stationsM.map((stationM, i) => {
    while (k + 2 < knots.length && (knots[k + 1]?.stationM ?? 0) < stationM) k++;
    const [p, q] = [knots[k], knots[k + 1]];
    if (p === undefined || q === undefined) return (grounds[i] ?? 0) - aimCoverM;
    return p.aimM + ((q.aimM - p.aimM) * (stationM - p.stationM)) / (q.stationM - p.stationM);
  });
}
