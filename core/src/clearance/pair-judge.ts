import type { ClearanceMatch } from '../rules/rule-match.ts';
import type { ClearanceRows } from './clearance-rows.ts';
import { courseOf } from './course.ts';
import { type Exemption, isThroughTunnelWall, meetingExemption, plainExemption } from './exemption.ts';
import { BAND_SIGMAS, type LayQuestion, type LayVerdict, layVerdict, TABLE_EPSILON_M } from './lay-verdict.ts';
import {
  type BodyDistances,
  bodyDistances,
  type DistanceScratch,
  newBodyDistances,
  newDistanceScratch,
} from './pair-distances.ts';
import { isJoinedByPiece } from './short-pieces.ts';

/** What two conduits lack, taking places, levels and walls as they are said to be. */
export type Shortfall = 'collision' | 'vertical' | 'horizontal';

/** What is found of a pair; written again for every pair. */
export interface JudgedPair {
  /** False for a pair that neither a rule nor the accuracy reaches: then nothing but `ok` is said. */
  isNear: boolean;
  exemption: Exemption | null;
  verdict: LayVerdict;
  /** Null where nothing is lacking, or where something unknown decides whether it is. */
  shortfall: Shortfall | null;
  readonly distances: BodyDistances;
  readonly question: LayQuestion;
  /** The row of the horizontal and of the vertical table; null where there is none. */
  horizontal: ClearanceMatch | null;
  vertical: ClearanceMatch | null;
}

/** Room for one run at a time. */
export interface JudgeScratch {
  readonly pair: JudgedPair;
  readonly distance: DistanceScratch;
}

export function newJudgeScratch(rows: ClearanceRows): JudgeScratch {
  const distances = newBodyDistances();
  const question: LayQuestion = {
    distances,
    levelsKnown: false,
    sizesKnown: false,
    allowanceM: 0,
    sigmaXyM: Number.NaN,
    sigmaZM: Number.NaN,
    horizontalLeastM: 0,
    horizontalMostM: 0,
    verticalLeastM: 0,
    verticalMostM: 0,
    hasVertical: false,
    course: 'past',
  };
  const pair: JudgedPair = {
    isNear: true,
    exemption: null,
    verdict: 'unknown',
    shortfall: null,
    distances,
    question,
    horizontal: null,
    vertical: null,
  };
  return { pair, distance: newDistanceScratch(rows.bodies) };
}

/**
 * Judges conduit i of `a` against conduit j of `b`; both have the same kinds. The answer lies in the scratch. Of a pair
 * that is exempt nothing more is worked out, unless `evenExempt` is true: then its distances and verdict are those it
 * would have. `bandM` limits how far a pair may be apart beyond what its rule wants to be near at all.
 */
