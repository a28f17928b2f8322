import { type BoxIndex, boxIndex } from '../geometry/box-index.ts';
import { containsPoint } from '../geometry/polygon.ts';
import { type SegmentShares, segmentDistance2 } from '../geometry/segment-distance.ts';

/** A building as analyses of clearance see it: the outer ring of its footprint. */
export interface PlacedBuilding {
  readonly id: string;
  /** Flat x, y in metres of the analysis' plane; the last corner is joined to the first. */
  readonly ring: Float64Array;
}

/** Footprints in flat arrays with an index over them, made once. */
export interface BuildingFootprints {
  readonly ids: readonly string[];
  readonly corners: Float64Array;
  /** Building k has the corners `starts[k]` to `starts[k + 1]`. */
  readonly starts: Int32Array;
  readonly index: BoxIndex;
}

/** Throws a RangeError for a ring without three finite corners: it could not be met, and would pass for clear. */
export function buildingFootprints(buildings: readonly PlacedBuilding[]): BuildingFootprints {
  const starts = new Int32Array(buildings.length + 1);
  const boxes = new Float64Array(buildings.length * 4);
  for (const [k, { id, ring }] of buildings.entries()) {
    if (ring.length < 6 || ring.length % 2 !== 0 || !ring.every(Number.isFinite)) {
      throw new RangeError(`buildingFootprints: ${id} needs a ring of three finite corners or more`);
    }
    starts[k + 1] = (starts[k] ?? 0) + ring.length / 2;
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let c = 0; c < ring.length; c += 2) {
      west = Math.min(west, ring[c] ?? 0);
      east = Math.max(east, ring[c] ?? 0);
      south = Math.min(south, ring[c + 1] ?? 0);
      north = Math.max(north, ring[c + 1] ?? 0);
    }
    boxes.set([west, south, east, north], k * 4);
  }
  const corners = new Float64Array((starts[buildings.length] ?? 0) * 2);
  for (const [k, { ring }] of buildings.entries()) corners.set(ring, (starts[k] ?? 0) * 2);
  return { ids: buildings.map(({ id }) => id), corners, starts, index: boxIndex(boxes) };
}

/** The number of the footprint that a point lies in or nearest to, no farther than `withinM`; null where there is none. */
export function nearestFootprint(
  { corners, starts, index }: BuildingFootprints,
  x: number,
  y: number,
  withinM: number,
): number | null {
  let best: number | null = null;
  let leastM = withinM;
  index.search(x - withinM, y - withinM, x + withinM, y + withinM, (k) => {
    const awayM = pointToRingM(corners.subarray((starts[k] ?? 0) * 2, (starts[k + 1] ?? 0) * 2), x, y);
    if (awayM < leastM || (awayM === leastM && (best === null || k < best))) {
      best = k;
      leastM = awayM;
    }
    return undefined;
  });
  return best;
}

/** 0 within it. */
function pointToRingM(ring: Float64Array, x: number, y: number): number {
  if (containsPoint(ring, x, y)) return 0;
  const shares: SegmentShares = { s: 0, t: 0 };
  let least = Number.POSITIVE_INFINITY;
  let [cx, cy] = [ring.at(-2) ?? 0, ring.at(-1) ?? 0];
  for (let c = 0; c < ring.length; c += 2) {
    const [dx, dy] = [ring[c] ?? 0, ring[c + 1] ?? 0];
    least = Math.min(least, segmentDistance2(x, y, x, y, cx, cy, dx, dy, shares));
    [cx, cy] = [dx, dy];
  }
  return least;
}
