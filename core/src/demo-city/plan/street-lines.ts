import { distance, lineCrossings, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import { segmentCells } from '../place/segment-cells.ts';
import { type MeasuredLine, measuredLine } from './measured-line.ts';
import {
  STREET_LINES,
  type Street,
  type StreetEdge,
  type StreetLine,
  type StreetNetwork,
  type StreetVertex,
} from './street.ts';

/** Where the utilities' own lines run: parallel to the centrelines, meeting where those of two streets cross. */
export interface StreetLines {
  /** The measured centreline of a street. */
  centre(street: Street): MeasuredLine;
  /** The whole axis of a line in plan; `null` where the street has none. */
  axis(street: Street, line: StreetLine): PlanLine | null;
  /** The place of a line at a length along its street's centreline; `null` where the street has none. */
  at(street: Street, line: StreetLine, chainageM: number): PlanPoint | null;
  /**
   * Where a line's axes of the streets at a vertex meet; where but one of them has it, its place there. `null` where none has.
   * Lines that meet nowhere near (a street that goes on under another name) meet halfway between their places.
   */
  meeting(vertex: StreetVertex, line: StreetLine): PlanPoint | null;
  /**
   * Places along an edge, evenly `spacingM` apart or less, kept away from both meetings and from the lines of other
   * streets, so that a shaft there touches nothing that crosses. Empty where the street has no such line.
   */
  slots(edge: StreetEdge, line: StreetLine, options?: SlotOptions): readonly StreetSlot[];
  /** True when the point keeps `leastM` from every line of the streets other than its own. */
  isClear(at: PlanPoint, street: Street, leastM: number): boolean;
}

export interface StreetSlot {
  readonly chainageM: number;
  readonly at: PlanPoint;
}

export interface SlotOptions {
  /** Greatest regular distance of two neighbours, metres; a slot may shift by up to 8 m for room. */
  readonly spacingM?: number;
  /** Share of the spacing by which all slots lie later: 0 to 1. */
  readonly phase?: number;
  /** Least distance from both meetings, metres. */
  readonly fromMeetingM?: number;
  /** Least distance from the lines of other streets, metres. */
  readonly fromLinesM?: number;
}

export const SLOT_DEFAULTS: Required<SlotOptions> = { spacingM: 35, phase: 0, fromMeetingM: 8, fromLinesM: 2.4 };

/** How far lines are followed beyond the ends of their street to meet those of the street it joins, metres. */
const RUN_OUT_M = 70;
/** How far beyond its end a street's lines count as lying in another, metres: across the widest one. */
const ACROSS_M = 24;
/** Lines that meet farther than this from the vertex do not meet there, metres. */
const MEETING_REACH_M = 60;
/** Shifts tried, metres, where the regular place of a slot is taken. */
const SHIFTS_M = [0, 2, -2, 4, -4, 6, -6, 8, -8];
const CELL_M = 24;

export function streetLines(network: StreetNetwork): StreetLines {
  const centres = new Map(network.streets.map((street) => [street, measuredLine(street.centreline)]));
  const centre = (street: Street): MeasuredLine => {
    const known = centres.get(street);
    if (known === undefined) throw new RangeError(`street ${street.id}: wanted one of the network, got another`);
    return known;
  };
  const at = (street: Street, line: StreetLine, chainageM: number): PlanPoint | null => {
    const rightM = street.lies[line];
    return rightM === undefined ? null : centre(street).at(chainageM, rightM);
  };

  const cells = segmentCells<Street>(CELL_M);
  for (const street of network.streets) {
    for (const line of STREET_LINES) {
      const rightM = street.lies[line];
      if (rightM === undefined) continue;
      let before: PlanPoint | null = null;
      for (const point of centre(street).parallel(rightM, ACROSS_M)) {
        if (before) cells.add(before, point, street);
        before = point;
      }
    }
  }
  const isClear = (point: PlanPoint, street: Street, leastM: number): boolean =>
    !cells.hasWithin(point, leastM, (other) => other !== street);

  const meetings = new Map<StreetLine, Map<StreetVertex, PlanPoint | null>>(
    STREET_LINES.map((line) => [line, new Map()]),
  );
  const meeting = (vertex: StreetVertex, line: StreetLine): PlanPoint | null => {
    const known = meetings.get(line)?.get(vertex);
    if (known !== undefined) return known;
    const found = findMeeting(vertex, line, centre);
    meetings.get(line)?.set(vertex, found);
    return found;
  };

  return {
    centre,
    axis(street, line) {
      const rightM = street.lies[line];
      return rightM === undefined ? null : centre(street).parallel(rightM);
    },
    at,
    meeting,
    isClear,
    slots(edge, line, options) {
      const { spacingM, phase, fromMeetingM, fromLinesM } = { ...SLOT_DEFAULTS, ...options };
      const { street, fromM, toM } = edge;
      const ends = [meeting(edge.from, line), meeting(edge.to, line)];
      const count = Math.max(1, Math.ceil((toM - fromM) / spacingM));
      const stepM = (toM - fromM) / count;
      const out: StreetSlot[] = [];
      for (let k = phase > 0 ? 0 : 1; k < count; k++) {
        const regularM = fromM + (k + phase) * stepM;
        for (const shiftM of SHIFTS_M) {
          const chainageM = regularM + shiftM;
          const place = at(street, line, chainageM);
          if (place === null || chainageM <= fromM || chainageM >= toM) continue;
          if (ends.some((end) => end !== null && distance(end, place) < fromMeetingM)) continue;
          if (!isClear(place, street, fromLinesM)) continue;
          out.push({ chainageM, at: place });
          break;
        }
      }
      return out;
    },
  };
}

function findMeeting(
  vertex: StreetVertex,
  line: StreetLine,
  centre: (street: Street) => MeasuredLine,
): PlanPoint | null {
  const having = vertex.streets.filter(({ street }) => street.lies[line] !== undefined);
  const [first, second] = having;
  if (first === undefined) return null;
  const place = ({ street, chainageM }: { street: Street; chainageM: number }): PlanPoint =>
    centre(street).at(chainageM, street.lies[line]);
  if (second === undefined) return place(first);
  const near = ({ street, chainageM }: { street: Street; chainageM: number }): PlanLine =>
    stretch(centre(street), chainageM, street.lies[line] ?? 0);
  let best: PlanPoint | null = null;
  let bestM = MEETING_REACH_M;
  for (const hit of lineCrossings(near(first), near(second))) {
    const awayM = distance(hit.at, vertex.at);
    if (awayM >= bestM) continue;
    best = hit.at;
    bestM = awayM;
  }
  if (best) return best;
  const [a, b] = [place(first), place(second)];
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

/** The parallel within 70 m of a length along the line, run on straight beyond its ends. */
function stretch(centre: MeasuredLine, chainageM: number, rightM: number): PlanLine {
  const low = chainageM - RUN_OUT_M;
  const high = chainageM + RUN_OUT_M;
  const inner = [...centre.chainages].filter((each) => each > low && each < high);
  return [low, ...inner, high].map((each) => centre.at(each, rightM));
}
