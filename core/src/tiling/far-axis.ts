/** What is drawn from afar may leave its axis by this, metres: a tenth of the error the finer of its tiles stand for. */
export const FAR_TOLERANCE_M = 0.15;

/**
 * An axis (flat x, y, z, metres) with as few of its vertices as keep it within the tolerance (metres) of what it was, both ends
 * among them: Douglas and Peucker's way.
 */
export function farAxis(points: Float64Array, toleranceM: number = FAR_TOLERANCE_M): Float64Array {
  const n = points.length / 3;
  if (n <= 2) return points;
  const isKept = new Uint8Array(n);
  isKept[0] = 1;
  isKept[n - 1] = 1;
  const open: [number, number][] = [[0, n - 1]];
  for (let range = open.pop(); range !== undefined; range = open.pop()) {
    const [from, to] = range;
    let farthest = -1;
    // A line back to where it began would vanish as a point.
    let most = isSamePlace(points, from, to) ? 0 : toleranceM;
    for (let k = from + 1; k < to; k++) {
      const aside = distanceToSegment(points, k, from, to);
      if (aside <= most) continue;
      most = aside;
      farthest = k;
    }
    if (farthest < 0) continue;
    isKept[farthest] = 1;
    open.push([from, farthest], [farthest, to]);
  }
  const out: number[] = [];
  for (let k = 0; k < n; k++) {
    if (isKept[k] === 1) out.push(at(points, k * 3), at(points, k * 3 + 1), at(points, k * 3 + 2));
  }
  return new Float64Array(out);
}

function isSamePlace(points: Float64Array, a: number, b: number): boolean {
  return [0, 1, 2].every((axis) => at(points, a * 3 + axis) === at(points, b * 3 + axis));
}

function distanceToSegment(points: Float64Array, k: number, from: number, to: number): number {
  const [ax, ay, az] = [at(points, from * 3), at(points, from * 3 + 1), at(points, from * 3 + 2)];
  const [dx, dy, dz] = [at(points, to * 3) - ax, at(points, to * 3 + 1) - ay, at(points, to * 3 + 2) - az];
  const [px, py, pz] = [at(points, k * 3) - ax, at(points, k * 3 + 1) - ay, at(points, k * 3 + 2) - az];
  const length2 = dx * dx + dy * dy + dz * dz;
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy + pz * dz) / length2));
  return Math.hypot(px - t * dx, py - t * dy, pz - t * dz);
}

function at(array: Float64Array, index: number): number {
  return array[index] ?? 0;
}
