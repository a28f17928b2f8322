import type { BuildingSolid, SolidFace, SolidSurface } from '@undercroft/core/model/building-solid';
import type { Placement } from '../../placing/placement.ts';
import type { CityObject } from './city-document.ts';
import { type CitySurface, surfacesOf } from './city-surfaces.ts';

/** Bodies from block models up to roof shapes; finer ones (windows, rooms) cost more than they show. */
const LEAST_LOD = 1;
const FINER_THAN_LOD = 3;

/** Sine of the least slope against the vertical at which a face without a name counts as roof or ground: 45 degrees. */
const LEAST_UP = Math.SQRT1_2;

/**
 * The surfaces of a building as they were surveyed: its own, or where it has none those of its parts, each at its finest
 * level of detail below 3; `null` where there are none, or one of their corners cannot be placed.
 */
export function citySolid(
  object: CityObject,
  objects: ReadonlyMap<string, CityObject>,
  vertices: Float64Array,
  placement: Placement,
): BuildingSolid | null {
  const surfaces = bodyWithParts(object, objects, new Set());
  if (surfaces.length === 0) return null;
  const corners = new Map<number, number>();
  const placed: number[] = [];
  const corner = (index: number): number | null => {
    const known = corners.get(index);
    if (known !== undefined) return known;
    const place = placement.place(vertices[3 * index] ?? Number.NaN, vertices[3 * index + 1] ?? Number.NaN);
    const levelM = placement.levelM(vertices[3 * index + 2] ?? Number.NaN);
    if (typeof place === 'string' || !Number.isFinite(levelM)) return null;
    const added = placed.push(place[0], place[1], levelM) / 3 - 1;
    corners.set(index, added);
    return added;
  };
  const faces: SolidFace[] = [];
  for (const surface of surfaces) {
    const rings = surface.rings.map((ring) => ring.map(corner));
    if (rings.some((ring) => ring.includes(null))) return null;
    faces.push({
      surface: kindOf(surface, vertices),
      rings: rings.map((ring) => ring.filter((each) => each !== null)),
    });
  }
  return { vertices: Float64Array.from(placed), faces };
}

/** The faces that are drawn of a building. */
export function bodyWithParts(
  object: CityObject,
  objects: ReadonlyMap<string, CityObject>,
  seen: Set<CityObject>,
): readonly CitySurface[] {
  if (seen.has(object)) return [];
  seen.add(object);
  const own = (object.geometry ?? [])
    .map((geometry) => ({ lod: Number(geometry.lod ?? 0), surfaces: surfacesOf(geometry) }))
    .filter(({ lod, surfaces }) => lod >= LEAST_LOD && lod < FINER_THAN_LOD && surfaces.length > 0)
    .toSorted((a, b) => b.lod - a.lod)[0];
  if (own !== undefined) return own.surfaces;
  return (object.children ?? []).flatMap((id) => {
    const child = objects.get(id);
    return child === undefined ? [] : bodyWithParts(child, objects, seen);
  });
}

/** By its name, else by the way it looks. */
function kindOf(surface: CitySurface, vertices: Float64Array): SolidSurface {
  if (surface.semantic === 'RoofSurface' || surface.semantic === 'OuterCeilingSurface') return 'roof';
  if (surface.semantic === 'GroundSurface' || surface.semantic === 'OuterFloorSurface') return 'ground';
  if (surface.semantic !== null) return 'wall';
  const up = upness(surface.rings[0] ?? [], vertices);
  if (up >= LEAST_UP) return 'roof';
  return up <= -LEAST_UP ? 'ground' : 'wall';
}

/** Vertical part of the unit normal, by Newell's sums about the first corner. */
function upness(ring: readonly number[], vertices: Float64Array): number {
  const sums = [0, 0, 0];
  const [first = 0] = ring;
  const at = (index: number, axis: number): number =>
    (vertices[3 * index + axis] ?? 0) - (vertices[3 * first + axis] ?? 0);
  for (const [i, index] of ring.entries()) {
    const next = ring[(i + 1) % ring.length] ?? index;
    for (let axis = 0; axis < 3; axis++) {
      const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
      sums[axis] = (sums[axis] ?? 0) + (at(index, u) - at(next, u)) * (at(index, v) + at(next, v));
    }
  }
  const length = Math.hypot(...sums);
  return length > 0 ? (sums[2] ?? 0) / length : 0;
}
