import type { LonLatBox } from '@undercroft/core/geodesy/crs';
import { ringCrossing } from '@undercroft/core/geometry/ring-crossing';
import type { Rings } from '@undercroft/core/model/map-feature';
import { type Placement, unmovedWithin } from '../placing/placement.ts';
import type { RawGeometry, RawPart } from '../tables/raw-geometry.ts';

/** What was noticed about a ring, for a report: a sentence's end, and the place where the map shows it. */
export interface RingNote {
  readonly kind: 'bad-polygon' | 'self-intersection' | 'outside-area-of-use';
  readonly message: string;
  readonly at: readonly [lon: number, lat: number] | undefined;
}

export interface PlacedPolygons {
  readonly polygons: readonly Rings[];
  readonly notes: readonly RingNote[];
}

/** Three corners and the first one again. */
const LEAST_NUMBERS = 8;
/** Corners this near to one line bound no area, metres. */
const STROKE_M = 1e-3;
const METRES_PER_DEGREE = 111_320;
/** Written anew for every ring. */
let scratch = new Float64Array(256);
const RADIANS = Math.PI / 180;

/**
 * Polygons brought to longitude and latitude: rings closed, points that stand there twice taken once. A ring that bounds no
 * area is left out and noted, with its holes when it is an outer one; one that crosses itself is kept and noted.
 */
export function placedPolygons(
  geometry: RawGeometry & { readonly kind: 'polygon' },
  placement: Placement,
): PlacedPolygons {
  const notes: RingNote[] = [];
  const polygons: Rings[] = [];
  for (const parts of geometry.polygons) {
    const [outer] = parts;
    const first = outer === undefined ? null : placedRing(outer, placement, 'outer ring', notes);
    if (first === null) continue;
    const rings = [first];
    for (let i = 1; i < parts.length; i++) {
      const part = parts[i];
      const hole = part === undefined ? null : placedRing(part, placement, 'hole', notes);
      if (hole !== null) rings.push(hole);
    }
    polygons.push(rings);
  }
  return { polygons, notes };
}

/** A line brought to longitude and latitude, points that stand there twice taken once; a text says why it cannot be. */
export function placedPath({ xy }: RawPart, placement: Placement): Float64Array | string {
  return placedPoints(xy, placement, 0);
}

/** Points, and behind them the first one again where the source's ring is open and `spare` is 2; the source's own array where nothing changes. */
function placedPoints(xy: Float64Array, placement: Placement, spare: 0 | 2): Float64Array | string {
  const box = unmovedWithin(placement);
  if (spare === 0 && box !== null && staysAsItIs(xy, box)) return xy;
  const path = new Float64Array(xy.length + spare);
  let at = 0;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const there = placement.place(xy[i] ?? Number.NaN, xy[i + 1] ?? Number.NaN);
    if (typeof there === 'string') return there;
    const [lon, lat] = there;
    if (at > 0 && path[at - 2] === lon && path[at - 1] === lat) continue;
    path[at] = lon;
    path[at + 1] = lat;
    at += 2;
  }
  if (spare === 2 && at > 0) {
    path[at] = path[0] ?? 0;
    path[at + 1] = path[1] ?? 0;
    at += 2;
  }
  return at === path.length ? path : path.slice(0, at);
}

/** True when all points lie in the box and none stands where the one before does. */
function staysAsItIs(xy: Float64Array, [west, south, east, north]: LonLatBox): boolean {
  let lastX = Number.NaN;
  let lastY = Number.NaN;
  for (let i = 0; i + 1 < xy.length; i += 2) {
    const x = xy[i] ?? Number.NaN;
    const y = xy[i + 1] ?? Number.NaN;
    if (!(x >= west && x <= east && y >= south && y <= north) || (x === lastX && y === lastY)) return false;
    lastX = x;
    lastY = y;
  }
  return true;
}

function placedRing(part: RawPart, placement: Placement, what: string, notes: RingNote[]): Float64Array | null {
  const { xy } = part;
  const isClosed = xy.length > 2 && xy[0] === xy[xy.length - 2] && xy[1] === xy[xy.length - 1];
  const ring = placedPoints(xy, placement, isClosed ? 0 : 2);
  if (typeof ring === 'string') {
    notes.push({ kind: 'outside-area-of-use', message: ring, at: undefined });
    return null;
  }
  const at = [ring[0] ?? 0, ring[1] ?? 0] as const;
  if (ring.length < LEAST_NUMBERS) {
    const corners = Math.max(0, ring.length / 2 - 1);
    notes.push({
      kind: 'bad-polygon',
      message: `the ${what} has ${corners} different corners, at least 3 were wanted`,
      at,
    });
    return null;
  }
  const plane = inMetres(ring);
  if (isStroke(plane)) {
    notes.push({ kind: 'bad-polygon', message: `the ${what} bounds no area: its corners lie on one line`, at });
    return null;
  }
  const crossing = ringCrossing(plane);
  if (crossing !== null) {
    const scale = METRES_PER_DEGREE * Math.cos(at[1] * RADIANS);
    const there = [at[0] + crossing[0] / scale, at[1] + crossing[1] / METRES_PER_DEGREE] as const;
    notes.push({ kind: 'self-intersection', message: `the ${what} crosses or touches itself`, at: there });
  }
  return ring;
}

/** About the ring's first corner, well enough to tell what crosses; without the closing corner. Good until the next call. */
function inMetres(ring: Float64Array): Float64Array {
  const lon0 = ring[0] ?? 0;
  const lat0 = ring[1] ?? 0;
  const scale = METRES_PER_DEGREE * Math.cos(lat0 * RADIANS);
  if (scratch.length < ring.length) scratch = new Float64Array(ring.length * 2);
  const plane = scratch.subarray(0, ring.length - 2);
  for (let i = 0; i < plane.length; i += 2) {
    plane[i] = ((ring[i] ?? 0) - lon0) * scale;
    plane[i + 1] = ((ring[i + 1] ?? 0) - lat0) * METRES_PER_DEGREE;
  }
  return plane;
}

/** True when all corners lie on one line: a bow-tie has no net area either, but it has an inside. */
function isStroke(plane: Float64Array): boolean {
  if (isWide(plane[2] ?? 0, plane[3] ?? 0, plane[4] ?? 0, plane[5] ?? 0)) return false;
  let farthest = 0;
  for (let i = 2; i < plane.length; i += 2) {
    if (Math.hypot(plane[i] ?? 0, plane[i + 1] ?? 0) > Math.hypot(plane[farthest] ?? 0, plane[farthest + 1] ?? 0))
      farthest = i;
  }
  const ux = plane[farthest] ?? 0;
  const uy = plane[farthest + 1] ?? 0;
  const length = Math.hypot(ux, uy);
  if (length === 0) return true;
  for (let i = 0; i < plane.length; i += 2) {
    if (Math.abs(ux * (plane[i + 1] ?? 0) - uy * (plane[i] ?? 0)) / length > STROKE_M) return false;
  }
  return true;
}

/** True when the triangle of the origin and two corners fits no strip three strokes wide: one of the two lies off any line. */
function isWide(ax: number, ay: number, bx: number, by: number): boolean {
  const twiceArea = ax * by - ay * bx;
  const longest = Math.max(ax * ax + ay * ay, bx * bx + by * by, (ax - bx) ** 2 + (ay - by) ** 2);
  return twiceArea * twiceArea > 9 * STROKE_M * STROKE_M * longest;
}
