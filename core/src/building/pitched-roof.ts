import type { FacadeMesh } from './facade-mesh.ts';

/** Rise of a ridge over the eaves as a part of the roof's width (31 degrees), and at most. A convention of the drawing. */
const RISE_SHARE = 0.3;
/** What a tile's bounding volume leaves above the eaves holds it. Metres. */
const MOST_RISE_M = 4;
/** The ridge of a hipped roof begins half the width from the end, and no further in than this part of the length. */
const MOST_INSET_SHARE = 0.45;

/**
 * Puts a roof with a ridge along its longer side on the four corners at `top` (x, y, z of each, anticlockwise). The
 * slopes go to `roof`, the triangles below the ends of a gabled one to `walls`.
 *
 * ```
 *   d ---------------- c      gabled: r0 over the middle of d-a, r1 over that of b-c
 *   |  r0 -------- r1  |      hipped: both moved inwards
 *   a ---------------- b
 * ```
 */
export function addPitchedRoof(
  top: Float64Array,
  shape: 'gabled' | 'hipped',
  walls: FacadeMesh,
  roof: FacadeMesh,
): void {
  const isAlong = side(top, 0, 1) + side(top, 2, 3) >= side(top, 1, 2) + side(top, 3, 0);
  const [a, b, c, d] = isAlong ? ([0, 1, 2, 3] as const) : ([1, 2, 3, 0] as const);
  const lengthM = (side(top, a, b) + side(top, c, d)) / 2;
  const widthM = (side(top, b, c) + side(top, d, a)) / 2;
  const at = new Float64Array(18);
  at.set(top);
  const riseM = Math.min(RISE_SHARE * widthM, MOST_RISE_M);
  const inset = shape === 'gabled' ? 0 : Math.min(widthM / 2 / lengthM, MOST_INSET_SHARE);
  for (let axis = 0; axis < 3; axis++) {
    const west = ((at[3 * d + axis] ?? 0) + (at[3 * a + axis] ?? 0)) / 2;
    const east = ((at[3 * b + axis] ?? 0) + (at[3 * c + axis] ?? 0)) / 2;
    const up = axis === 2 ? riseM : 0;
    at[3 * R0 + axis] = west + (east - west) * inset + up;
    at[3 * R1 + axis] = east + (west - east) * inset + up;
  }
  addFace(at, [a, b, R1, R0], roof);
  addFace(at, [c, d, R0, R1], roof);
  const ends = shape === 'gabled' ? walls : roof;
  addFace(at, [b, c, R1], ends);
  addFace(at, [d, a, R0], ends);
}

const R0 = 4;
const R1 = 5;

function side(at: Float64Array, i: number, j: number): number {
  return Math.hypot((at[3 * j] ?? 0) - (at[3 * i] ?? 0), (at[3 * j + 1] ?? 0) - (at[3 * i + 1] ?? 0));
}

/** A face of three or four corners, anticlockwise seen from outside, with its outline. */
function addFace(at: Float64Array, corners: readonly number[], mesh: FacadeMesh): void {
  const [first = 0, second = 0, third = 0] = corners;
  const [nx, ny, nz] = normalOf(at, first, second, third);
  const added = corners.map((i) => mesh.vertex(at, i, nx, ny, nz, 0, 0));
  const [a = 0, b = 0, c = 0, d] = added;
  mesh.mesh.triangle(a, b, c);
  if (d !== undefined) mesh.mesh.triangle(a, c, d);
  for (const [i, from] of added.entries()) mesh.edge(from, added[(i + 1) % added.length] ?? from);
}

function normalOf(at: Float64Array, i: number, j: number, k: number): readonly [number, number, number] {
  const of = (from: number, to: number, axis: number): number => (at[3 * to + axis] ?? 0) - (at[3 * from + axis] ?? 0);
  const x = of(i, j, 1) * of(i, k, 2) - of(i, j, 2) * of(i, k, 1);
  const y = of(i, j, 2) * of(i, k, 0) - of(i, j, 0) * of(i, k, 2);
  const z = of(i, j, 0) * of(i, k, 1) - of(i, j, 1) * of(i, k, 0);
  const length = Math.hypot(x, y, z);
  return [x / length, y / length, z / length];
}
