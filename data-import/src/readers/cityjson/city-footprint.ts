import { patchOutline } from '@undercroft/core/geometry/patch-outline';
import { containsPoint, signedArea } from '@undercroft/core/geometry/polygon';
import type { CitySurface } from './city-surfaces.ts';

/** A polygon in the document's coordinates: the outer ring, then its holes, flat x, y, closed. */
export type PlanPolygon = readonly Float64Array[];

/** Sine of the least slope against the vertical at which a face counts as floor, roof or ground: 30 degrees from upright. */
const LEAST_UP = 0.5;
/** Rings smaller than a square decimetre are what rounding leaves. */
const LEAST_AREA_M2 = 0.01;

/** Outline in plan of the faces that look up or, for `down`, of the lowest that look down (a building's ground). */
export function planOutline(
  surfaces: readonly CitySurface[],
  vertices: Float64Array,
  look: 'up' | 'down',
): readonly PlanPolygon[] {
  const faces = surfaces.map((surface) => ({ surface, up: upness(surface, vertices) }));
  const chosen = look === 'up' ? faces.filter(({ up }) => up >= LEAST_UP) : groundFaces(faces, vertices);
  // Seen from above a face that looks down runs clockwise.
  const rings = chosen.flatMap(({ surface, up }) =>
    up > 0 ? surface.rings : surface.rings.map((ring) => ring.toReversed()),
  );
  return polygonsOf(patchOutline(rings).rings, vertices);
}

interface Face {
  readonly surface: CitySurface;
  /** Vertical part of the unit normal. */
  readonly up: number;
}

function groundFaces(faces: readonly Face[], vertices: Float64Array): readonly Face[] {
  const named = faces.filter(({ surface }) => surface.semantic === 'GroundSurface');
  if (named.length > 0) return named;
  const levels = faces.flatMap(({ surface }) =>
    surface.rings.flat().map((index) => vertices[index * 3 + 2] ?? Number.NaN),
  );
  const low = levels.reduce((least, level) => Math.min(least, level), Number.POSITIVE_INFINITY);
  const high = levels.reduce((most, level) => Math.max(most, level), Number.NEGATIVE_INFINITY);
  // Undersides of balconies and bridges between wings look down as well.
  const middle = (low + high) / 2;
  const isLow = ({ rings }: CitySurface): boolean =>
    rings.flat().every((index) => (vertices[index * 3 + 2] ?? high) <= middle);
  const down = faces.filter(({ surface, up }) => up <= -LEAST_UP && isLow(surface));
  // A box without a floor, or turned inside out: its roof has the same outline.
  return down.length > 0 ? down : faces.filter(({ up }) => up >= LEAST_UP);
}

/** By Newell's sums, which do not mind a vertex out of the plane. */
function upness({ rings: [ring = []] }: CitySurface, vertices: Float64Array): number {
  let nx = 0;
  let ny = 0;
  let nz = 0;
  ring.forEach((index, i) => {
    const [ax, ay, az] = pointOf(vertices, index);
    const [bx, by, bz] = pointOf(vertices, ring[(i + 1) % ring.length] ?? index);
    nx += (ay - by) * (az + bz);
    ny += (az - bz) * (ax + bx);
    nz += (ax - bx) * (ay + by);
  });
  const length = Math.hypot(nx, ny, nz);
  return length > 0 ? nz / length : 0;
}

function polygonsOf(rings: readonly (readonly number[])[], vertices: Float64Array): readonly PlanPolygon[] {
  const flat = rings.map((ring) => {
    const path = new Float64Array(ring.length * 2);
    ring.forEach((index, i) => {
      path[i * 2] = vertices[index * 3] ?? Number.NaN;
      path[i * 2 + 1] = vertices[index * 3 + 1] ?? Number.NaN;
    });
    return { path, area: signedArea(path) };
  });
  const outers = flat.filter(({ area }) => area >= LEAST_AREA_M2).toSorted((a, b) => b.area - a.area);
  const holes = flat.filter(({ area }) => area <= -LEAST_AREA_M2);
  const owned = outers.map((outer) => ({ outer, holes: [] as Float64Array[] }));
  for (const { path } of holes) {
    // The smallest ring around it; a hole that nothing holds is no hole.
    const owner = owned.findLast(({ outer }) => containsPoint(outer.path, path[0] ?? 0, path[1] ?? 0));
    owner?.holes.push(path);
  }
  return owned.map(({ outer, holes: own }) => [closed(outer.path), ...own.map(closed)]);
}

function closed(path: Float64Array): Float64Array {
  const ring = new Float64Array(path.length + 2);
  ring.set(path);
  ring[path.length] = path[0] ?? Number.NaN;
  ring[path.length + 1] = path[1] ?? Number.NaN;
  return ring;
}

function pointOf(vertices: Float64Array, index: number): readonly [number, number, number] {
  // About the first vertex, so that far-off coordinates cost no digits.
  const at = (axis: number): number => (vertices[index * 3 + axis] ?? 0) - (vertices[axis] ?? 0);
  return [at(0), at(1), at(2)];
}
