import type { FlatPath } from './flat-path.ts';

/** What stays of three vertices when the one between is needless. */
const ENDS_OF_THREE = Uint8Array.of(1, 0, 1);

/**
 * Leaves out vertices that lie within `tolerance` of the line without them (Douglas and Peucker 1973), in place; the
 * first and the last vertex stay. Works on the whole line before it is clipped, so that tiles of one zoom agree where
 * they meet. Two features that share a boundary are simplified apart.
 */
export function simplifyLine(line: FlatPath, tolerance: number): void {
  const count = line.length / 2;
  if (count <= 2 || tolerance <= 0) return;
  if (count === 3) {
    if (squaredDistance(line.values, 1, 0, 2) <= tolerance * tolerance) compact(line, ENDS_OF_THREE);
    return;
  }
  const keep = new Uint8Array(count);
  keep[0] = 1;
  keep[count - 1] = 1;
  mark(line.values, 0, count - 1, tolerance, keep);
  compact(line, keep);
}

/**
 * The same for a ring without its closing point: held at its first vertex and at the one farthest from it, so that it
 * cannot shrink to a line unless it is as thin as the tolerance.
 */
export function simplifyRing(ring: FlatPath, tolerance: number): void {
  const count = ring.length / 2;
  if (count <= 4 || tolerance <= 0) return;
  const { values } = ring;
  const x0 = values[0] ?? 0;
  const y0 = values[1] ?? 0;
  let far = 0;
  let farthest = -1;
  for (let i = 1; i < count; i++) {
    const d = ((values[2 * i] ?? 0) - x0) ** 2 + ((values[2 * i + 1] ?? 0) - y0) ** 2;
    if (d > farthest) {
      farthest = d;
      far = i;
    }
  }
  // The closing point is put there for the second half and taken away again.
  ring.push(x0, y0);
  const keep = new Uint8Array(count + 1);
  keep[0] = 1;
  keep[far] = 1;
  mark(ring.values, 0, far, tolerance, keep);
  mark(ring.values, far, count, tolerance, keep);
  compact(ring, keep);
}

function mark(values: Float64Array, first: number, last: number, tolerance: number, keep: Uint8Array): void {
  const limit = tolerance * tolerance;
  const stack = [first, last];
  while (stack.length > 0) {
    const to = stack.pop() ?? 0;
    const from = stack.pop() ?? 0;
    let worst = limit;
    let split = -1;
    for (let i = from + 1; i < to; i++) {
      const d = squaredDistance(values, i, from, to);
      if (d > worst) {
        worst = d;
        split = i;
      }
    }
    if (split < 0) continue;
    keep[split] = 1;
    stack.push(from, split, split, to);
  }
}

/** Squared distance of vertex `i` from the segment between two others. */
function squaredDistance(values: Float64Array, i: number, from: number, to: number): number {
  const ax = values[2 * from] ?? 0;
  const ay = values[2 * from + 1] ?? 0;
  const dx = (values[2 * to] ?? 0) - ax;
  const dy = (values[2 * to + 1] ?? 0) - ay;
  const px = (values[2 * i] ?? 0) - ax;
  const py = (values[2 * i + 1] ?? 0) - ay;
  const square = dx * dx + dy * dy;
  const share = square === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
  return (px - share * dx) ** 2 + (py - share * dy) ** 2;
}

function compact(path: FlatPath, keep: Uint8Array): void {
  const { values } = path;
  let to = 0;
  for (let i = 0; i < keep.length; i++) {
    if (keep[i] !== 1) continue;
    values[to] = values[2 * i] ?? 0;
    values[to + 1] = values[2 * i + 1] ?? 0;
    to += 2;
  }
  path.resize(to);
}
