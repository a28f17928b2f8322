import { boxIndex } from './box-index.ts';
import { segmentsMeet } from './polygon.ts';

/** Corners are looked at on a grid this fine, so that touching is told exactly, metres. */
const GRID_M = 1e-3;
/** Rings of more sides are looked up in an index; with 41 to 100 sides that takes 29 us where comparing boxes takes 11. */
const FEW_SIDES = 160;

/** Written anew by every call: an array a ring is most of the time that a city of small rings takes. */
let scratch = new Float64Array(256);

/**
 * The first place where a ring's sides cross, touch away from a corner they share, or run back over each other; `null` for
 * a simple ring. Flat x, y in metres, not closed, any winding.
 */
export function ringCrossing(ring: Float64Array): readonly [x: number, y: number] | null {
  const corners = gridCorners(ring);
  // The first corner stands behind the last, and the second behind it.
  const n = corners.length / 2 - 2;
  if (n < 3) return null;
  if (isConvex(corners, n)) return null;
  for (let o = 0; o < n * 2; o += 2) {
    if (turnsBack(corners, o)) return [(corners[o + 2] ?? 0) * GRID_M, (corners[o + 3] ?? 0) * GRID_M];
  }
  return n <= FEW_SIDES ? crossingOfFew(corners, n) : crossingOfMany(corners, n);
}

function crossingOfFew(corners: Float64Array, n: number): readonly [number, number] | null {
  for (let i = 0; i < n; i++) {
    const last = i === 0 ? n - 1 : n;
    for (let j = i + 2; j < last; j++) if (sidesMeet(corners, i, j)) return meetingPlace(corners, i, j);
  }
  return null;
}

function crossingOfMany(corners: Float64Array, n: number): readonly [number, number] | null {
  const boxes = new Float64Array(n * 4);
  for (let i = 0; i < n; i++) {
    const o = i * 2;
    boxes[i * 4] = Math.min(corners[o] ?? 0, corners[o + 2] ?? 0);
    boxes[i * 4 + 1] = Math.min(corners[o + 1] ?? 0, corners[o + 3] ?? 0);
    boxes[i * 4 + 2] = Math.max(corners[o] ?? 0, corners[o + 2] ?? 0);
    boxes[i * 4 + 3] = Math.max(corners[o + 1] ?? 0, corners[o + 3] ?? 0);
  }
  const index = boxIndex(boxes);
  for (let i = 0; i < n; i++) {
    const last = i === 0 ? n - 1 : n;
    let other = -1;
    index.search(boxes[i * 4] ?? 0, boxes[i * 4 + 1] ?? 0, boxes[i * 4 + 2] ?? 0, boxes[i * 4 + 3] ?? 0, (j) => {
      if (j > i + 1 && j < last && sidesMeet(corners, i, j)) other = j;
      return other >= 0;
    });
    if (other >= 0) return meetingPlace(corners, i, other);
  }
  return null;
}

/** The corners on the grid, each once where several in a row fall together; the first two once more behind the last. */
function gridCorners(ring: Float64Array): Float64Array {
  if (scratch.length < ring.length + 4) scratch = new Float64Array((ring.length + 4) * 2);
  const corners = scratch;
  let at = 0;
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const x = Math.round((ring[i] ?? 0) / GRID_M);
    const y = Math.round((ring[i + 1] ?? 0) / GRID_M);
    if (at > 0 && corners[at - 2] === x && corners[at - 1] === y) continue;
    corners[at] = x;
    corners[at + 1] = y;
    at += 2;
  }
  while (at > 2 && corners[at - 2] === corners[0] && corners[at - 1] === corners[1]) at -= 2;
  for (let i = 0; i < 4; i++) corners[at + i] = corners[i % Math.max(at, 1)] ?? 0;
  return corners.subarray(0, at + 4);
}

/** True when all corners turn the same way and the sides turn round once: nothing of a city's commonest rings can cross. */
function isConvex(c: Float64Array, n: number): boolean {
  let reversals = 0;
  let lastX = 0;
  let way = 0;
  // One side more than there are, so that the first direction east or west is met again behind the last.
  for (let o = 0; o < n * 2; o += 2) {
    const ux = (c[o + 2] ?? 0) - (c[o] ?? 0);
    const uy = (c[o + 3] ?? 0) - (c[o + 1] ?? 0);
    const vx = (c[o + 4] ?? 0) - (c[o + 2] ?? 0);
    const vy = (c[o + 5] ?? 0) - (c[o + 3] ?? 0);
    const turn = ux * vy - uy * vx;
    if (turn === 0 || turn * way < 0) return false;
    way = turn;
    if (ux === 0) continue;
    if (ux * lastX < 0) reversals++;
    lastX = ux;
  }
  // East and back: two reversals, of which the one that falls between the last side and the first is not counted.
  return reversals <= 2;
}

/** True when sides i and j share a point; first by their boxes, which tell most apart. */
function sidesMeet(c: Float64Array, i: number, j: number): boolean {
  const ax = c[i * 2] ?? 0;
  const bx = c[i * 2 + 2] ?? 0;
  const cx = c[j * 2] ?? 0;
  const dx = c[j * 2 + 2] ?? 0;
  if (Math.max(ax, bx) < Math.min(cx, dx) || Math.max(cx, dx) < Math.min(ax, bx)) return false;
  const ay = c[i * 2 + 1] ?? 0;
  const by = c[i * 2 + 3] ?? 0;
  const cy = c[j * 2 + 1] ?? 0;
  const dy = c[j * 2 + 3] ?? 0;
  if (Math.max(ay, by) < Math.min(cy, dy) || Math.max(cy, dy) < Math.min(ay, by)) return false;
  return segmentsMeet(ax, ay, bx, by, cx, cy, dx, dy);
}

/** True when the side that starts at `o` and the next run back over each other. */
function turnsBack(c: Float64Array, o: number): boolean {
  const ux = (c[o + 2] ?? 0) - (c[o] ?? 0);
  const uy = (c[o + 3] ?? 0) - (c[o + 1] ?? 0);
  const vx = (c[o + 4] ?? 0) - (c[o + 2] ?? 0);
  const vy = (c[o + 5] ?? 0) - (c[o + 3] ?? 0);
  return ux * vy === uy * vx && ux * vx + uy * vy < 0;
}

/** Where two sides that meet do so, metres; for two on one line an end that lies on the other. */
function meetingPlace(c: Float64Array, i: number, j: number): readonly [number, number] {
  const [ax = 0, ay = 0, bx = 0, by = 0] = c.subarray(i * 2, i * 2 + 4);
  const [cx = 0, cy = 0, dx = 0, dy = 0] = c.subarray(j * 2, j * 2 + 4);
  const cross = (bx - ax) * (dy - cy) - (by - ay) * (dx - cx);
  if (cross === 0) {
    const isOn = (px: number, py: number) =>
      Math.min(ax, bx) <= px && px <= Math.max(ax, bx) && Math.min(ay, by) <= py && py <= Math.max(ay, by);
    if (isOn(cx, cy)) return [cx * GRID_M, cy * GRID_M];
    if (isOn(dx, dy)) return [dx * GRID_M, dy * GRID_M];
    return [ax * GRID_M, ay * GRID_M];
  }
  const share = ((cx - ax) * (dy - cy) - (cy - ay) * (dx - cx)) / cross;
  return [(ax + (bx - ax) * share) * GRID_M, (ay + (by - ay) * share) * GRID_M];
}
