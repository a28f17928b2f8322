import type { PlanPoint } from '../../place/plan-geometry.ts';
import { isInRing, ringArea } from '../../plan/ring-geometry.ts';

/** A ring by the numbers of its points. */
export type NumberedRing = readonly number[];

/** A side that borders the whole, with what is covered to its left. */
interface Side {
  readonly from: number;
  readonly to: number;
  isDone: boolean;
}

/**
 * The outline of rings that share their points (`nodedRings`), all anticlockwise: sides that two of them have are left
 * out, the others joined. One polygon or several, each an outer ring followed by its holes.
 */
export function dissolvedRings(
  points: readonly PlanPoint[],
  rings: readonly NumberedRing[],
): readonly (readonly NumberedRing[])[] {
  const leaving = new Map<number, Side[]>();
  const count = points.length;
  const all = new Map<number, { readonly from: number; readonly to: number }>();
  for (const ring of rings) {
    for (const [i, from] of ring.entries()) {
      const to = ring[(i + 1) % ring.length] ?? from;
      if (!all.delete(to * count + from)) all.set(from * count + to, { from, to });
    }
  }
  for (const { from, to } of all.values()) {
    const side: Side = { from, to, isDone: false };
    const known = leaving.get(from);
    if (known) known.push(side);
    else leaving.set(from, [side]);
  }
  const loops = [...leaving.values()].flat().flatMap((start) => {
    const loop: number[] = [];
    for (let side: Side | undefined = start; side && !side.isDone; side = next(side, leaving, points)) {
      side.isDone = true;
      loop.push(side.from);
    }
    return loop.length > 2 ? [loop] : [];
  });
  return withHoles(loops, points);
}

/** The side on: where several leave, the least turn clockwise from the way back keeps what is covered to the left. */
function next(
  { from, to }: Side,
  leaving: ReadonlyMap<number, readonly Side[]>,
  points: readonly PlanPoint[],
): Side | undefined {
  const sides = leaving.get(to) ?? [];
  if (sides.length < 2) return sides[0];
  const back = bearing(points[to], points[from]);
  const turn = (side: Side): number => {
    const angle = back - bearing(points[to], points[side.to]);
    return angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI));
  };
  return sides.toSorted((a, b) => turn(a) - turn(b))[0];
}

function bearing(from: PlanPoint | undefined, to: PlanPoint | undefined): number {
  return from && to ? Math.atan2(to[1] - from[1], to[0] - from[0]) : 0;
}

function withHoles(loops: readonly NumberedRing[], points: readonly PlanPoint[]): readonly (readonly NumberedRing[])[] {
  const drawn = loops.map((loop) => ({ loop, ring: loop.map((i): PlanPoint => points[i] ?? [0, 0]) }));
  const outers = drawn
    .map(({ loop, ring }) => ({ ring, areaM2: ringArea(ring), rings: [loop] }))
    .filter(({ areaM2 }) => areaM2 > 0)
    .toSorted((a, b) => a.areaM2 - b.areaM2);
  for (const { loop, ring } of drawn) {
    if (ringArea(ring) >= 0) continue;
    // A corner may lie on the outer ring: a place beside the middle of a side does not.
    const at = besideFirst(ring);
    outers.find((outer) => isInRing(at, outer.ring))?.rings.push(loop);
  }
  return outers.toReversed().map(({ rings }) => rings);
}

/** A place a centimetre within a clockwise ring's first side, which lies to its right. */
function besideFirst([a = [0, 0], b = [0, 0]]: readonly PlanPoint[]): PlanPoint {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
  return [(a[0] + b[0]) / 2 + ((b[1] - a[1]) / length) * 0.01, (a[1] + b[1]) / 2 - ((b[0] - a[0]) / length) * 0.01];
}
