/** A rectangle of paper that plan drawings are cut to: left, top, right, bottom, mm. */
export type PaperWindow = readonly [left: number, top: number, right: number, bottom: number];

/** The parts of a line (flat x, y) within a window (Liang and Barsky 1984, a segment at a time). */
export function lineWithin(points: readonly number[], window: PaperWindow): readonly (readonly number[])[] {
  const parts: number[][] = [];
  let last: number[] | null = null;
  for (let i = 2; i < points.length; i += 2) {
    const [ax, ay] = [points[i - 2] ?? 0, points[i - 1] ?? 0];
    const [bx, by] = [points[i] ?? 0, points[i + 1] ?? 0];
    const shares = sharesWithin(ax, ay, bx, by, window);
    if (shares === null) {
      last = null;
      continue;
    }
    const [from, to] = shares;
    if (last === null || from > 0) {
      last = [ax + (bx - ax) * from, ay + (by - ay) * from];
      parts.push(last);
    }
    last.push(ax + (bx - ax) * to, ay + (by - ay) * to);
    if (to < 1) last = null;
  }
  return parts;
}

function sharesWithin(
  ax: number,
  ay: number,
  bx: number,
  by: number,
  [left, top, right, bottom]: PaperWindow,
): readonly [number, number] | null {
  let [from, to] = [0, 1];
  for (const [p, q] of [
    [ax - bx, ax - left],
    [bx - ax, right - ax],
    [ay - by, ay - top],
    [by - ay, bottom - ay],
  ] as const) {
    if (p === 0) {
      if (q < 0) return null;
      continue;
    }
    if (p < 0) from = Math.max(from, q / p);
    else to = Math.min(to, q / p);
  }
  return from < to ? [from, to] : null;
}

/** The part of a ring (flat x, y) within a window (Sutherland and Hodgman 1974); empty where it misses. */
export function ringWithin(points: readonly number[], [left, top, right, bottom]: PaperWindow): readonly number[] {
  const sides = [
    (x: number, _y: number) => x - left,
    (x: number, _y: number) => right - x,
    (_x: number, y: number) => y - top,
    (_x: number, y: number) => bottom - y,
  ];
  return sides.reduce<readonly number[]>((ring, side) => {
    const kept: number[] = [];
    const n = ring.length;
    for (let i = 0; i < n; i += 2) {
      const [px, py] = [ring[i] ?? 0, ring[i + 1] ?? 0];
      const [qx, qy] = [ring[(i + 2) % n] ?? 0, ring[(i + 3) % n] ?? 0];
      const [p, q] = [side(px, py), side(qx, qy)];
      if (p >= 0) kept.push(px, py);
      if (p >= 0 !== q >= 0) kept.push(px + ((qx - px) * p) / (p - q), py + ((qy - py) * p) / (p - q));
    }
    return kept;
  }, points);
}
