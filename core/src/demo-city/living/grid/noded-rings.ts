import type { PlanPoint } from '../../place/plan-geometry.ts';
import type { PlanRing } from '../../plan/ring-geometry.ts';

/** Rings that share their points: two that touch do so along the same points, whichever of them had the corner. */
export interface NodedRings {
  readonly points: readonly PlanPoint[];
  /** Numbers of points, one list a ring, in the order and winding of the rings handed in. */
  readonly rings: readonly (readonly number[])[];
}

/** Points nearer than this are one, and a point this near to a side lies on it, metres. */
const SAME_M = 0.1;
/** Side of the squares that points are looked up by, metres. */
const SQUARE_M = 32;

/** Brings the points of neighbouring rings together and puts each ring's corners into the sides they lie on. */
export function nodedRings(rings: readonly PlanRing[]): NodedRings {
  const points: PlanPoint[] = [];
  const squares = new Map<number, number[]>();
  const numberOf = (at: PlanPoint): number => {
    for (const i of near(squares, at, at, SAME_M)) {
      const known = points[i];
      if (known && Math.hypot(known[0] - at[0], known[1] - at[1]) < SAME_M) return i;
    }
    const made = points.length;
    // Whole millimetres, so that the same point has the same degrees wherever it came from.
    points.push([Math.round(at[0] * 1000) / 1000, Math.round(at[1] * 1000) / 1000]);
    const key = keyOf(square(at[0]), square(at[1]));
    const held = squares.get(key);
    if (held) held.push(made);
    else squares.set(key, [made]);
    return made;
  };
  const numbered = rings.map((ring) => withoutRepeats(ring.map(numberOf)));
  return {
    points,
    rings: numbered.map((ring) =>
      withoutRepeats(ring.flatMap((a, i) => [a, ...between(a, ring[(i + 1) % ring.length] ?? a, points, squares)])),
    ),
  };
}

/** The points on the side from a to b but its ends, in order. */
function between(
  a: number,
  b: number,
  points: readonly PlanPoint[],
  squares: ReadonlyMap<number, readonly number[]>,
): readonly number[] {
  const p = points[a];
  const q = points[b];
  if (!p || !q || a === b) return [];
  const dx = q[0] - p[0];
  const dy = q[1] - p[1];
  const length = Math.hypot(dx, dy);
  const found: { readonly i: number; readonly alongM: number }[] = [];
  for (const i of near(squares, p, q, SAME_M)) {
    const at = points[i];
    if (!at || i === a || i === b) continue;
    const alongM = ((at[0] - p[0]) * dx + (at[1] - p[1]) * dy) / length;
    const asideM = Math.abs((at[0] - p[0]) * dy - (at[1] - p[1]) * dx) / length;
    if (asideM < SAME_M && alongM > 0 && alongM < length) found.push({ i, alongM });
  }
  return found.sort((s, t) => s.alongM - t.alongM).map(({ i }) => i);
}

function* near(
  squares: ReadonlyMap<number, readonly number[]>,
  a: PlanPoint,
  b: PlanPoint,
  byM: number,
): Iterable<number> {
  const top = square(Math.max(a[1], b[1]) + byM);
  const right = square(Math.max(a[0], b[0]) + byM);
  for (let j = square(Math.min(a[1], b[1]) - byM); j <= top; j++) {
    for (let i = square(Math.min(a[0], b[0]) - byM); i <= right; i++) yield* squares.get(keyOf(i, j)) ?? [];
  }
}

function square(m: number): number {
  return Math.floor(m / SQUARE_M);
}

function keyOf(i: number, j: number): number {
  return i * 65_536 + j;
}

function withoutRepeats(ring: readonly number[]): readonly number[] {
  return ring.filter((point, i) => point !== ring[(i + 1) % ring.length]);
}
