/** Metres in the demo's own plan: x along the shore (roughly eastwards), y inland. */
export type PlanPoint = readonly [x: number, y: number];

export type PlanLine = readonly PlanPoint[];

export function distance(a: PlanPoint, b: PlanPoint): number {
  return Math.hypot(b[0] - a[0], b[1] - a[1]);
}

export function lineLength(line: PlanLine): number {
  return segmentsOf(line).reduce((sum, [a, b]) => sum + distance(a, b), 0);
}

export function segmentsOf(line: PlanLine): readonly (readonly [PlanPoint, PlanPoint])[] {
  const segments: (readonly [PlanPoint, PlanPoint])[] = [];
  let before: PlanPoint | null = null;
  for (const point of line) {
    if (before) segments.push([before, point]);
    before = point;
  }
  return segments;
}

/** The point at a length along the line, moved `rightM` to the right of its direction; runs on beyond both ends. */
export function pointAlong(line: PlanLine, chainageM: number, rightM = 0): PlanPoint {
  const segments = segmentsOf(line);
  let rest = chainageM;
  for (const [index, [a, b]] of segments.entries()) {
    const length = distance(a, b);
    if (rest > length && index < segments.length - 1) {
      rest -= length;
      continue;
    }
    const ux = (b[0] - a[0]) / length;
    const uy = (b[1] - a[1]) / length;
    return [a[0] + ux * rest + uy * rightM, a[1] + uy * rest - ux * rightM];
  }
  throw new RangeError('pointAlong: wanted a line of two points or more');
}

/** A smooth line through the control points (uniform Catmull-Rom), sampled about every `stepM` metres. */
export function smoothLine(controls: PlanLine, stepM: number): PlanLine {
  const out: PlanPoint[] = [];
  for (const [index, [b, c]] of segmentsOf(controls).entries()) {
    const a = controls[index - 1] ?? [2 * b[0] - c[0], 2 * b[1] - c[1]];
    const d = controls[index + 2] ?? [2 * c[0] - b[0], 2 * c[1] - b[1]];
    const count = Math.max(1, Math.round(distance(b, c) / stepM));
    if (index === 0) out.push(b);
    for (let i = 1; i <= count; i++) {
      const t = i / count;
      out.push([catmullRom(a[0], b[0], c[0], d[0], t), catmullRom(a[1], b[1], c[1], d[1], t)]);
    }
  }
  return out;
}

function catmullRom(a: number, b: number, c: number, d: number, t: number): number {
  return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t);
}

/** The parallel line `rightM` to the right, lengthened by `runOutM` at both ends. */
export function parallelLine(line: PlanLine, rightM: number, runOutM: number): PlanLine {
  const length = lineLength(line);
  const chainages = [-runOutM];
  let chainage = 0;
  for (const [a, b] of segmentsOf(line)) {
    chainages.push(chainage + distance(a, b) / 2);
    chainage += distance(a, b);
  }
  chainages.push(length + runOutM);
  return chainages.map((each) => pointAlong(line, each, rightM));
}

export interface LineCrossing {
  readonly at: PlanPoint;
  /** Lengths along the first and the second line, metres. */
  readonly firstM: number;
  readonly secondM: number;
}

/** Every point where two lines cross, in the order of the first. */
export function lineCrossings(first: PlanLine, second: PlanLine): readonly LineCrossing[] {
  const out: LineCrossing[] = [];
  let firstM = 0;
  for (const [a, b] of segmentsOf(first)) {
    let secondM = 0;
    for (const [c, d] of segmentsOf(second)) {
      const hit = segmentCrossing(a, b, c, d);
      if (hit) {
        const at: PlanPoint = [a[0] + (b[0] - a[0]) * hit.t, a[1] + (b[1] - a[1]) * hit.t];
        out.push({ at, firstM: firstM + distance(a, at), secondM: secondM + distance(c, at) });
      }
      secondM += distance(c, d);
    }
    firstM += distance(a, b);
  }
  return out;
}

/** Shares of both segments at their crossing; `null` when they do not cross. */
export function segmentCrossing(
  a: PlanPoint,
  b: PlanPoint,
  c: PlanPoint,
  d: PlanPoint,
): { readonly t: number; readonly u: number } | null {
  const cross = (b[0] - a[0]) * (d[1] - c[1]) - (b[1] - a[1]) * (d[0] - c[0]);
  if (Math.abs(cross) < 1e-9) return null;
  const t = ((c[0] - a[0]) * (d[1] - c[1]) - (c[1] - a[1]) * (d[0] - c[0])) / cross;
  const u = ((c[0] - a[0]) * (b[1] - a[1]) - (c[1] - a[1]) * (b[0] - a[0])) / cross;
  return t >= 0 && t < 1 && u >= 0 && u < 1 ? { t, u } : null;
}

/** Share of the segment a-b nearest to the point, from 0 to 1. */
export function nearestShare(point: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const dx = b[0] - a[0];
  const dy = b[1] - a[1];
  const share = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (dx * dx + dy * dy);
  return Math.max(0, Math.min(1, share));
}

export function distanceToLine(point: PlanPoint, line: PlanLine): number {
  let best = Number.POSITIVE_INFINITY;
  let a: PlanPoint | null = null;
  for (const b of line) {
    if (a) {
      const share = nearestShare(point, a, b);
      best = Math.min(
        best,
        Math.hypot(a[0] + (b[0] - a[0]) * share - point[0], a[1] + (b[1] - a[1]) * share - point[1]),
      );
    }
    a = b;
  }
  return best;
}
