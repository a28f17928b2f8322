import earcut from 'earcut';
import type { BuildingSolid, SolidFace } from '../model/building-solid.ts';
import type { TileFrame } from '../tiling/tile-frame.ts';
import { type LooseFaces, type Normal, newellNormal } from './loose-faces.ts';
import { STEPS_A_METRE } from './steps.ts';

/** Cosine of the angle below which two faces count as one that was cut up: no line is drawn between them (3 degrees). */
const FLUSH = Math.cos((3 * Math.PI) / 180);

interface PlacedFace {
  readonly face: SolidFace;
  readonly normal: Normal;
}

/**
 * Adds the surfaces of a building as they were surveyed, holes and all, at their own levels: walls and ground in the tone
 * of walls, roofs in that of roofs. A solid delivered inside out is turned. Edges are drawn where two faces meet at an
 * angle. False when not one of its faces has an area: then nothing is added.
 */
export function addSolid(solid: BuildingSolid, frame: TileFrame, feature: number, faces: LooseFaces): boolean {
  const at = placedCorners(solid, frame);
  const isInsideOut = sixVolumes(solid.faces, at) < 0;
  const placed = solid.faces.flatMap((each): PlacedFace[] => {
    const face = isInsideOut ? { ...each, rings: each.rings.map((ring) => ring.toReversed()) } : each;
    const normal = newellNormal(ringCoordinates(face.rings[0] ?? [], at));
    return normal === null || !normal.every(Number.isFinite) ? [] : [{ face, normal }];
  });
  const meets = edgeNormals(placed, at);
  for (const { face, normal } of placed) addFace(face, normal, at, meets, feature, faces);
  return placed.length > 0;
}

/** East, north, up of each corner in whole steps; places that are none are NaN. */
function placedCorners({ vertices }: BuildingSolid, frame: TileFrame): Float64Array {
  const out = new Float64Array(vertices.length);
  for (let i = 0; i + 2 < vertices.length; i += 3) {
    frame.place(vertices[i] ?? Number.NaN, vertices[i + 1] ?? Number.NaN, vertices[i + 2] ?? Number.NaN, out, i);
  }
  for (let i = 0; i < out.length; i++) out[i] = Math.round((out[i] ?? 0) * STEPS_A_METRE);
  return out;
}

function addFace(
  { surface, rings }: SolidFace,
  normal: Normal,
  at: Float64Array,
  meets: ReadonlyMap<string, readonly Normal[]>,
  feature: number,
  faces: LooseFaces,
): void {
  const corners = rings.flat();
  const first = faces.corners(ringCoordinates(corners, at), normal, feature, surface === 'roof');
  // Seen along its steepest axis; mirrored where that turns it over.
  const axis = normal.map(Math.abs).indexOf(Math.max(...normal.map(Math.abs)));
  const [u, v] = [(axis + 1) % 3, (axis + 2) % 3];
  const sign = (normal[axis] ?? 0) < 0 ? -1 : 1;
  const plan = corners.flatMap((corner) => [sign * (at[3 * corner + u] ?? 0), at[3 * corner + v] ?? 0]);
  const holes: number[] = [];
  let count = rings[0]?.length ?? 0;
  for (const hole of rings.slice(1)) {
    holes.push(count);
    count += hole.length;
  }
  const triangles = earcut(plan, holes);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a = 0, b = 0, c = 0] = triangles.slice(i, i + 3);
    const isTurned = turn(plan, a, b, c) < 0;
    faces.triangles.push(first + a, first + (isTurned ? c : b), first + (isTurned ? b : c));
  }
  let from = 0;
  for (const ring of rings) {
    for (const [i, corner] of ring.entries()) {
      const next = (i + 1) % ring.length;
      const others = meets.get(edgeKey(corner, ring[next] ?? corner, at)) ?? [];
      if (others.length === 2 && others.every((other) => dot(other, normal) > FLUSH)) continue;
      faces.edges.push(first + from + i, first + from + next);
    }
    from += ring.length;
  }
}

/** The normals of the faces that meet at each edge. */
function edgeNormals(placed: readonly PlacedFace[], at: Float64Array): ReadonlyMap<string, readonly Normal[]> {
  const meets = new Map<string, Normal[]>();
  for (const { face, normal } of placed) {
    for (const ring of face.rings) {
      for (const [i, corner] of ring.entries()) {
        const key = edgeKey(corner, ring[(i + 1) % ring.length] ?? corner, at);
        const known = meets.get(key);
        if (known === undefined) meets.set(key, [normal]);
        else known.push(normal);
      }
    }
  }
  return meets;
}

/** By place: two faces may name one corner by two numbers. */
function edgeKey(a: number, b: number, at: Float64Array): string {
  const of = (corner: number): string => at.subarray(3 * corner, 3 * corner + 3).join(' ');
  const [from, to] = [of(a), of(b)];
  return from < to ? `${from}|${to}` : `${to}|${from}`;
}

function ringCoordinates(ring: readonly number[], at: Float64Array): number[] {
  return ring.flatMap((corner) => [
    at[3 * corner] ?? Number.NaN,
    at[3 * corner + 1] ?? Number.NaN,
    at[3 * corner + 2] ?? Number.NaN,
  ]);
}

/** Six times the volume its outer rings enclose, as fans about their first corners: negative when they look inwards. */
function sixVolumes(faces: readonly SolidFace[], at: Float64Array): number {
  let sum = 0;
  const [x0 = 0, y0 = 0, z0 = 0] = at;
  for (const { rings } of faces) {
    for (const ring of rings) {
      const c = ringCoordinates(ring, at);
      const [ax, ay, az] = [(c[0] ?? 0) - x0, (c[1] ?? 0) - y0, (c[2] ?? 0) - z0];
      for (let i = 3; i + 5 < c.length; i += 3) {
        const [bx, by, bz] = [(c[i] ?? 0) - x0, (c[i + 1] ?? 0) - y0, (c[i + 2] ?? 0) - z0];
        const [cx, cy, cz] = [(c[i + 3] ?? 0) - x0, (c[i + 4] ?? 0) - y0, (c[i + 5] ?? 0) - z0];
        sum += ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
      }
    }
  }
  return sum;
}

function turn(plan: readonly number[], a: number, b: number, c: number): number {
  const [ax = 0, ay = 0] = plan.slice(2 * a, 2 * a + 2);
  const [bx = 0, by = 0] = plan.slice(2 * b, 2 * b + 2);
  const [cx = 0, cy = 0] = plan.slice(2 * c, 2 * c + 2);
  return (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
}

function dot(a: Normal, b: Normal): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}
