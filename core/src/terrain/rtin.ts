import { TILE_CELLS } from './terrain-tiling.ts';

/**
 * Right-triangulated irregular network over the sample grid of a tile (Evans, Kirkpatrick, Townsend 2001; the implicit
 * triangle numbering is that of V. Agafonkin's "martini").
 *
 * ```
 *   a-------c     a triangle is its hypotenuse a-b and its right angle c; it is split at the middle m of a-b, and
 *    \  m  /      the triangle across a-b is split there too, so no crack can open
 *      \ /
 *       b
 * ```
 */
export const GRID_SIDE = TILE_CELLS + 1;

const TRIANGLES = TILE_CELLS * TILE_CELLS * 2 - 2;
const PARENTS = TRIANGLES - TILE_CELLS * TILE_CELLS;
const TABLE = triangleTable();

/**
 * For each grid point, an upper bound of what is lost when the triangles split there are not: the point's own distance
 * from the hypotenuse plus the greater bound of the two halves. (The sum, not the greatest alone: a half departs from
 * the whole by at most the whole's own error.) Points marked in `kept`, and all ancestors of them, get infinity.
 */
export function splitErrors(levels: Float64Array, kept: Uint8Array): Float64Array {
  const errors = new Float64Array(GRID_SIDE * GRID_SIDE);
  for (let i = 0; i < errors.length; i++) if (kept[i] === 1) errors[i] = Number.POSITIVE_INFINITY;
  for (let i = TRIANGLES - 1; i >= 0; i--) {
    const at = i * 5;
    const a = TABLE[at] ?? 0;
    const b = TABLE[at + 1] ?? 0;
    const middle = (a + b) >> 1;
    const own = Math.abs(((levels[a] ?? 0) + (levels[b] ?? 0)) / 2 - (levels[middle] ?? 0));
    const halves = i < PARENTS ? Math.max(errors[TABLE[at + 3] ?? 0] ?? 0, errors[TABLE[at + 4] ?? 0] ?? 0) : 0;
    const bound = own + halves;
    if (bound > (errors[middle] ?? 0)) errors[middle] = bound;
  }
  return errors;
}

/**
 * Calls `emit` with the grid points (row * GRID_SIDE + column) of each triangle that need not be split, counter-clockwise
 * where columns run right and rows run up. Neighbouring triangles come one after the other.
 */
export function eachTriangle(
  errors: Float64Array,
  maxError: number,
  emit: (a: number, b: number, c: number) => void,
): void {
  const last = TILE_CELLS;
  const visit = (ax: number, ay: number, bx: number, by: number, cx: number, cy: number) => {
    const mx = (ax + bx) >> 1;
    const my = (ay + by) >> 1;
    const splittable = Math.abs(ax - cx) + Math.abs(ay - cy) > 1;
    if (splittable && (errors[my * GRID_SIDE + mx] ?? 0) > maxError) {
      visit(cx, cy, ax, ay, mx, my);
      visit(bx, by, cx, cy, mx, my);
      return;
    }
    // Every triangle of the division turns the same way: clockwise with rows upward, so b comes before a.
    emit(by * GRID_SIDE + bx, ay * GRID_SIDE + ax, cy * GRID_SIDE + cx);
  };
  visit(0, 0, last, last, last, 0);
  visit(last, last, 0, 0, 0, last);
}

/** For each triangle: grid points a, b, c and the middles of c-a and b-c, at which its halves are split. */
function triangleTable(): Int32Array {
  const table = new Int32Array(TRIANGLES * 5);
  const point = (x: number, y: number) => y * GRID_SIDE + x;
  for (let i = 0; i < TRIANGLES; i++) {
    let id = i + 2;
    let [ax, ay, bx, by, cx, cy] = [0, 0, 0, 0, 0, 0];
    if ((id & 1) === 1) [bx, by, cx] = [TILE_CELLS, TILE_CELLS, TILE_CELLS];
    else [ax, ay, cy] = [TILE_CELLS, TILE_CELLS, TILE_CELLS];
    id >>= 1;
    while (id > 1) {
      const mx = (ax + bx) >> 1;
      const my = (ay + by) >> 1;
      if ((id & 1) === 1) [bx, by, ax, ay] = [ax, ay, cx, cy];
      else [ax, ay, bx, by] = [bx, by, cx, cy];
      [cx, cy] = [mx, my];
      id >>= 1;
    }
    table.set([point(ax, ay), point(bx, by), point(cx, cy)], i * 5);
    if (i < PARENTS) table.set([(point(ax, ay) + point(cx, cy)) >> 1, (point(bx, by) + point(cx, cy)) >> 1], i * 5 + 3);
  }
  return table;
}
