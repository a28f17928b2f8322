import type { RoofShape } from '../../model/map-feature.ts';
import type { SeededRandom } from '../../random/seeded-random.ts';
import { distance, type PlanLine, type PlanPoint } from '../place/plan-geometry.ts';
import type { Block, PlanRing } from '../plan/district-plan.ts';
import { closedSegments, isInRing, segmentsApart, turned } from '../plan/ring-geometry.ts';
import type { BuildingPart } from './building-parts.ts';
import type { Plan } from './footprint-shapes.ts';
import { boxesNear, boxOf, type PlanBox } from './plan-box.ts';

/** A building as a layout wants it, in the block's own frame. */
export interface BuildingDraft {
  readonly part: BuildingPart;
  readonly plan: Plan;
  readonly at: PlanPoint;
  /** Turned anticlockwise about its place, radians. */
  readonly turn?: number;
  readonly storeys: number;
  readonly roof?: RoofShape;
}

export interface PlacedDraft extends BuildingDraft {
  /** In the district's plan. */
  readonly rings: readonly PlanRing[];
}

/** Room to be kept, metres. */
export interface Room {
  /** From the block's boundary. */
  readonly setbackM: number;
  /** From other buildings of the block. */
  readonly gapM: number;
}

/** What buildings keep clear of besides the block's boundary and each other. */
export interface BlockObstacles {
  readonly waters: readonly PlanRing[];
  readonly ways: readonly { readonly line: PlanLine; readonly widthM: number }[];
}

/** Least distance of a wall from the edge of a way and of open water, metres. */
const FROM_WAY_M = 1.5;
const FROM_WATER_M = 6;

type PlanSegment = readonly [PlanPoint, PlanPoint];

/** Rows of dwellings may look straight south whatever the direction of their streets. */
const LOOKS_SOUTH: ReadonlySet<Block['pattern']> = new Set(['slabs', 'mixed', 'towers', 'villas', 'village']);
const SOUTH_CHANCE = 0.4;
/** But not when their streets run more than this askew, radians. */
const MOST_ASKEW = 0.6;

interface Standing {
  readonly box: PlanBox;
  readonly ring: PlanRing;
  readonly walls: readonly PlanSegment[];
}

/**
 * One block while it is built over, in a frame whose x runs along its longest side (within 45 degrees of the shore's
 * direction) and whose y points inland.
 */
export class BlockGround {
  readonly block: Block;
  readonly random: SeededRandom;
  /** The block's extent in its own frame. */
  readonly extent: PlanBox;
  readonly placed: PlacedDraft[] = [];
  /** Ground kept open, in the district's plan. */
  readonly reserved: PlanRing[] = [];
  /** The boundary in the block's frame, anticlockwise. */
  readonly ring: PlanRing;
  readonly #origin: PlanPoint;
  readonly #angle: number;
  readonly #boundary: readonly PlanSegment[];
  readonly #waters: readonly Standing[];
  readonly #ways: readonly { readonly box: PlanBox; readonly segment: PlanSegment; readonly apartM: number }[];
  readonly #standing: Standing[] = [];

