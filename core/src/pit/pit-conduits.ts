import type { SegmentShares } from '../geometry/segment-distance.ts';
import { type BoxPiece, boxEnters, newBoxPiece, offerBox, setBox } from './box-against-pit.ts';
import { type PitCandidates, UNKNOWN_HALF_SIZE_M } from './pit-candidates.ts';
import { clearContact, newContact, type PitContact } from './pit-contact.ts';
import { type PitSolid, planDistance, segmentEnters } from './pit-solid.ts';
import { type PitSpan, pitSpans } from './pit-spans.ts';
import { offerRound, type RoundPiece, type RoundScratch, roundEnters } from './round-against-pit.ts';

/**
 * How a conduit stands to a pit. `crossing`: its axis passes a wall. `inside`: any of its outer wall lies in the pit
 * without that. `below`: it runs under the floor. `beside`: outside the walls, within reach. `unknownLevel` and
 * `unknownSize`: in plan it crosses the pit or lies within reach of it, and what would decide is not known; never to be
 * read as clear.
 */
export type PitRelation = 'crossing' | 'inside' | 'unknownLevel' | 'unknownSize' | 'below' | 'beside';

export interface PitMeeting {
  /** Number of the conduit among the candidates. */
  readonly index: number;
  readonly id: string;
  readonly relation: PitRelation;
  /**
   * Between outer wall and pit wall, metres: the least shift in plan that makes them touch, the pit's walls carried
   * straight down below its floor. 0 where it enters the pit or runs under the floor; null where level or size is
   * unknown.
   */
  readonly horizontalM: number | null;
  /** From the floor down to the outer top, where any of it lies under the floor; 0 inside; else null. */
  readonly verticalM: number | null;
  /** In plan, outer wall (axis where the size is unknown) to the widest outline of the pit; null where levels decide. */
  readonly planM: number | null;
  /** The two points `horizontalM`, or under the floor `verticalM`, lies between. */
  readonly closest: {
    readonly conduit: readonly [number, number, number];
    readonly pit: readonly [number, number, number];
  } | null;
  /** Stretches of the axis inside the pit; none where only the wall of the conduit enters. */
  readonly spans: readonly PitSpan[];
  readonly lengthInsideM: number;
  readonly sizeKnown: boolean;
  /** False: the outer wall is taken at the inside's face, so that true distances are less by the unknown wall. */
  readonly wallKnown: boolean;
}

/** A direction closer to the vertical than this has no plan direction to speak of. */
const RISER_SINE = 1e-3;

interface Scratch extends RoundScratch {
  readonly contact: PitContact;
  readonly box: BoxPiece;
  readonly piece: RoundPiece;
}

/**
 * Everything among the candidates that the pit meets: all that enter it, all under its floor at any depth, all within
 * `reachM` of its walls in plan. In the order of the candidates. Conduits out of reach are left out.
 */
export function meetConduits(solid: PitSolid, candidates: PitCandidates, reachM: number): readonly PitMeeting[] {
  const scratch: Scratch = {
    shares: { s: 0, t: 0 },
    normal: { x: 0, y: 0 },
    contact: newContact(),
    box: newBoxPiece(),
    piece: { ax: 0, ay: 0, az: 0, bx: 0, by: 0, bz: 0, radiusM: 0 },
  };
  const meetings: PitMeeting[] = [];
  const [west, south, east, north] = solid.bounds;
  const { bounds } = candidates;
  for (let i = 0; i < candidates.count; i++) {
    const b = i * 4;
    if (at(bounds, b) > east + reachM || at(bounds, b + 2) < west - reachM) continue;
    if (at(bounds, b + 1) > north + reachM || at(bounds, b + 3) < south - reachM) continue;
    const meeting = meet(solid, candidates, i, reachM, scratch);
    if (meeting !== null) meetings.push(meeting);
  }
  return meetings;
}

function meet(
  solid: PitSolid,
  candidates: PitCandidates,
  i: number,
  reachM: number,
  scratch: Scratch,
): PitMeeting | null {
  const from = (candidates.starts[i] ?? 0) * 3;
  const to = (candidates.starts[i + 1] ?? 0) * 3;
  const sizeKnown = !Number.isNaN(at(candidates.halfWidthM, i));
  const wallKnown = candidates.wallKnown[i] === 1;
  const known = { index: i, id: candidates.ids[i] ?? '', sizeKnown, wallKnown };
  if (candidates.levelKnown[i] !== 1) {
    const planM = planReach(solid, candidates, i, reachM, scratch.shares);
    return planM === null ? null : { ...known, ...UNDECIDED, relation: 'unknownLevel', planM };
  }
  const { contact } = scratch;
  clearContact(contact);
  let enters = false;
  for (let k = from; k + 5 < to && !enters; k += 3) enters = meetPiece(solid, candidates, i, k, from, to, scratch);
  if (enters) {
    const spans = pitSpans(solid, candidates.axes.subarray(from, to));
    const wall = spans.some((span) => span.entry.surface === 'wall' || span.exit.surface === 'wall');
    const lengthInsideM = spans.reduce((sum, span) => sum + span.lengthM, 0);
    const relation = wall ? 'crossing' : 'inside';
    return { ...known, ...UNDECIDED, relation, horizontalM: 0, verticalM: 0, spans, lengthInsideM };
  }
  if (!sizeKnown) {
    const planM = planReach(solid, candidates, i, reachM, scratch.shares);
    return planM === null ? null : { ...known, ...UNDECIDED, relation: 'unknownSize', planM };
  }
  const below = contact.verticalM < Number.POSITIVE_INFINITY;
  if (!below && contact.horizontalM > reachM) return null;
  const p = contact.points;
  return {
    ...known,
    ...UNDECIDED,
    relation: below ? 'below' : 'beside',
    horizontalM: contact.horizontalM,
    verticalM: below ? contact.verticalM : null,
    closest: { conduit: [at(p, 0), at(p, 1), at(p, 2)], pit: [at(p, 3), at(p, 4), at(p, 5)] },
  };
}

