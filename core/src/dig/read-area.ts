import type { LocalProjection } from '../geodesy/local-projection.ts';
import { checkOutline, MOST_CORNERS, PIT_REFUSALS, SAME_POINT_M } from '../pit/outline-check.ts';
import { outlineFromLonLat } from '../pit/outline-from-lon-lat.ts';

/** Why an area cannot be dug. */
export const AREA_REFUSALS = [...PIT_REFUSALS, 'holes', 'antimeridian'] as const;

export type AreaRefusalCode = (typeof AREA_REFUSALS)[number];

export interface AreaRefusal {
  readonly code: AreaRefusalCode;
  /** One sentence: the thing, what was wanted, what came. Corners are counted from 1. */
  readonly message: string;
}

/** An area that can be dug, in degrees and in the plane about its middle. */
export interface Area {
  readonly projection: LocalProjection;
  /** Flat x, y in metres, not closed. */
  readonly outline: Float64Array;
  /** Flat longitude, latitude of the same corners. */
  readonly ring: Float64Array;
  /** What was changed, as it is shown: `ring closed`, `duplicate point removed: corner 3`. */
  readonly repairs: readonly string[];
}

export type AreaResult =
  | { readonly ok: true; readonly area: Area }
  | { readonly ok: false; readonly refusal: AreaRefusal };

export interface AreaOptions {
  /** Most corners of the area; an intake desk may want fewer. */
  readonly mostCorners?: number | undefined;
}

/** Corners that the Dutch notice service takes of a dig area. */
export const INTAKE_CORNERS = 50;

/**
 * Reads a GeoJSON polygon in degrees. Accepts a ring that is closed or not, and drops corners that repeat the one before:
 * both are said in `repairs`. Everything else that is not one simple area is refused: `holes`, `antimeridian`, and the
 * codes of `checkOutline`.
 */
export function readPolygonArea(
  polygon: { readonly coordinates: readonly (readonly (readonly number[])[])[] },
  options: AreaOptions = {},
): AreaResult {
  const { coordinates } = polygon;
  if (coordinates.length > 1) {
    const holes = coordinates.length - 1;
    return refused(
      'holes',
      `The area must be one ring without holes, but has ${holes} ${holes === 1 ? 'hole' : 'holes'}.`,
    );
  }
  const ring = coordinates[0] ?? [];
  const flat = new Float64Array(ring.length * 2);
  for (const [i, [lon = Number.NaN, lat = Number.NaN]] of ring.entries()) flat.set([lon, lat], i * 2);
  return areaOfRing(flat, { ...options, closedByNature: true });
}

interface RingOptions extends AreaOptions {
  /** True for a format whose rings repeat their first point: one that does not was closed, and that is said. */
  readonly closedByNature: boolean;
}

/** Reads a ring in degrees, flat longitude, latitude; see `readPolygonArea`. */
export function areaOfRing(
  ring: Float64Array,
  { mostCorners = MOST_CORNERS, closedByNature }: RingOptions,
): AreaResult {
  const seam = antimeridianSide(ring);
  if (seam !== null) {
    return refused('antimeridian', `The area must not cross longitude 180, but its side ${seam} does.`);
  }
  const placed = outlineFromLonLat(ring);
  if (!placed.ok) return placed;
  const { projection, outline } = placed.value;
  const repairs: string[] = [];
  const n = outline.length / 2;
  if (closedByNature && n * 2 === ring.length && n > 1) repairs.push('ring closed');
  const kept: number[] = [];
  for (let i = 0; i < n; i++) {
    const before = kept.at(-1);
    if (before !== undefined && gap(outline, before, i) < SAME_POINT_M) repairs.push(removed(i));
    else kept.push(i);
  }
  for (
    let last = kept.at(-1);
    kept.length > 1 && last !== undefined && gap(outline, last, kept[0] ?? 0) < SAME_POINT_M;
  ) {
    repairs.push(removed(last));
    kept.pop();
    last = kept.at(-1);
  }
  const clean = pick(outline, kept);
  if (kept.length > mostCorners) {
    return refused('too-many-points', `The area may have ${mostCorners} corners, but has ${kept.length}.`);
  }
  const refusal = checkOutline(clean);
  if (refusal !== null) return { ok: false, refusal };
  return { ok: true, area: { projection, outline: clean, ring: pick(ring, kept), repairs } };
}

function removed(corner: number): string {
  return `duplicate point removed: corner ${corner + 1}`;
}

/** The number of the side, from 1, whose ends lie more than half the earth apart in longitude. */
function antimeridianSide(ring: Float64Array): number | null {
  for (let i = 0; i + 3 < ring.length; i += 2) {
    if (Math.abs((ring[i + 2] ?? 0) - (ring[i] ?? 0)) > 180) return i / 2 + 1;
  }
  return null;
}

function pick(flat: Float64Array, kept: readonly number[]): Float64Array {
  const picked = new Float64Array(kept.length * 2);
  for (const [k, i] of kept.entries()) picked.set(flat.subarray(i * 2, i * 2 + 2), k * 2);
  return picked;
}

function gap(flat: Float64Array, i: number, j: number): number {
  return Math.hypot((flat[j * 2] ?? 0) - (flat[i * 2] ?? 0), (flat[j * 2 + 1] ?? 0) - (flat[i * 2 + 1] ?? 0));
}

function refused(code: AreaRefusalCode, message: string): AreaResult {
  return { ok: false, refusal: { code, message } };
}
