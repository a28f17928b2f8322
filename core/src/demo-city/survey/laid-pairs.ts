import { besideClearanceM, MOST_BESIDE_M } from '../mains/beside-clearance.ts';
import { kindOf, verticalGap } from '../mains/clearance-audit.ts';
import { verticalClearanceM } from '../mains/clearance-table.ts';
import type { LaidConduit, LaidNode } from '../network/laid.ts';
import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { distance, type PlanPoint, segmentDistance } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import { type LaidSolid, laidSolid, planGapM, spaceGapM } from './laid-solid.ts';

/** Two lines nearer to each other than the tables allow, and in which way. */
export interface LaidPair {
  readonly kind: 'collision' | 'vertical' | 'horizontal';
  readonly a: LaidConduit;
  readonly b: LaidConduit;
  /** Outer wall to outer wall, metres: in plan, or along a vertical, where below 0 they run through each other. */
  readonly foundM: number;
  readonly wantedM: number;
}

const CELL_M = 12;
/** Levels and places are to the millimetre. */
const TOLERANCE_M = 0.002;
const WIDEST_HALF_M = 2.5;
/** Lines turned less than this against each other run side by side: sine of 6 degrees; in a tunnel, of 10. */
const BESIDE_SINE = 0.105;
const TUNNEL_SINE = 0.174;
/** Over this length, or half of the shorter line if that is less, but never over less than the other; metres. */
const BESIDE_M = 8;
const LEAST_BESIDE_M = 2;
/** Room for a bend in a short piece between two lines, metres. */
const BEND_M = 0.05;
/** Vertical distances are found to this, metres. */
const FINE_M = 0.0005;

/**
 * Every pair of lines that lies too near. Where one lies over the other the vertical table holds; where they run side by
 * side, the horizontal one; an end or a corner that comes near and goes keeps either. Lines that meet in a point or are
 * joined by a piece too short to part them are one, and so are those that run along each other in a tunnel.
 */
export function laidPairs(conduits: readonly LaidConduit[]): readonly LaidPair[] {
  const cells = segmentCells<LaidConduit>(CELL_M);
  const joints = new Map<LaidNode, LaidConduit[]>();
  const found: LaidPair[] = [];
  for (const a of conduits) {
    for (const node of [a.from, a.to]) {
      const known = joints.get(node);
      if (known === undefined) joints.set(node, [a]);
      else known.push(a);
    }
  }
  const judge = new PairJudge(joints);
  for (const a of conduits) {
    if (a.embedding === 'overhead') continue;
    const halfM = outerHalfWidthM(a.make);
    cells.near(a.from.at, a.to.at, halfM + WIDEST_HALF_M + MOST_BESIDE_M, ({ value: b }) => {
      const pair = judge.judge(b, a);
      if (pair !== null) found.push(pair);
    });
    cells.add(a.from.at, a.to.at, a);
  }
  return found;
}

class PairJudge {
  readonly #joints: ReadonlyMap<LaidNode, readonly LaidConduit[]>;
  readonly #solids = new Map<LaidConduit, LaidSolid>();

  constructor(joints: ReadonlyMap<LaidNode, readonly LaidConduit[]>) {
    this.#joints = joints;
  }

  judge(a: LaidConduit, b: LaidConduit): LaidPair | null {
    if (isOneOf(a.from, b) || isOneOf(a.to, b)) return null;
    const isThroughWall = (a.embedding === 'tunnel') !== (b.embedding === 'tunnel');
    const besideM = isThroughWall ? null : besideClearanceM(a, b);
    const axesM = segmentDistance(a.from.at, a.to.at, b.from.at, b.to.at);
    if (axesM > (besideM ?? 0) + outerHalfWidthM(a.make) + outerHalfWidthM(b.make)) return null;
    if (a.embedding === 'tunnel' && b.embedding === 'tunnel' && sineOf(a, b) <= TUNNEL_SINE) return null;
    const [one, other] = [this.#solidOf(a), this.#solidOf(b)];
    const overM = isThroughWall ? null : overClearanceM(a, b);
    const gapM = planGapM(one, other);
    const pair = gapM <= 0 ? overEachOther(one, other, overM ?? 0) : besideEachOther(one, other, gapM, besideM, overM);
    return pair === null || this.#isJoined(pair, one, other) ? null : pair;
  }

  #solidOf(conduit: LaidConduit): LaidSolid {
    const known = this.#solids.get(conduit);
    if (known !== undefined) return known;
    const solid = laidSolid(conduit);
    this.#solids.set(conduit, solid);
    return solid;
  }

  /** True where a piece joins the two that is so short that they can lie no farther apart. */
  #isJoined({ a, b, kind }: LaidPair, one: LaidSolid, other: LaidSolid): boolean {
    if (a.utility !== b.utility) return false;
    const nearM = (kind === 'collision' ? 0 : spaceGapM(one, other)) + outerM(a) + outerM(b) + BEND_M;
    return [a.from, a.to].some((node) =>
      (this.#joints.get(node) ?? []).some((piece) => {
        const far = piece.from === node ? piece.to : piece.from;
        return piece.utility === a.utility && isOneOf(far, b) && lengthOf(piece) <= nearM;
      }),
    );
  }
}

