import { distance, nearestShare, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import type { Block, PlanRing } from '../plan/district-plan.ts';
import { type MeasuredLine, measuredLine } from '../plan/measured-line.ts';
import { closedSegments, isInRing, ringCentre, segmentsApart } from '../plan/ring-geometry.ts';
import type { Street, StreetNetwork } from '../plan/street.ts';
import { boxesNear, boxOf, type PlanBox } from './plan-box.ts';

/** Where a building's connections leave it, and to which street. */
export interface BuildingEntry {
  readonly street: Street;
  /** On its outer wall. */
  readonly at: PlanPoint;
  /** The nearest point of the street's centreline, and its length along it, metres. */
  readonly foot: PlanPoint;
  readonly chainageM: number;
  /** False when every straight way to a street near the block crosses another building. */
  readonly isClear: boolean;
}

interface MeasuredStreet {
  readonly street: Street;
  readonly line: MeasuredLine;
  readonly box: PlanBox;
}

interface Obstacle {
  readonly box: PlanBox;
  readonly walls: readonly (readonly [PlanPoint, PlanPoint])[];
}

/** A block belongs to a street whose boundary lies this near to its own, metres. */
const ADJOINING_M = 4;
/** Streets tried by a block that adjoins none, metres from it. */
const FAR_M = 400;
/** Pipes leave a wall this far from its corners, metres. */
const FROM_CORNER_M = 1.2;
/** The straight way keeps at least this far from other walls; it starts this far outside its own. Metres. */
const OUTSIDE_M = 0.05;

/** Places along a wall tried first, and where none of those is free, metres apart. */
const COARSE_M = 12;
const FINE_M = 0.7;
/** Sine of the least angle between a wall and the way from it. */
const LEAST_FACING = 0.1;

export class BuildingEntries {
  readonly #streets: readonly MeasuredStreet[];

  constructor(network: StreetNetwork) {
    this.#streets = network.streets.map((street) => ({
      street,
      line: measuredLine(street.centreline),
      box: boxOf(street.centreline),
    }));
  }

  /**
   * For each building of a block, given by its outer ring, the shortest straight way from a wall to the nearest point of
   * a street beside the block that crosses no other building of the block. Throws a RangeError when there is no street
   * within 400 m of the block.
   */
  of(block: Block, outers: readonly PlanRing[]): readonly BuildingEntry[] {
    if (outers.length === 0) return [];
    const streets = this.#beside(block);
    const obstacles = outers.map((ring): Obstacle => ({ box: boxOf(ring), walls: closedSegments(ring) }));
    return outers.map((ring, i) => entryOf(ring, i, block, streets, obstacles));
  }

  #beside({ id, ring }: Block): readonly MeasuredStreet[] {
    const box = boxOf(ring);
    const sides = closedSegments(ring);
    const within = (reachM: (street: Street) => number): { each: MeasuredStreet; apartM: number }[] =>
      this.#streets.flatMap((each) => {
        const mostM = reachM(each.street);
        if (!boxesNear(box, each.box, mostM)) return [];
        const { points } = each.line;
        const axis = points.slice(1).map((b, i) => [points[i] ?? b, b] as const);
        const near = axis.filter((segment) => boxesNear(box, boxOf(segment), mostM));
        const apartM = segmentsApart(sides, near);
        return apartM < mostM ? [{ each, apartM }] : [];
      });
    const adjoining = within(({ boundaryM }) => boundaryM + ADJOINING_M);
    if (adjoining.length > 0) return adjoining.map(({ each }) => each);
    const [nearest] = within(() => FAR_M).sort((a, b) => a.apartM - b.apartM);
    if (!nearest) {
      throw new RangeError(`BuildingEntries: wanted a street within ${FAR_M} m of block ${id}, there is none`);
    }
    return [nearest.each];
  }
}

interface Way {
  readonly at: PlanPoint;
  readonly from: PlanPoint;
  readonly foot: PlanPoint;
  readonly chainageM: number;
  readonly lengthM: number;
  readonly street: Street;
}

