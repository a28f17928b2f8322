import type { DraftUtility } from './draft.ts';
import {
  distance,
  distanceToLine,
  lineCrossings,
  type PlanLine,
  type PlanPoint,
  parallelLine,
  pointAlong,
} from './plan-geometry.ts';
import type { Street, StreetEdge, StreetNetwork, StreetVertex } from './street-network.ts';

/** Where the utilities' own lines run: parallel to the centrelines, meeting where those of two streets cross. */
export interface StreetLines {
  /** Where a utility's lines meet at a vertex (or end, where the street ends). */
  meeting(vertex: StreetVertex, utility: DraftUtility): PlanPoint;
  /**
   * Points along an edge every 31 m or so, `phase` of that spacing after its start, kept away from both meetings and
   * from the lines of other streets, so that a shaft there touches nothing that crosses.
   */
  slots(edge: StreetEdge, utility: DraftUtility, phase: number): readonly StreetSlot[];
  /** True when the point keeps `leastM` from every line of the streets other than its own. */
  isClear(at: PlanPoint, street: Street, leastM: number): boolean;
}

export interface StreetSlot {
  readonly chainageM: number;
  readonly at: PlanPoint;
}

const RUN_OUT_M = 70;
const SPACING_M = 31;
/** Least distance of a slot from a meeting and from another street's lines, metres. */
const FROM_MEETING_M = 8;
const FROM_LINES_M = 2.4;
/** Shifts tried, metres, where the regular place of a slot is taken. */
const SHIFTS_M = [0, 2, -2, 4, -4, 6, -6, 8, -8];

export function streetLines(network: StreetNetwork): StreetLines {
  const lines = new Map<Street, Readonly<Record<DraftUtility, PlanLine>>>(
    network.streets.map((street) => [
      street,
      {
        storm: parallelLine(street.centreline, street.lies.storm, RUN_OUT_M),
        sewage: parallelLine(street.centreline, street.lies.sewage, RUN_OUT_M),
        water: parallelLine(street.centreline, street.lies.water, RUN_OUT_M),
      },
    ]),
  );
  const lineOf = (street: Street, utility: DraftUtility): PlanLine => lines.get(street)?.[utility] ?? [];

  const meeting = (vertex: StreetVertex, utility: DraftUtility): PlanPoint => {
    const [first, second] = vertex.streets;
    if (!first) return vertex.at;
    if (!second) return pointAlong(first.street.centreline, first.chainageM, first.street.lies[utility]);
    const hits = lineCrossings(lineOf(first.street, utility), lineOf(second.street, utility)).map((hit) => hit.at);
    return hits.toSorted((a, b) => distance(a, vertex.at) - distance(b, vertex.at))[0] ?? vertex.at;
  };

  const isClear = (at: PlanPoint, street: Street, leastM: number): boolean => {
    for (const [other, its] of lines) {
      if (other === street) continue;
      if ([its.storm, its.sewage, its.water].some((line) => distanceToLine(at, line) < leastM)) return false;
    }
    return true;
  };

  return {
    meeting,
    isClear,
    slots(edge, utility, phase) {
      const count = Math.max(1, Math.round((edge.toM - edge.fromM) / SPACING_M));
      const stepM = (edge.toM - edge.fromM) / count;
      const ends = [meeting(edge.from, utility), meeting(edge.to, utility)];
      const out: StreetSlot[] = [];
      for (let k = phase > 0 ? 0 : 1; k < count; k++) {
        const regularM = edge.fromM + (k + phase) * stepM;
        const found = SHIFTS_M.map((shiftM) => slotAt(edge.street, utility, regularM + shiftM)).find(
          (slot) =>
            ends.every((end) => distance(end, slot.at) >= FROM_MEETING_M) &&
            isClear(slot.at, edge.street, FROM_LINES_M),
        );
        if (found) out.push(found);
      }
      return out;
    },
  };
}

function slotAt(street: Street, utility: DraftUtility, chainageM: number): StreetSlot {
  return { chainageM, at: pointAlong(street.centreline, chainageM, street.lies[utility]) };
}
