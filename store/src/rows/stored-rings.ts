import type { Rings } from '@undercroft/core/model/map-feature';

/** Numbers of a closed triangle. */
const LEAST_RING = 8;

/**
 * The rings of a polygon as they are stored: closed (PostGIS refuses a ring that does not end where it began), without
 * holes of fewer than four points; null when the outer ring itself has fewer and the polygon therefore has no place.
 */
export function storedRings(rings: Rings): readonly [outer: Float64Array, ...holes: Float64Array[]] | null {
  const [outer, ...holes] = rings.map(closed);
  if (outer === undefined || outer.length < LEAST_RING) return null;
  return [outer, ...holes.filter((hole) => hole.length >= LEAST_RING)];
}

function closed(ring: Float64Array): Float64Array {
  const [x = Number.NaN, y = Number.NaN] = ring;
  if (ring.length === 0 || (ring.at(-2) === x && ring.at(-1) === y)) return ring;
  return Float64Array.of(...ring, x, y);
}