/** What the vertical table wants; null where it does not know one of the two. */
function overClearanceM(a: LaidConduit, b: LaidConduit): number | null {
  if (a.utility === 'industrial' || b.utility === 'industrial') return null;
  const [kindA, kindB] = [kindOf(a), kindOf(b)];
  return kindA === 'trench' && kindB === 'trench' ? null : verticalClearanceM(kindA, kindB);
}

function overEachOther(one: LaidSolid, other: LaidSolid, wantedM: number): LaidPair | null {
  const [a, b] = [one.conduit, other.conduit];
  const apartM = verticalGap(a, b) ?? leastLevelGapM(one, other);
  if (apartM >= wantedM - TOLERANCE_M && apartM > 0) return null;
  const foundM = verticalGapM(one, other, wantedM);
  if (foundM <= 0) return { kind: 'collision', a, b, foundM: Math.min(foundM, apartM), wantedM };
  return foundM < wantedM - TOLERANCE_M ? { kind: 'vertical', a, b, foundM, wantedM } : null;
}

function besideEachOther(
  one: LaidSolid,
  other: LaidSolid,
  gapM: number,
  besideM: number | null,
  overM: number | null,
): LaidPair | null {
  if (besideM === null || gapM >= besideM - TOLERANCE_M) return null;
  const [a, b] = [one.conduit, other.conduit];
  const isNear = overM === null || runsAlong(a, b) || spaceGapM(one, other) < overM - TOLERANCE_M;
  return isNear ? { kind: 'horizontal', a, b, foundM: gapM, wantedM: besideM } : null;
}

/** Highest wall of one to lowest of the other: where corners alone lie over each other. */
function leastLevelGapM(one: LaidSolid, other: LaidSolid): number {
  const top = ({ a, b, halfHeightM }: LaidSolid): number => Math.max(a[2], b[2]) + halfHeightM;
  const bottom = ({ a, b, halfHeightM }: LaidSolid): number => Math.min(a[2], b[2]) - halfHeightM;
  return Math.max(bottom(one) - top(other), bottom(other) - top(one));
}

/**
 * Least gap along a vertical, metres, where it is less than `wantedM`; 0 where they meet. One is lifted, or lowered,
 * until it touches the other: the distance in space has one least value over the lift, for both are convex.
 */
function verticalGapM(one: LaidSolid, other: LaidSolid, wantedM: number): number {
  let least = wantedM;
  for (const sign of [1, -1]) {
    const gapAt = (liftM: number): number => spaceGapM(one, other, sign * liftM);
    if (gapAt(0) <= 0) return 0;
    let [low, high] = [0, wantedM];
    while (high - low > FINE_M) {
      const [p, q] = [low + (high - low) / 3, high - (high - low) / 3];
      const [atP, atQ] = [gapAt(p), gapAt(q)];
      if (atP <= 0) [low, high] = [0, p];
      else if (atQ <= 0) [low, high] = [p, q];
      else if (atP < atQ) high = q;
      else low = p;
      if (Math.min(atP, atQ) <= 0) {
        least = Math.min(least, firstTouch(gapAt, atP <= 0 ? p : q));
        break;
      }
    }
  }
  return least;
}

/** The least lift up to `touches` at which the gap is closed. */
function firstTouch(gapAt: (liftM: number) => number, touches: number): number {
  let [low, high] = [0, touches];
  while (high - low > FINE_M / 10) {
    const middle = (low + high) / 2;
    if (gapAt(middle) <= 0) high = middle;
    else low = middle;
  }
  return high;
}

/** True where one lies beside the other long enough for the trench of one to lay the other bare. */
function runsAlong(a: LaidConduit, b: LaidConduit): boolean {
  if (sineOf(a, b) > BESIDE_SINE) return false;
  const wantedM = Math.max(LEAST_BESIDE_M, Math.min(BESIDE_M, lengthOf(a) / 2, lengthOf(b) / 2)) - TOLERANCE_M * 5;
  return Math.max(sharedM(a, b), sharedM(b, a)) >= wantedM;
}

/** Length of one line that the other lies beside. */
function sharedM(a: LaidConduit, b: LaidConduit): number {
  const lengthM = lengthOf(a);
  const [ux, uy] = [a.to.at[0] - a.from.at[0], a.to.at[1] - a.from.at[1]];
  const along = (p: PlanPoint): number => ((p[0] - a.from.at[0]) * ux + (p[1] - a.from.at[1]) * uy) / lengthM;
  const [p, q] = [along(b.from.at), along(b.to.at)];
  return Math.min(lengthM, Math.max(p, q)) - Math.max(0, Math.min(p, q));
}

function sineOf(a: LaidConduit, b: LaidConduit): number {
  const [ux, uy] = [a.to.at[0] - a.from.at[0], a.to.at[1] - a.from.at[1]];
  const [vx, vy] = [b.to.at[0] - b.from.at[0], b.to.at[1] - b.from.at[1]];
  return Math.abs(ux * vy - uy * vx) / (Math.hypot(ux, uy) * Math.hypot(vx, vy));
}

function isOneOf(node: LaidNode, { from, to }: LaidConduit): boolean {
  return node === from || node === to;
}

function lengthOf({ from, to }: LaidConduit): number {
  return distance(from.at, to.at);
}

function outerM({ make }: LaidConduit): number {
  return Math.max(outerHalfWidthM(make), outerHeightM(make) / 2);
}
