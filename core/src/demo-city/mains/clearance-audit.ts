import { isGravityUtility } from '../../model/utility.ts';
import type { LaidConduit, LaidNetwork } from '../network/laid.ts';
import { outerHalfWidthM, outerHeightM } from '../network/pipe-make.ts';
import { nearestShare, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import { type ClearanceKind, horizontalClearanceM, verticalClearanceM } from './clearance-table.ts';
import { capsuleOverlap } from './crossings.ts';
import { outerTopOfM } from './obstacle.ts';

/** Two lines nearer to each other than the tables allow. */
export interface ClearanceFinding {
  readonly a: LaidConduit;
  readonly b: LaidConduit;
  /** Outer wall to outer wall as found, and as wanted, metres; negative: one lies in the other. */
  readonly foundM: number;
  readonly wantedM: number;
}

export interface ClearanceAudit {
  /** Where lines lie over each other in plan. */
  readonly vertical: readonly ClearanceFinding[];
  /** Where mains run side by side. */
  readonly horizontal: readonly ClearanceFinding[];
  /** How many pairs were judged. */
  readonly crossings: number;
  readonly parallels: number;
}

const CELL_M = 15;
/** Levels are to the millimetre. */
const TOLERANCE_M = 0.002;
/** Lines that turn less than this against each other run side by side: sine of 6 degrees. */
const PARALLEL = 0.105;
const REACH_M = 4;
/** Lines that pass each other over less than this, where streets meet, do not run side by side, metres. */
const BESIDE_M = 8;

/** Judges every pair of lines that come near each other but share no point, whatever laid them. */
export function clearanceAudit(networks: readonly LaidNetwork[]): ClearanceAudit {
  const cells = segmentCells<LaidConduit>(CELL_M);
  const pairs = new PairJudge();
  for (const { conduits } of networks) {
    for (const a of conduits) {
      cells.near(a.from.at, a.to.at, REACH_M, ({ value: b }) => pairs.judge(a, b));
      cells.add(a.from.at, a.to.at, a);
    }
  }
  return pairs;
}

/** As `clearanceAudit`, of the pairs alone that one of `judged` is in; `others`, a few, are taken for sound. */
export function clearanceAuditOf(judged: readonly LaidConduit[], others: Iterable<LaidConduit>): ClearanceAudit {
  const pairs = new PairJudge();
  const before = [...others];
  for (const a of judged) {
    for (const b of before) if (isNear(a, b)) pairs.judge(a, b);
    before.push(a);
  }
  return pairs;
}

/** Judges pair after pair and keeps what it found. */
class PairJudge implements ClearanceAudit {
  readonly vertical: ClearanceFinding[] = [];
  readonly horizontal: ClearanceFinding[] = [];
  crossings = 0;
  parallels = 0;

  judge(a: LaidConduit, b: LaidConduit): void {
    if (sharesNode(a, b) || isInside(a, b)) return;
    const isOne = a.subclass === b.subclass;
    const over = isOne && !crosses(a, b) ? null : verticalGap(a, b);
    if (over !== null) {
      this.crossings++;
      const wantedM = isOne ? 0 : verticalClearanceM(kindOf(a), kindOf(b));
      if (over < wantedM - TOLERANCE_M) this.vertical.push({ a, b, foundM: over, wantedM });
      return;
    }
    if (isOne || a.use !== 'main' || b.use !== 'main') return;
    // Where streets meet lines of one pass those of another; clearance to the side is for lines of one street.
    if (a.streetZh !== b.streetZh || !isParallel(a, b)) return;
    this.parallels++;
    const foundM = planGap(a, b);
    const wantedM = horizontalClearanceM(kindOf(a), kindOf(b));
    if (foundM < wantedM - TOLERANCE_M) this.horizontal.push({ a, b, foundM, wantedM });
  }
}

/** True where the boxes around two lines in plan are within reach of each other. */
function isNear(a: LaidConduit, b: LaidConduit): boolean {
  for (const axis of [0, 1] as const) {
    const [low, high] = [Math.min(a.from.at[axis], a.to.at[axis]), Math.max(a.from.at[axis], a.to.at[axis])];
    if (Math.max(b.from.at[axis], b.to.at[axis]) < low - REACH_M) return false;
    if (Math.min(b.from.at[axis], b.to.at[axis]) > high + REACH_M) return false;
  }
  return true;
}

/** The row of the tables that a line falls under. */
export function kindOf({ utility, embedding }: LaidConduit): ClearanceKind {
  if (isGravityUtility(utility)) return 'drain';
  if (embedding === 'trench' || embedding === 'tunnel') return 'trench';
  switch (utility) {
    case 'water':
    case 'heat':
    case 'gas':
    case 'reclaimed':
      return utility;
    case 'sewage':
    case 'storm':
    case 'combined':
      return 'drain';
    case 'power':
      return embedding === 'directBuried' ? 'powerDirect' : 'powerDuct';
    case 'telecom':
      return embedding === 'directBuried' ? 'telecomDirect' : 'telecomDuct';
    case 'industrial':
      return 'gas';
    case 'other':
    case 'unknown':
      return 'trench';
  }
}

/** Lines in a tunnel lie in its walls, and beside each other on its shelves. */
function isInside(a: LaidConduit, b: LaidConduit): boolean {
  return a.embedding === 'tunnel' && b.embedding === 'tunnel';
}

function sharesNode(a: LaidConduit, b: LaidConduit): boolean {
  return a.from === b.from || a.from === b.to || a.to === b.from || a.to === b.to;
}

/** Pieces of one network that lie behind each other come close; only those that cross are judged. */
function crosses(a: LaidConduit, b: LaidConduit): boolean {
  return segmentCrossing(a.from.at, a.to.at, b.from.at, b.to.at) !== null;
}

/**
 * No more than the least vertical distance of the outer walls where the lines lie over each other in plan, metres; `null`
 * where they do not.
 */
export function verticalGap(a: LaidConduit, b: LaidConduit): number | null {
  const reachM = outerHalfWidthM(a.make) + outerHalfWidthM(b.make);
  const onA = capsuleOverlap(a.from.at, a.to.at, b.from.at, b.to.at, reachM);
  const onB = capsuleOverlap(b.from.at, b.to.at, a.from.at, a.to.at, reachM);
  if (onA === null || onB === null) return null;
  const [topA, bottomA] = wallsOver(a, onA.fromM, onA.toM);
  const [topB, bottomB] = wallsOver(b, onB.fromM, onB.toM);
  return Math.max(bottomA - topB, bottomB - topA);
}

function wallsOver(conduit: LaidConduit, fromM: number, toM: number): readonly [top: number, bottom: number] {
  const { from, to, make, reference, fromLevelM, toLevelM } = conduit;
  const lengthM = Math.hypot(to.at[0] - from.at[0], to.at[1] - from.at[1]);
  const at = (m: number): number => fromLevelM + ((toLevelM - fromLevelM) * m) / lengthM;
  const tops = [outerTopOfM(make, reference, at(fromM)), outerTopOfM(make, reference, at(toM))];
  return [Math.max(...tops), Math.min(...tops) - outerHeightM(make)];
}

function isParallel(a: LaidConduit, b: LaidConduit): boolean {
  const [ux, uy] = [a.to.at[0] - a.from.at[0], a.to.at[1] - a.from.at[1]];
  const [vx, vy] = [b.to.at[0] - b.from.at[0], b.to.at[1] - b.from.at[1]];
  const sine = (ux * vy - uy * vx) / (Math.hypot(ux, uy) * Math.hypot(vx, vy));
  if (Math.abs(sine) > PARALLEL) return false;
  const length = Math.hypot(ux, uy);
  const along = (p: PlanPoint): number => ((p[0] - a.from.at[0]) * ux + (p[1] - a.from.at[1]) * uy) / length;
  const [p, q] = [along(b.from.at), along(b.to.at)];
  return Math.min(length, Math.max(p, q)) - Math.max(0, Math.min(p, q)) > BESIDE_M;
}

function planGap(a: LaidConduit, b: LaidConduit): number {
  const gaps = [pointToLine(a.from.at, b), pointToLine(a.to.at, b), pointToLine(b.from.at, a), pointToLine(b.to.at, a)];
  return Math.min(...gaps) - outerHalfWidthM(a.make) - outerHalfWidthM(b.make);
}

function pointToLine(at: PlanPoint, { from, to }: LaidConduit): number {
  const share = nearestShare(at, from.at, to.at);
  const x = from.at[0] + (to.at[0] - from.at[0]) * share;
  const y = from.at[1] + (to.at[1] - from.at[1]) * share;
  return Math.hypot(x - at[0], y - at[1]);
}
