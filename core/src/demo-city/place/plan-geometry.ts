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
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of second) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  let a: PlanPoint | null = null;
  for (const [i, b] of first.entries()) {
    const isNear =
      a !== null &&
      Math.max(a[0], b[0]) >= west &&
      Math.min(a[0], b[0]) <= east &&
      Math.max(a[1], b[1]) >= south &&
      Math.min(a[1], b[1]) <= north;
    if (a && isNear) crossSegment(a, b, i - 1, first, second, out);
    a = b;
  }
  return out;
}

function crossSegment(
  a: PlanPoint,
  b: PlanPoint,
  index: number,
  first: PlanLine,
  second: PlanLine,
  out: LineCrossing[],
): void {
  const [ax, ay] = a;
  const ux = b[0] - ax;
  const uy = b[1] - ay;
  let c: PlanPoint | undefined = second[0];
  if (!c) return;
  // On which side of the segment's line the point lies; both ends of what crosses it lie on different ones.
  let before = ux * (c[1] - ay) - uy * (c[0] - ax);
  for (let j = 1; j < second.length; j++) {
    const d: PlanPoint | undefined = second[j];
    if (!c || !d) return;
    const after = ux * (d[1] - ay) - uy * (d[0] - ax);
    const hit = before * after <= 0 ? segmentCrossing(a, b, c, d) : null;
    if (hit) {
      const at: PlanPoint = [ax + ux * hit.t, ay + uy * hit.t];
      const firstM = lengthTo(first, index) + distance(a, at);
      out.push({ at, firstM, secondM: lengthTo(second, j - 1) + distance(c, at) });
    }
    before = after;
    c = d;
  }
}

/** Length of a line from its start to its point of a number. */
function lengthTo(line: PlanLine, index: number): number {
  let length = 0;
  let before: PlanPoint | undefined = line[0];
  for (let i = 1; i <= index; i++) {
    const point = line[i];
    if (before && point) length += distance(before, point);
    before = point;
  }
  return length;
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

/** Least distance of two straight stretches; 0 where they cross. */
export function segmentDistance(a: PlanPoint, b: PlanPoint, c: PlanPoint, d: PlanPoint): number {
  if (segmentCrossing(a, b, c, d) !== null) return 0;
  return Math.min(pointToSegment(a, c, d), pointToSegment(b, c, d), pointToSegment(c, a, b), pointToSegment(d, a, b));
}

function pointToSegment(point: PlanPoint, a: PlanPoint, b: PlanPoint): number {
  const share = a[0] === b[0] && a[1] === b[1] ? 0 : nearestShare(point, a, b);
  return Math.hypot(a[0] + (b[0] - a[0]) * share - point[0], a[1] + (b[1] - a[1]) * share - point[1]);
}
