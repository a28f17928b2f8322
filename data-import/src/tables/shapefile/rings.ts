import type { RawPart } from '../raw-geometry.ts';

/** Polygons made of rings, and what was put right on the way. */
export interface RingSorting {
  /** Each an outer ring followed by its holes; rings are closed. */
  readonly polygons: readonly (readonly RawPart[])[];
  readonly mended: readonly string[];
  /** True when there were more rings than can be sorted; there are no polygons then. */
  readonly tooMany: boolean;
}

interface Ring {
  readonly part: RawPart;
  /** Twice the area: positive clockwise, as outer rings run in a shapefile. */
  readonly area: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
}

const LEAST_NUMBERS = 8;
/** Boxes and corners looked at to tell which outer ring a record's holes lie in: half a second. */
const MOST_TRIED = 50_000_000;

/**
 * Sorts the rings of a shapefile's polygon: outer rings run clockwise, holes the other way and each goes to the smallest
 * outer ring that contains it. A hole in nothing becomes an outer ring, since many programs do not mind the direction.
 */
export function polygonsOf(parts: readonly RawPart[]): RingSorting {
  const mended = new Set<string>();
  const rings = parts.flatMap((part) => ringOf(part, mended) ?? []);
  const sign = outerSign(rings);
  if (sign < 0) mended.add('the rings run the other way round than those of a shapefile');
  const outers = rings.filter(({ area }) => area * sign > 0).toSorted((a, b) => (a.area - b.area) * sign);
  const holes = rings.filter(({ area }) => area * sign < 0);
  const polygons = new Map<Ring, RawPart[]>(outers.map((outer) => [outer, [outer.part]]));
  const budget = { left: MOST_TRIED };
  const alone: RawPart[][] = [];
  for (const hole of holes) {
    const outer = outerOf(hole, outers, budget);
    if (budget.left < 0 && outers.length > 1) return { polygons: [], mended: [...mended], tooMany: true };
    const polygon = outer === null ? undefined : polygons.get(outer);
    if (polygon !== undefined) polygon.push(hole.part);
    else alone.push([hole.part]);
  }
  if (alone.length > 0) mended.add('a hole that lies in no outer ring was taken for an outer ring');
  // In the order of the file, so that the same rings give the same polygons.
  const inOrder = rings.map((ring) => polygons.get(ring)).filter((polygon) => polygon !== undefined);
  return { polygons: [...inOrder, ...alone], mended: [...mended], tooMany: false };
}

/** 1 when outer rings run clockwise, -1 when they do not: the largest ring lies in no other, so it is no hole. */
function outerSign(rings: readonly Ring[]): 1 | -1 {
  let largest = 0;
  for (const { area } of rings) if (Math.abs(area) > Math.abs(largest)) largest = area;
  return largest < 0 ? -1 : 1;
}

function ringOf(part: RawPart, mended: Set<string>): Ring | null {
  const closed = closedRing(part);
  if (closed !== part) mended.add('a ring that did not end where it began was closed');
  const { xy } = closed;
  let area = 0;
  let west = Number.POSITIVE_INFINITY;
  let south = Number.POSITIVE_INFINITY;
  let east = Number.NEGATIVE_INFINITY;
  let north = Number.NEGATIVE_INFINITY;
  // Coordinates of eight figures: about the first corner their products keep their last digits.
  const x0 = xy[0] ?? 0;
  const y0 = xy[1] ?? 0;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] ?? 0;
    const y = xy[i + 1] ?? 0;
    if (x < west) west = x;
    if (x > east) east = x;
    if (y < south) south = y;
    if (y > north) north = y;
    if (i + 3 < xy.length) area += ((xy[i + 2] ?? 0) - x0) * (y - y0) - (x - x0) * ((xy[i + 3] ?? 0) - y0);
  }
  if (xy.length < LEAST_NUMBERS || area === 0 || !Number.isFinite(area)) {
    mended.add('a ring that encloses nothing was left out');
    return null;
  }
  return { part: closed, area, west, south, east, north };
}

function closedRing(part: RawPart): RawPart {
  const { xy, z } = part;
  const last = xy.length - 2;
  if (xy[0] === xy[last] && xy[1] === xy[last + 1]) return part;
  const closed = new Float64Array(xy.length + 2);
  closed.set(xy);
  closed.set(xy.subarray(0, 2), xy.length);
  if (z === null) return { xy: closed, z };
  const levels = new Float64Array(z.length + 1);
  levels.set(z);
  levels[z.length] = z[0] ?? Number.NaN;
  return { xy: closed, z: levels };
}

/** The smallest outer ring around a hole; `outers` come smallest first. Of one alone, its box will do when time is up. */
function outerOf(hole: Ring, outers: readonly Ring[], budget: { left: number }): Ring | null {
  for (const outer of outers) {
    budget.left--;
    if (budget.left < 0 && outers.length > 1) return null;
    if (!boxContains(outer, hole)) continue;
    if (ringContains(outer.part.xy, hole.part.xy, budget)) return outer;
  }
  return null;
}

function boxContains(outer: Ring, hole: Ring): boolean {
  return outer.west <= hole.west && outer.south <= hole.south && outer.east >= hole.east && outer.north >= hole.north;
}

/** True when the first corner of `hole` that is not on `ring` lies inside it. */
function ringContains(ring: Float64Array, hole: Float64Array, budget: { left: number }): boolean {
  for (let i = 0; i + 1 < hole.length && budget.left > 0; i += 2) {
    budget.left -= ring.length / 2;
    const side = sideOf(ring, hole[i] ?? 0, hole[i + 1] ?? 0);
    if (side !== 0) return side > 0;
  }
  return true;
}

/** 1 inside, -1 outside, 0 on the ring. */
function sideOf(ring: Float64Array, x: number, y: number): -1 | 0 | 1 {
  let inside = false;
  for (let i = 0; i + 3 < ring.length; i += 2) {
    const ax = ring[i] ?? 0;
    const ay = ring[i + 1] ?? 0;
    const bx = ring[i + 2] ?? 0;
    const by = ring[i + 3] ?? 0;
    const cross = (bx - ax) * (y - ay) - (by - ay) * (x - ax);
    if (
      cross === 0 &&
      x >= Math.min(ax, bx) &&
      x <= Math.max(ax, bx) &&
      y >= Math.min(ay, by) &&
      y <= Math.max(ay, by)
    ) {
      return 0;
    }
    if (ay > y !== by > y && cross < 0 === by < ay) inside = !inside;
  }
  return inside ? 1 : -1;
}