const UNDECIDED = {
  horizontalM: null,
  verticalM: null,
  planM: null,
  closest: null,
  spans: [],
  lengthInsideM: 0,
} as const;

/** One straight piece of conduit i, from the axis point at offset k: true when it enters, else its distances are offered. */
function meetPiece(
  solid: PitSolid,
  { axes, halfWidthM, halfHeightM, round }: PitCandidates,
  i: number,
  k: number,
  from: number,
  to: number,
  scratch: Scratch,
): boolean {
  const ax = at(axes, k);
  const ay = at(axes, k + 1);
  const az = at(axes, k + 2);
  const bx = at(axes, k + 3);
  const by = at(axes, k + 4);
  const bz = at(axes, k + 5);
  const halfWidth = at(halfWidthM, i);
  if (Number.isNaN(halfWidth)) return segmentEnters(solid, ax, ay, az, bx, by, bz);
  const halfHeight = at(halfHeightM, i);
  const upright = (bx - ax) ** 2 + (by - ay) ** 2 <= (RISER_SINE * (bz - az)) ** 2;
  if (round[i] === 1 || upright) {
    const { piece } = scratch;
    piece.ax = ax;
    piece.ay = ay;
    piece.az = az;
    piece.bx = bx;
    piece.by = by;
    piece.bz = bz;
    // No source says which way a rectangular riser is turned: the round about its corners holds it whichever it is.
    piece.radiusM = round[i] === 1 ? halfWidth : Math.sqrt(halfWidth * halfWidth + halfHeight * halfHeight);
    if (roundEnters(solid, piece, scratch)) return true;
    offerRound(solid, piece, scratch.contact, scratch);
    return false;
  }
  const startM = k > from ? halfWidth * mitreReach(axes, k) : 0;
  const endM = k + 6 < to ? halfWidth * mitreReach(axes, k + 3) : 0;
  const { box } = scratch;
  setBox(box, ax, ay, az, bx, by, bz, halfWidth, halfHeight, startM, endM);
  if (boxEnters(solid, box)) return true;
  offerBox(solid, box, scratch.contact, scratch);
  return false;
}

/** Tangent of half the plan turn at the axis point at offset k, at most 1: what a box needs to fill the bend. */
function mitreReach(axes: Float64Array, k: number): number {
  const ax = at(axes, k) - at(axes, k - 3);
  const ay = at(axes, k + 1) - at(axes, k - 2);
  const bx = at(axes, k + 3) - at(axes, k);
  const by = at(axes, k + 4) - at(axes, k + 1);
  const turn = Math.abs(Math.atan2(ax * by - ay * bx, ax * bx + ay * by));
  return Math.min(1, Math.tan(turn / 2));
}

/**
 * Plan distance of a conduit's outer wall (its axis where the size is unknown) from the pit's widest outline; null when
 * out of reach. An unknown size is looked for `UNKNOWN_HALF_SIZE_M` further.
 */
function planReach(
  solid: PitSolid,
  candidates: PitCandidates,
  i: number,
  reachM: number,
  shares: SegmentShares,
): number | null {
  const half = at(candidates.halfWidthM, i);
  const outer = Number.isNaN(half) ? 0 : Math.max(half, at(candidates.halfHeightM, i));
  const { axes, starts } = candidates;
  let least = Number.POSITIVE_INFINITY;
  for (let k = starts[i] ?? 0; k + 1 < (starts[i + 1] ?? 0); k++) {
    const [x, y] = [at(axes, k * 3), at(axes, k * 3 + 1)];
    least = Math.min(least, planDistance(solid.top, x, y, at(axes, k * 3 + 3), at(axes, k * 3 + 4), shares));
  }
  const planM = Math.max(0, least - outer);
  return planM <= reachM + (Number.isNaN(half) ? UNKNOWN_HALF_SIZE_M : 0) ? planM : null;
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
