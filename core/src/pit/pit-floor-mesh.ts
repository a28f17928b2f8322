import earcut from 'earcut';
import type { MeshBuilder } from '../tiling/mesh-builder.ts';
import type { Pit } from './pit.ts';
import { wallColumns, wallPoint } from './pit-frame.ts';

/** A corner this near to a line lies on it, metres. */
const ON_LINE_M = 1e-9;

/**
 * Adds the floor, facing up, under the builder's current feature. The corners are triangulated; triangles at a side are
 * split at the feet of the wall's columns, so that wall and floor share every vertex of it.
 */
export function addFloor(pit: Pit, mesh: MeshBuilder): void {
  const n = pit.floor.length / 2;
  const feet = Array.from({ length: n }, (_, side) =>
    wallColumns(pit, side)
      .slice(0, -1)
      .map(([share]) => mesh.vertex(...wallPoint(pit, side, share, 0), 0, 0, 1)),
  );
  /** The vertices from corner i up to, without, corner j: corners that lie on the way, and the feet along sides. */
  const run = (i: number, j: number): readonly number[] => {
    const stops = [i, ...cornersBetween(pit.floor, i, j), j];
    return stops.slice(0, -1).flatMap((stop, k) => {
      const own = feet[stop] ?? [];
      return (stop + 1) % n === stops[k + 1] ? own : own.slice(0, 1);
    });
  };
  const triangles = earcut(pit.floor);
  for (let t = 0; t < triangles.length; t += 3) {
    const a = triangles[t] ?? 0;
    const b = triangles[t + 1] ?? 0;
    const c = triangles[t + 2] ?? 0;
    // earcut keeps no promise of direction.
    if (turn(pit.floor, a, b, c) > 0) addSplit(run(a, b), run(b, c), run(c, a), mesh);
    else addSplit(run(a, c), run(c, b), run(b, a), mesh);
  }
}

/** Corners on the straight line between corners i and j, in order: earcut passes over corners of 180 degrees. */
function cornersBetween(floor: Float64Array, i: number, j: number): readonly number[] {
  const x = floor[i * 2] ?? 0;
  const y = floor[i * 2 + 1] ?? 0;
  const ux = (floor[j * 2] ?? 0) - x;
  const uy = (floor[j * 2 + 1] ?? 0) - y;
  const length = Math.hypot(ux, uy);
  const found: { readonly corner: number; readonly along: number }[] = [];
  for (let k = 0; k < floor.length / 2; k++) {
    if (k === i || k === j) continue;
    const px = (floor[k * 2] ?? 0) - x;
    const py = (floor[k * 2 + 1] ?? 0) - y;
    const along = (px * ux + py * uy) / length;
    const off = Math.abs(px * uy - py * ux) / length;
    if (off < ON_LINE_M && along > 0 && along < length) found.push({ corner: k, along });
  }
  return found.sort((a, b) => a.along - b.along).map(({ corner }) => corner);
}

/** A triangle given by the vertices along its three sides, each without its end. */
function addSplit(ab: readonly number[], bc: readonly number[], ca: readonly number[], mesh: MeshBuilder): void {
  const [a = 0] = ab;
  const [b = 0] = bc;
  const [c = 0] = ca;
  const lastOfAb = ab.at(-1) ?? a;
  if (ab.length === 1) {
    // Nothing to split on a-b: turn until there is, or until no side is left.
    if (bc.length > 1) addSplit(bc, ca, ab, mesh);
    else if (ca.length > 1) addSplit(ca, ab, bc, mesh);
    else mesh.triangle(a, b, c);
    return;
  }
  // A fan from c over a-b; its first triangle keeps the points of c-a, its last those of b-c.
  for (let k = 1; k < ab.length; k++) {
    const from = ab[k - 1] ?? 0;
    const to = ab[k] ?? 0;
    if (k === 1) addSplit([from], [to], ca, mesh);
    else mesh.triangle(from, to, c);
  }
  addSplit([lastOfAb], bc, [c], mesh);
}

function turn(points: Float64Array, a: number, b: number, c: number): number {
  const x = (i: number) => points[i * 2] ?? 0;
  const y = (i: number) => points[i * 2 + 1] ?? 0;
  return (x(b) - x(a)) * (y(c) - y(a)) - (y(b) - y(a)) * (x(c) - x(a));
}
