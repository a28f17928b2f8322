import { outerHalfWidthM, type PipeMake } from '../network/pipe-make.ts';
import { distance, nearestShare, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import { distanceToSegment, segmentCells } from '../place/segment-cells.ts';
import { type DrainNode, type DrainPipe, floorM, halfWidthM, roofM } from './drain-draft.ts';

/** A drain that is thought of: its ends need not be nodes yet. */
export interface ProposedDrain {
  readonly a: PlanPoint;
  readonly b: PlanPoint;
  readonly make: PipeMake;
  readonly fromLevelM: number;
  readonly toLevelM: number;
  /** What it ends at, which it need not keep clear of, nor of what ends there. */
  readonly ends: readonly DrainNode[];
}

/** What is laid so far, found by place. */
export interface GravityIndex {
  add(pipe: DrainPipe): void;
  addShaft(node: DrainNode, radiusM: number): void;
  /** Highest outer top from a to b that keeps `clearanceM` below all that is laid; infinite where nothing is. */
  highestTopM(a: PlanPoint, b: PlanPoint, halfM: number, clearanceM: number): number;
  /** Least vertical distance between outer walls wherever the drain and one laid overlap in plan; infinite where none does. */
  leastGapM(drain: ProposedDrain): number;
  /** True when a drain from a to b keeps `clearM` between its wall and every shaft but those it ends at. */
  hasShaftRoom(drain: ProposedDrain, clearM: number): boolean;
  /** True when a shaft of the radius keeps `clearM` to all walls and shafts. */
  hasRoomFor(at: PlanPoint, radiusM: number, clearM: number, ends: readonly DrainNode[]): boolean;
}

/** Plan distance within which two drains count as overlapping although their walls do not, metres. */
const BESIDE_M = 0.4;
const CELL_M = 24;
/** Nothing here is wider than this from its axis to its wall, metres. */
const WIDEST_HALF_M = 2.4;

interface Shaft {
  readonly node: DrainNode;
  readonly radiusM: number;
}

export function gravityIndex(): GravityIndex {
  const pipes = segmentCells<DrainPipe>(CELL_M);
  const shafts = segmentCells<Shaft>(CELL_M);
  return {
    add(pipe) {
      pipes.add(pipe.from.at, pipe.to.at, pipe);
    },
    addShaft(node, radiusM) {
      shafts.add(node.at, node.at, { node, radiusM });
    },
    highestTopM(a, b, halfM, clearanceM) {
      let capM = Number.POSITIVE_INFINITY;
      pipes.near(a, b, halfM + WIDEST_HALF_M + BESIDE_M, ({ value: pipe }) => {
        const reachM = halfM + halfWidthM(pipe) + BESIDE_M;
        const meet = nearest(a, b, pipe.from.at, pipe.to.at);
        if (meet.apartM > reachM) return;
        const slope = Math.abs(pipe.fromLevelM - pipe.toLevelM) / pipe.lengthM;
        const bottomM = levelAt(pipe, meet.u) - floorM(pipe.make) - slope * Math.min(pipe.lengthM, reachM * 2);
        capM = Math.min(capM, bottomM - clearanceM);
      });
      return capM;
    },
    leastGapM(drain) {
      let leastM = Number.POSITIVE_INFINITY;
      const halfM = outerHalfWidthM(drain.make);
      pipes.near(drain.a, drain.b, halfM + WIDEST_HALF_M, ({ value: pipe }) => {
        if (drain.ends.includes(pipe.from) || drain.ends.includes(pipe.to)) return;
        leastM = Math.min(leastM, gapM(drain, halfM, pipe));
      });
      return leastM;
    },
    hasShaftRoom({ a, b, make, ends }, clearM) {
      let isFree = true;
      const halfM = outerHalfWidthM(make);
      shafts.near(a, b, halfM + WIDEST_HALF_M + clearM, ({ a: at, value: { node, radiusM } }) => {
        if (ends.includes(node)) return;
        if (distanceToSegment(at, a, b) < halfM + radiusM + clearM) isFree = false;
      });
      return isFree;
    },
    hasRoomFor(at, radiusM, clearM, ends) {
      let isFree = true;
      shafts.near(at, at, radiusM + WIDEST_HALF_M + clearM, ({ a, value }) => {
        if (!ends.includes(value.node) && distance(a, at) < radiusM + value.radiusM + clearM) isFree = false;
      });
      pipes.near(at, at, radiusM + WIDEST_HALF_M + clearM, ({ a, b, value: pipe }) => {
        if (ends.includes(pipe.from) || ends.includes(pipe.to)) return;
        if (distanceToSegment(at, a, b) < radiusM + halfWidthM(pipe) + clearM) isFree = false;
      });
      return isFree;
    },
  };
}

function levelAt(pipe: Pick<DrainPipe, 'fromLevelM' | 'toLevelM'>, share: number): number {
  return pipe.fromLevelM + (pipe.toLevelM - pipe.fromLevelM) * share;
}

function gapM(drain: ProposedDrain, halfM: number, pipe: DrainPipe): number {
  const meet = nearest(drain.a, drain.b, pipe.from.at, pipe.to.at);
  const widthM = halfM + halfWidthM(pipe);
  if (meet.apartM > widthM) return Number.POSITIVE_INFINITY;
  const lengthM = distance(drain.a, drain.b);
  // Along each axis they overlap this far on both sides of where they meet.
  const overM = widthM / Math.max(1e-6, meet.sine);
  const slopes =
    (Math.abs(drain.fromLevelM - drain.toLevelM) / lengthM) * Math.min(lengthM, overM) +
    (Math.abs(pipe.fromLevelM - pipe.toLevelM) / pipe.lengthM) * Math.min(pipe.lengthM, overM);
  const invertM = levelAt(drain, meet.t);
  const laidM = levelAt(pipe, meet.u);
  const aboveM = invertM - floorM(drain.make) - (laidM + roofM(pipe.make));
  const belowM = laidM - floorM(pipe.make) - (invertM + roofM(drain.make));
  return Math.max(aboveM, belowM) - slopes;
}

interface Meeting {
  /** Shares along both stretches where they cross or come nearest. */
  readonly t: number;
  readonly u: number;
  readonly apartM: number;
  /** Sine of the angle between them. */
  readonly sine: number;
}

function nearest(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): Meeting {
  const cross = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  const sine = Math.abs(cross) / Math.max(1e-9, distance(a, b) * distance(c, d));
  const hit = segmentCrossing(a, b, c, d);
  if (hit) return { t: hit.t, u: hit.u, apartM: 0, sine };
  let best: Meeting = { t: 0, u: 0, apartM: Number.POSITIVE_INFINITY, sine };
  for (const [t, end] of [[0, a] as const, [1, b] as const]) {
    const u = nearestShare(end, c, d);
    const apartM = distance(end, between(c, d, u));
    if (apartM < best.apartM) best = { t, u, apartM, sine };
  }
  for (const [u, end] of [[0, c] as const, [1, d] as const]) {
    const t = nearestShare(end, a, b);
    const apartM = distance(end, between(a, b, t));
    if (apartM < best.apartM) best = { t, u, apartM, sine };
  }
  return best;
}

function between(a: PlanPoint, b: PlanPoint, share: number): PlanPoint {
  return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
}
