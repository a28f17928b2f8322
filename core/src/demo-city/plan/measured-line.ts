import type { PlanLine, PlanPoint } from '../place/plan-geometry.ts';

/**
 * A line with the length reached at each of its vertices, so that a place along it is found by bisection. Places may lie to
 * the right of it (negative: left); the parallel has mitred corners and so is continuous. It runs on straight beyond both ends.
 */
export interface MeasuredLine {
  readonly points: PlanLine;
  /** Length reached at each vertex, metres. */
  readonly chainages: Float64Array;
  readonly lengthM: number;
  at(chainageM: number, rightM?: number): PlanPoint;
  /** Unit vector along the line at a length. */
  direction(chainageM: number): PlanPoint;
  /** Length along the line of the place nearest to a point; beyond the ends it runs on straight. */
  chainageOf(at: PlanPoint): number;
  /** The parallel `rightM` to the right with as many vertices as the line, lengthened by `runOutM` at both ends. */
  parallel(rightM: number, runOutM?: number): PlanLine;
}

/** Throws a RangeError for a line of fewer than two different points. */
export function measuredLine(line: PlanLine): MeasuredLine {
  const points = withoutRepeats(line);
  if (points.length < 2) throw new RangeError('measuredLine: wanted a line of two different points or more');
  const count = points.length;
  const x = Float64Array.from(points, ([px]) => px);
  const y = Float64Array.from(points, ([, py]) => py);
  const chainages = new Float64Array(count);
  const ux = new Float64Array(count - 1);
  const uy = new Float64Array(count - 1);
  for (let i = 0; i + 1 < count; i++) {
    const dx = read(x, i + 1) - read(x, i);
    const dy = read(y, i + 1) - read(y, i);
    const length = Math.hypot(dx, dy);
    ux[i] = dx / length;
    uy[i] = dy / length;
    chainages[i + 1] = read(chainages, i) + length;
  }
  const lengthM = read(chainages, count - 1);

  /** What a metre to the right moves a vertex: the mitre of the two segments that meet there. */
  const mitre = (i: number): PlanPoint => {
    const a = Math.max(0, i - 1);
    const b = Math.min(count - 2, i);
    const sx = read(ux, a) + read(ux, b);
    const sy = read(uy, a) + read(uy, b);
    const scale = Math.max(0.5, (sx * sx + sy * sy) / 2);
    return [sy / scale, -sx / scale];
  };

  const segmentAt = (chainageM: number): number => {
    let low = 0;
    let high = count - 2;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (read(chainages, middle) <= chainageM) low = middle;
      else high = middle - 1;
    }
    return low;
  };

  const at = (chainageM: number, rightM = 0): PlanPoint => {
    const i = segmentAt(chainageM);
    const rest = chainageM - read(chainages, i);
    const along: PlanPoint = [read(x, i) + read(ux, i) * rest, read(y, i) + read(uy, i) * rest];
    if (rightM === 0) return along;
    if (chainageM <= 0 || chainageM >= lengthM) {
      return [along[0] + read(uy, i) * rightM, along[1] - read(ux, i) * rightM];
    }
    const share = rest / (read(chainages, i + 1) - read(chainages, i));
    const a = mitre(i);
    const b = mitre(i + 1);
    return [along[0] + (a[0] + (b[0] - a[0]) * share) * rightM, along[1] + (a[1] + (b[1] - a[1]) * share) * rightM];
  };

  return {
    points,
    chainages,
    lengthM,
    at,
    direction(chainageM) {
      const i = segmentAt(chainageM);
      return [read(ux, i), read(uy, i)];
    },
    chainageOf([px, py]) {
      let bestSquared = Number.POSITIVE_INFINITY;
      let best = 0;
      for (let i = 0; i + 1 < count; i++) {
        const length = read(chainages, i + 1) - read(chainages, i);
        const along = (px - read(x, i)) * read(ux, i) + (py - read(y, i)) * read(uy, i);
        // The first and the last segment run on.
        const from = i === 0 ? Number.NEGATIVE_INFINITY : 0;
        const to = i === count - 2 ? Number.POSITIVE_INFINITY : length;
        const kept = Math.max(from, Math.min(to, along));
        const inside = Math.max(0, Math.min(length, along));
        const dx = read(x, i) + read(ux, i) * inside - px;
        const dy = read(y, i) + read(uy, i) * inside - py;
        const squared = dx * dx + dy * dy;
        if (squared >= bestSquared) continue;
        bestSquared = squared;
        best = read(chainages, i) + kept;
      }
      return best;
    },
    parallel(rightM, runOutM = 0) {
      const out = points.map(([px, py], i): PlanPoint => {
        const [mx, my] = mitre(i);
        return [px + mx * rightM, py + my * rightM];
      });
      if (runOutM <= 0) return out;
      return [at(-runOutM, rightM), ...out, at(lengthM + runOutM, rightM)];
    },
  };
}

function withoutRepeats(line: PlanLine): PlanLine {
  return line.filter((point, i) => {
    const before = line[i - 1];
    return before === undefined || Math.hypot(point[0] - before[0], point[1] - before[1]) > 1e-6;
  });
}

function read(values: Float64Array, i: number): number {
  return values[i] ?? Number.NaN;
}