/** Streets are tried from the nearest on, until the next can offer nothing shorter. */
function entryOf(
  ring: PlanRing,
  own: number,
  block: Block,
  streets: readonly MeasuredStreet[],
  obstacles: readonly Obstacle[],
): BuildingEntry {
  const middle = ringCentre(ring);
  const reachM = Math.max(...ring.map((corner) => distance(middle, corner)));
  const ordered = streets
    .map((street) => ({ street, leastM: distance(middle, footOn(street, middle).foot) - reachM }))
    .sort((a, b) => a.leastM - b.leastM);
  let clear: Way | undefined;
  let any: Way | undefined;
  for (const { street, leastM } of ordered) {
    if (clear && clear.lengthM <= leastM) break;
    const isOpen = (way: Way): boolean => isWithin(way, block.ring) && !crossesAny(way, own, obstacles);
    const ways = waysTo(street, ring, COARSE_M);
    any ??= ways[0];
    const found = ways.find(isOpen) ?? waysTo(street, ring, FINE_M).find(isOpen);
    if (found && (!clear || found.lengthM < clear.lengthM)) clear = found;
  }
  const chosen = clear ?? any;
  if (!chosen) throw new RangeError(`BuildingEntries: wanted a wall of a building in ${block.id} that faces a street`);
  const { street, at, foot, chainageM } = chosen;
  return { street, at, foot, chainageM, isClear: clear !== undefined };
}

function footOn({ line }: MeasuredStreet, at: PlanPoint): { readonly foot: PlanPoint; readonly chainageM: number } {
  const chainageM = Math.max(0, Math.min(line.lengthM, line.chainageOf(at)));
  return { foot: line.at(chainageM), chainageM };
}

/** Ways from the walls that face the street, the shortest first, from places at most `stepM` apart along each. */
function waysTo(measured: MeasuredStreet, ring: PlanRing, stepM: number): readonly Way[] {
  const ways = closedSegments(ring).flatMap(([a, b]) => {
    const lengthM = distance(a, b);
    const normal: PlanPoint = [(b[1] - a[1]) / lengthM, (a[0] - b[0]) / lengthM];
    const steps = Math.ceil((lengthM - 2 * FROM_CORNER_M) / stepM);
    const shares =
      steps < 1
        ? [0.5]
        : Array.from(
            { length: steps + 1 },
            (_, i) => (FROM_CORNER_M + (i / steps) * (lengthM - 2 * FROM_CORNER_M)) / lengthM,
          );
    return shares.map((share) =>
      wayFrom([a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share], normal, measured),
    );
  });
  return ways.filter((way) => way !== null).sort((a, b) => a.lengthM - b.lengthM);
}

/** `null` when the wall looks away from the street or barely along the way. */
function wayFrom(exact: PlanPoint, [nx, ny]: PlanPoint, measured: MeasuredStreet): Way | null {
  const at = toMillimetres(exact);
  const { foot, chainageM } = footOn(measured, at);
  const lengthM = distance(at, foot);
  if ((foot[0] - at[0]) * nx + (foot[1] - at[1]) * ny < LEAST_FACING * lengthM) return null;
  const from: PlanPoint = [at[0] + nx * OUTSIDE_M, at[1] + ny * OUTSIDE_M];
  return { street: measured.street, at, foot, chainageM, from, lengthM };
}

/** True when the way leaves the block at the street's boundary and nowhere else. */
function isWithin({ at, foot, street, lengthM }: Way, ring: PlanRing): boolean {
  const insideM = lengthM - street.boundaryM - ADJOINING_M;
  if (insideM <= 0) return true;
  return [1, 0.5].every((share) => {
    const t = (share * insideM) / lengthM;
    return isInRing([at[0] + (foot[0] - at[0]) * t, at[1] + (foot[1] - at[1]) * t], ring);
  });
}

function crossesAny({ from, foot }: Way, own: number, obstacles: readonly Obstacle[]): boolean {
  const box = boxOf([from, foot]);
  return obstacles.some(
    (each, i) =>
      boxesNear(box, each.box, OUTSIDE_M) &&
      each.walls.some(
        ([c, d]) => segmentCrossing(from, foot, c, d) !== null || (i !== own && isAtCorner(from, foot, c)),
      ),
  );
}

/** True when a corner lies nearer to the way than the walls' own rounding allows for. */
function isAtCorner(a: PlanPoint, b: PlanPoint, corner: PlanPoint): boolean {
  const share = nearestShare(corner, a, b);
  return distance(corner, [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]) < OUTSIDE_M;
}

function toMillimetres([x, y]: PlanPoint): PlanPoint {
  return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
}