export function judgePair(
  a: ClearanceRows,
  i: number,
  b: ClearanceRows,
  j: number,
  scratch: JudgeScratch,
  evenExempt = false,
  bandM = Number.POSITIVE_INFINITY,
): JudgedPair {
  const { pair, distance } = scratch;
  const { distances, question } = pair;
  pair.shortfall = null;
  pair.verdict = 'ok';
  pair.exemption = exemptionOf(a, i, b, j);
  if (pair.exemption !== null && !evenExempt) return pair;
  const [kindA, kindB] = [a.kind[i] ?? 0, b.kind[j] ?? 0];
  const hasRows = (a.isPlain[i] === 1 && b.isPlain[j] === 1) || !isThroughTunnelWall(a.table, i, b.table, j);
  pair.horizontal = hasRows ? a.kinds.horizontal(kindA, kindB) : null;
  question.horizontalMostM = pair.horizontal?.wantedM ?? 0;
  question.allowanceM = (a.allowanceM[i] ?? 0) + (b.allowanceM[j] ?? 0);
  question.sigmaXyM = both(a.sigmaXyM[i], b.sigmaXyM[j]);
  const ownBandM = Number.isNaN(question.sigmaXyM) ? bandM : Math.min(bandM, BAND_SIGMAS * question.sigmaXyM);
  const nearestM = question.horizontalMostM + question.allowanceM;
  const withinM = evenExempt ? Number.POSITIVE_INFINITY : nearestM + ownBandM;
  bodyDistances(a.bodies, i, b.bodies, j, distances, distance, withinM);
  pair.isNear = distances.horizontalAtMostM <= withinM;
  if (!pair.isNear) return pair;
  if (pair.exemption === null && distances.spatialAtMostM === 0) {
    pair.exemption = meetingExemption(a.table, i, b.table, j);
    if (pair.exemption !== null && !evenExempt) return pair;
  }
  pair.vertical = hasRows ? a.kinds.vertical(kindA, kindB) : null;
  question.levelsKnown = a.table.levelKnown[i] === 1 && b.table.levelKnown[j] === 1;
  question.sizesKnown = a.bodies.sizeKnown[i] === 1 && b.bodies.sizeKnown[j] === 1;
  question.sigmaZM = both(a.sigmaZM[i], b.sigmaZM[j]);
  question.horizontalLeastM = certainM(pair.horizontal);
  question.verticalMostM = pair.vertical?.wantedM ?? 0;
  question.verticalLeastM = certainM(pair.vertical);
  question.hasVertical = pair.vertical !== null;
  question.course = 'past';
  const nearM = question.horizontalMostM + question.allowanceM;
  if (distances.horizontalAtMostM < nearM) {
    const halvesM = (a.table.halfWidthM[i] || 0) + (b.table.halfWidthM[j] || 0);
    question.course = courseOf(a.table, i, b.table, j, nearM + halvesM);
  }
  pair.verdict = layVerdict(question);
  pair.shortfall = shortfallOf(question);
  if (a === b && pair.exemption === null && pair.verdict !== 'ok') {
    if (isJoinedByPiece(a, i, j, distances.spatialAtMostM)) pair.exemption = 'joined';
  }
  return pair;
}

/** What is wanted whatever the facts that are unknown: nothing, where a row was taken at its strictest for want of them. */
function certainM(match: ClearanceMatch | null): number {
  return match === null || match.assumed.length > 0 ? 0 : match.wantedM;
}

function shortfallOf(question: LayQuestion): Shortfall | null {
  const { distances, levelsKnown, sizesKnown, horizontalLeastM, verticalLeastM } = question;
  if (levelsKnown && distances.spatialAtMostM === 0) return 'collision';
  if (!sizesKnown) return null;
  if (distances.over) return levelsKnown && distances.verticalM < verticalLeastM - TABLE_EPSILON_M ? 'vertical' : null;
  if (distances.horizontalM >= horizontalLeastM - TABLE_EPSILON_M) return null;
  if (question.course === 'along' || !question.hasVertical) return 'horizontal';
  return levelsKnown && distances.spatialM < verticalLeastM - TABLE_EPSILON_M ? 'horizontal' : null;
}

/** As `plainExemption`, by numbers where both are of one table and neither is anything out of the common. */
function exemptionOf(a: ClearanceRows, i: number, b: ClearanceRows, j: number): Exemption | null {
  if (a !== b || a.isPlain[i] !== 1 || b.isPlain[j] !== 1) return plainExemption(a.table, i, b.table, j);
  const { ends } = a;
  const [from, to] = [ends[i * 2] ?? -1, ends[i * 2 + 1] ?? -1];
  const [otherFrom, otherTo] = [ends[j * 2] ?? -1, ends[j * 2 + 1] ?? -1];
  const isJoined =
    (from >= 0 && (from === otherFrom || from === otherTo)) || (to >= 0 && (to === otherFrom || to === otherTo));
  return isJoined ? 'sharedNode' : null;
}

function both(a: number | undefined, b: number | undefined): number {
  const [one, other] = [a ?? Number.NaN, b ?? Number.NaN];
  return Math.sqrt(one * one + other * other);
}
