import earcut from 'earcut';

/**
 * Anticlockwise triangles over the corners `from` up to `to` of `x`, `y`, counted from `from`; `ringEnds` are the ends of
 * their rings. A convex ring is a fan about its first corner, any other shape goes through earcut.
 */
export function footprintTriangles(
  x: Int32Array,
  y: Int32Array,
  from: number,
  to: number,
  ringEnds: Int32Array,
): ArrayLike<number> {
  if (ringEnds.length === 1 && isConvex(x, y, from, to)) return fan(to - from);
  const count = to - from;
  const plan = new Float64Array(2 * count);
  for (let i = 0; i < count; i++) {
    plan[2 * i] = x[from + i] ?? 0;
    plan[2 * i + 1] = y[from + i] ?? 0;
  }
  const holes = Array.from(ringEnds.subarray(0, -1), (end) => end - from);
  const triangles = earcut(plan, holes);
  for (let i = 0; i < triangles.length; i += 3) {
    const b = triangles[i + 1] ?? 0;
    const c = triangles[i + 2] ?? 0;
    if (turnAt(x, y, from + (triangles[i] ?? 0), from + b, from + c) >= 0) continue;
    triangles[i + 1] = c;
    triangles[i + 2] = b;
  }
  return triangles;
}

const FANS: Uint16Array[] = [];

function fan(count: number): Uint16Array {
  const known = FANS[count];
  if (known !== undefined) return known;
  const made = new Uint16Array(3 * (count - 2));
  for (let i = 0; i + 2 < count; i++) made.set([0, i + 1, i + 2], 3 * i);
  FANS[count] = made;
  return made;
}

/** Every corner turns left, and all of them together once about. */
export function isConvex(x: Int32Array, y: Int32Array, from: number, to: number): boolean {
  const count = to - from;
  for (let i = 0; i < count; i++) {
    const b = from + ((i + 1) % count);
    const c = from + ((i + 2) % count);
    if (turnAt(x, y, from + i, b, c) <= 0) return false;
    // A star turns left at each corner as well: from the first corner the others must come one after the other.
    if (i > 0 && i + 1 < count && turnAt(x, y, from, from + i, b) <= 0) return false;
  }
  return true;
}

function turnAt(x: Int32Array, y: Int32Array, a: number, b: number, c: number): number {
  const ax = x[a] ?? 0;
  const ay = y[a] ?? 0;
  return ((x[b] ?? 0) - ax) * ((y[c] ?? 0) - ay) - ((y[b] ?? 0) - ay) * ((x[c] ?? 0) - ax);
}
