import earcut from 'earcut';

/** Triangles of a polygon, none with a side longer than asked for. */
export interface FineTriangles {
  /** Flat x, y; the corners of the polygon come first. */
  readonly points: readonly number[];
  /** Three point numbers a triangle. */
  readonly triangles: readonly number[];
}

/**
 * Cuts a polygon into triangles small enough to be laid on uneven ground: the longest side of each is halved until it is
 * short enough. A side is halved at the same point for both triangles at it, so that no gaps open.
 *
 * @param rings Outer ring, then its holes, each flat x, y, open.
 */
export function fineTriangles(rings: readonly Float64Array[], sideM: number): FineTriangles {
  const points = rings.flatMap((ring) => [...ring]);
  const holes: number[] = [];
  for (let i = 1, start = 0; i < rings.length; i++) {
    start += (rings[i - 1]?.length ?? 0) / 2;
    holes.push(start);
  }
  const whole = earcut(points, holes);
  const middles = new Map<string, number>();
  const middleOf = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const known = middles.get(key);
    if (known !== undefined) return known;
    points.push(((points[a * 2] ?? 0) + (points[b * 2] ?? 0)) / 2);
    points.push(((points[a * 2 + 1] ?? 0) + (points[b * 2 + 1] ?? 0)) / 2);
    const made = points.length / 2 - 1;
    middles.set(key, made);
    return made;
  };
  const length = (a: number, b: number): number =>
    Math.hypot((points[a * 2] ?? 0) - (points[b * 2] ?? 0), (points[a * 2 + 1] ?? 0) - (points[b * 2 + 1] ?? 0));
  const pending: (readonly [number, number, number])[] = [];
  for (let i = 0; i + 2 < whole.length; i += 3) pending.push([whole[i] ?? 0, whole[i + 1] ?? 0, whole[i + 2] ?? 0]);
  const triangles: number[] = [];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const [a, b, c] = longestFirst(next, length);
    if (length(a, b) <= sideM) {
      triangles.push(a, b, c);
      continue;
    }
    const middle = middleOf(a, b);
    pending.push([a, middle, c], [middle, b, c]);
  }
  return { points, triangles };
}

/**
 * The same triangle, turned so that its longest side lies between the first two corners. Of sides of one length the same
 * is taken whichever triangle asks.
 */
function longestFirst(
  [a, b, c]: readonly [number, number, number],
  length: (i: number, j: number) => number,
): readonly [number, number, number] {
  const [ab, bc, ca] = [length(a, b), length(b, c), length(c, a)];
  if (ab >= bc && ab >= ca) return [a, b, c];
  return bc >= ca ? [b, c, a] : [c, a, b];
}
