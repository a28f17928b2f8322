import { type ConduitTable, UNKNOWN_HALF_SIZE_M } from '../analysis/conduit-table.ts';
import type { SegmentShares } from '../geometry/segment-distance.ts';
import { meetAxis, newPitScratch, type PitScratch } from './meet-axis.ts';
import { type PitSolid, planDistance } from './pit-solid.ts';
import { type PitSpan, pitSpans } from './pit-spans.ts';

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

/**
 * Everything among the candidates that the pit meets: all that enter it, all under its floor at any depth, all within
 * `reachM` of its walls in plan. In the order of the candidates. Conduits out of reach are left out.
 */
export function meetConduits(solid: PitSolid, candidates: ConduitTable, reachM: number): readonly PitMeeting[] {
  const scratch = newPitScratch();
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
  candidates: ConduitTable,
  i: number,
  reachM: number,
  scratch: PitScratch,
): PitMeeting | null {
  const from = (candidates.starts[i] ?? 0) * 3;
  const to = (candidates.starts[i + 1] ?? 0) * 3;
  const sizeKnown = !Number.isNaN(at(candidates.halfWidthM, i));
  const wallKnown = candidates.wallKnown[i] === 1;
  const known = { index: i, id: candidates.facts[i]?.id ?? '', sizeKnown, wallKnown };
  if (candidates.levelKnown[i] !== 1) {
    const planM = planReach(solid, candidates, i, reachM, scratch.shares);
    return planM === null ? null : { ...known, ...UNDECIDED, relation: 'unknownLevel', planM };
  }
  const { contact } = scratch;
  if (meetAxis(solid, candidates, i, 0, 0, scratch)) {
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

/**
 * Plan distance of a conduit's outer wall (its axis where the size is unknown) from the pit's widest outline; null when
 * out of reach. An unknown size is looked for `UNKNOWN_HALF_SIZE_M` further.
 */
function planReach(
  solid: PitSolid,
  candidates: ConduitTable,
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