  constructor(block: Block, obstacles: BlockObstacles, random: SeededRandom) {
    this.block = block;
    this.random = random;
    this.#origin = block.ring[0] ?? [0, 0];
    this.#angle =
      LOOKS_SOUTH.has(block.pattern) && random.chance(SOUTH_CHANCE) ? southAngle(block.ring) : rowAngle(block.ring);
    this.ring = this.#local(block.ring);
    this.extent = boxOf(this.ring);
    this.#boundary = closedSegments(this.ring);
    this.#waters = obstacles.waters.map((ring) => standing(this.#local(ring)));
    this.#ways = obstacles.ways.flatMap(({ line, widthM }) => {
      const local = this.#local(line);
      return local.slice(1).map((b, i) => {
        const segment: PlanSegment = [local[i] ?? b, b];
        return { box: boxOf(segment), segment, apartM: widthM / 2 + FROM_WAY_M };
      });
    });
  }

  /**
   * The stretches of x over which the whole strip from y0 to y1 lies inside the boundary with `setbackM` to spare; from
   * west to east.
   */
  stretches(y0: number, y1: number, setbackM: number): readonly (readonly [x0: number, x1: number])[] {
    const [low, high] = [y0 - setbackM, y1 + setbackM];
    if (low < this.extent.y0 || high > this.extent.y1) return [];
    const levels = [low, high, ...this.ring.map(([, y]) => y).filter((y) => y > low && y < high)];
    // Just above and below each vertex, where a side may begin or end.
    const lines = levels.flatMap((y) => [Math.max(low, y - 1e-6), Math.min(high, y + 1e-6)]);
    let free: readonly (readonly [number, number])[] = [[this.extent.x0, this.extent.x1]];
    for (const y of lines) free = overlaps(free, this.#insideAt(y));
    return free.map(([a, b]) => [a + setbackM, b - setbackM] as const).filter(([a, b]) => b > a);
  }

  /** Builds it if there is room, and says whether there was. */
  tryPlace(draft: BuildingDraft, { setbackM, gapM }: Room): boolean {
    const rings = draft.plan.map((ring) => turned(ring, draft.at, draft.turn ?? 0));
    const next = standing(rings[0] ?? []);
    if (!this.#hasRoom(next, setbackM, gapM)) return false;
    this.#standing.push(next);
    this.placed.push({
      ...draft,
      rings: rings.map((ring) => turned(ring, this.#origin, this.#angle).map(toMillimetres)),
    });
    return true;
  }

  /** Keeps a piece of ground open: a sports field. Says whether there was room for it. */
  tryReserve(ring: PlanRing, at: PlanPoint, { setbackM, gapM }: Room): boolean {
    const next = standing(turned(ring, at, 0));
    if (!this.#hasRoom(next, setbackM, gapM)) return false;
    this.#standing.push(next);
    this.reserved.push(turned(next.ring, this.#origin, this.#angle).map(toMillimetres));
    return true;
  }

  #hasRoom({ box, ring, walls }: Standing, setbackM: number, gapM: number): boolean {
    if (!ring.every((corner) => isInRing(corner, this.ring))) return false;
    for (const side of this.#boundary) {
      if (boxesNear(box, boxOf(side), setbackM) && segmentsApart(walls, [side]) < setbackM) return false;
    }
    for (const other of this.#standing) {
      if (boxesNear(box, other.box, gapM) && areNear(ring, walls, other, gapM)) return false;
    }
    for (const water of this.#waters) {
      if (boxesNear(box, water.box, FROM_WATER_M) && areNear(ring, walls, water, FROM_WATER_M)) return false;
    }
    for (const way of this.#ways) {
      if (
        boxesNear(box, way.box, way.apartM) &&
        (segmentsApart(walls, [way.segment]) < way.apartM || isInRing(way.segment[0], ring))
      ) {
        return false;
      }
    }
    return true;
  }

  #insideAt(y: number): readonly (readonly [number, number])[] {
    const xs = this.#boundary
      .filter(([a, b]) => a[1] > y !== b[1] > y)
      .map(([a, b]) => a[0] + ((b[0] - a[0]) * (y - a[1])) / (b[1] - a[1]))
      .sort((a, b) => a - b);
    return xs.flatMap((x, i) => (i % 2 === 0 ? [[x, xs[i + 1] ?? x] as const] : []));
  }

  #local(points: PlanLine): PlanRing {
    const [ox, oy] = this.#origin;
    return turned(
      points.map(([x, y]): PlanPoint => [x - ox, y - oy]),
      [0, 0],
      -this.#angle,
    );
  }
}

/** So exact as plans are; no sum of rounding reaches a test of distance. */
function toMillimetres([x, y]: PlanPoint): PlanPoint {
  return [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000];
}

function standing(ring: PlanRing): Standing {
  return { ring, box: boxOf(ring), walls: closedSegments(ring) };
}

function areNear(ring: PlanRing, walls: readonly PlanSegment[], other: Standing, gapM: number): boolean {
  if (segmentsApart(walls, other.walls) < gapM) return true;
  const [corner] = ring;
  const [theirs] = other.ring;
  return (corner !== undefined && isInRing(corner, other.ring)) || (theirs !== undefined && isInRing(theirs, ring));
}

function overlaps(
  first: readonly (readonly [number, number])[],
  second: readonly (readonly [number, number])[],
): readonly (readonly [number, number])[] {
  return first.flatMap(([a, b]) =>
    second.flatMap(([c, d]) => (Math.min(b, d) > Math.max(a, c) ? [[Math.max(a, c), Math.min(b, d)] as const] : [])),
  );
}

function southAngle(ring: PlanRing): number {
  const along = rowAngle(ring);
  return Math.abs(along) > MOST_ASKEW ? along : 0;
}

/** Direction of the longest nearly straight side, brought within 45 degrees of the shore's. */
function rowAngle(ring: PlanRing): number {
  const corners = ring.filter((point, i) => {
    const before = ring.at(i - 1) ?? point;
    const after = ring[(i + 1) % ring.length] ?? point;
    const turn =
      Math.atan2(after[1] - point[1], after[0] - point[0]) - Math.atan2(point[1] - before[1], point[0] - before[0]);
    return Math.abs(Math.sin(turn)) > 0.3;
  });
  const sides = closedSegments(corners.length >= 3 ? corners : ring);
  const longest = sides.toSorted(([a, b], [c, d]) => distance(c, d) - distance(a, b))[0];
  if (!longest) return 0;
  const [a, b] = longest;
  const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
  return angle - (Math.PI / 2) * Math.round(angle / (Math.PI / 2));
}
