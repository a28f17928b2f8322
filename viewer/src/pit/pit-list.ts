import { UTILITIES, type Utility } from '@undercroft/core/model/utility';
import { meetConduits, type PitMeeting, type PitRelation } from '@undercroft/core/pit/pit-conduits';
import { meetShafts, type ShaftMeeting } from '@undercroft/core/pit/pit-nodes';
import type { PlacedPit } from './pit-place.ts';
import type { LinkRow, NodeRow, PitRows } from './pit-rows.ts';

/** One conduit or shaft near a pit. Lengths in metres; null is unknown, and never stands for "far" or "deep". */
export interface PitLine {
  readonly id: string;
  readonly sourceId: string;
  readonly utility: Utility;
  readonly status: LinkRow['status'];
  readonly of: { readonly family: 'link'; readonly row: LinkRow } | { readonly family: 'node'; readonly row: NodeRow };
  readonly relation: PitRelation;
  /** Between outer walls; see `PitMeeting`. */
  readonly horizontalM: number | null;
  readonly verticalM: number | null;
  readonly planM: number | null;
  /** Length of the axis inside the pit. */
  readonly insideM: number;
  /** Ground less outer top where it passes nearest to the pit's middle; of a shaft the cover's. */
  readonly coverDepthM: number | null;
  readonly sizeKnown: boolean;
  /** False: the outer wall is taken at the inside's face, true distances and cover are less by the unknown wall. */
  readonly wallKnown: boolean;
  /** Where to look: x, y of the pit's plane, and a level that is the ground's where it has none. */
  readonly at: readonly [x: number, y: number, levelM: number];
  readonly meeting: PitMeeting | null;
}

export interface PitList {
  /** In the order of `RELATIONS`; within one the nearest first. */
  readonly lines: readonly PitLine[];
  readonly counts: readonly { readonly utility: Utility; readonly count: number }[];
  /** Lines of which nothing can be said for want of a level or a size. */
  readonly unknown: number;
}

/** What cannot be judged stands first, then what is hit, then the rest by nearness. */
export const RELATIONS: readonly PitRelation[] = [
  'unknownLevel',
  'unknownSize',
  'crossing',
  'inside',
  'below',
  'beside',
];

/** Everything that enters the pit, lies under it, or beside it within `reachM`. Plain geometry, no verdicts. */
export function pitList(placed: PlacedPit, rows: PitRows, reachM: number): PitList {
  const lines = [
    ...meetConduits(placed.solid, rows.candidates, reachM).flatMap((meeting) => linkLine(placed, rows, meeting)),
    ...meetShafts(placed.solid, rows.shafts, reachM).flatMap((meeting) => nodeLine(placed, rows, meeting)),
  ].sort((a, b) => RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation) || distanceOf(a) - distanceOf(b));
  const counts = UTILITIES.map((utility) => ({
    utility,
    count: lines.filter((line) => line.utility === utility).length,
  })).filter(({ count }) => count > 0);
  return { lines, counts, unknown: lines.filter(({ relation }) => isUnknown(relation)).length };
}

export function isUnknown(relation: PitRelation): boolean {
  return relation === 'unknownLevel' || relation === 'unknownSize';
}

function distanceOf({ horizontalM, verticalM, planM }: PitLine): number {
  return (horizontalM ?? 0) + (verticalM ?? 0) + (planM ?? 0);
}

function linkLine(placed: PlacedPit, rows: PitRows, meeting: PitMeeting): PitLine[] {
  const row = rows.links[meeting.index];
  if (row === undefined) return [];
  const { candidates } = rows;
  const [x, y, axisM] = nearestAxisPoint(candidates.axes, candidates.starts, meeting.index, placed.pit.centre);
  const groundM = placed.ground(x, y);
  const halfHeightM = candidates.halfHeightM[meeting.index] ?? Number.NaN;
  const topM = axisM + halfHeightM;
  return [
    {
      ...lineOf(row, meeting.relation),
      of: { family: 'link', row },
      horizontalM: meeting.horizontalM,
      verticalM: meeting.verticalM,
      planM: meeting.planM,
      insideM: meeting.lengthInsideM,
      coverDepthM: groundM === null || Number.isNaN(topM) ? null : groundM - topM,
      sizeKnown: meeting.sizeKnown,
      wallKnown: meeting.wallKnown,
      at: [x, y, Number.isNaN(axisM) ? (groundM ?? placed.pit.lowestGroundM) : axisM],
      meeting,
    },
  ];
}

function nodeLine(placed: PlacedPit, rows: PitRows, meeting: ShaftMeeting): PitLine[] {
  const row = rows.nodes[meeting.index];
  const shaft = rows.shafts[meeting.index];
  if (row === undefined || shaft === undefined) return [];
  const groundM = placed.ground(shaft.x, shaft.y);
  return [
    {
      ...lineOf(row, meeting.relation),
      of: { family: 'node', row },
      horizontalM: meeting.horizontalM,
      verticalM: meeting.verticalM,
      planM: null,
      insideM: 0,
      coverDepthM: groundM === null || row.coverLevelM === null ? null : groundM - row.coverLevelM,
      sizeKnown: meeting.sizeKnown,
      wallKnown: true,
      at: [shaft.x, shaft.y, row.coverLevelM ?? groundM ?? placed.pit.lowestGroundM],
      meeting: null,
    },
  ];
}

function lineOf({ id, sourceId, utility, status }: LinkRow | NodeRow, relation: PitRelation) {
  return { id, sourceId, utility, status, relation };
}

/** The point of an axis nearest in plan to a place; its level is NaN where unknown. */
function nearestAxisPoint(
  axes: Float64Array,
  starts: Int32Array,
  index: number,
  [px, py]: readonly [number, number],
): readonly [number, number, number] {
  let best = Number.POSITIVE_INFINITY;
  let found: readonly [number, number, number] = [Number.NaN, Number.NaN, Number.NaN];
  for (let k = starts[index] ?? 0; k + 1 < (starts[index + 1] ?? 0); k++) {
    const at = (c: number) => axes[k * 3 + c] ?? Number.NaN;
    const [dx, dy] = [at(3) - at(0), at(4) - at(1)];
    const squared = dx * dx + dy * dy;
    const share = squared === 0 ? 0 : Math.max(0, Math.min(1, ((px - at(0)) * dx + (py - at(1)) * dy) / squared));
    const [x, y] = [at(0) + share * dx, at(1) + share * dy];
    const gap = Math.hypot(x - px, y - py);
    if (gap >= best) continue;
    best = gap;
    found = [x, y, at(2) + share * (at(5) - at(2))];
  }
  return found;
}
