import { distance, type PlanLine, type PlanPoint, segmentCrossing } from '../place/plan-geometry.ts';
import type { Border } from './border.ts';
import { type PlanRing, ringArea } from './ring-geometry.ts';
import type { TaggedRing } from './tagged-ring.ts';

/** Lines are lengthened by this to find where they meet, metres. */
const RUN_OUT_M = 70;
const LEAST_SIDE_M = 0.3;
/** Points this near to the line between their neighbours are left out, metres. */
const FLAT_M = 0.04;
/** Land smaller than this is none, m2. */
const LEAST_M2 = 400;

/** The sides of a face along one border. */
interface Run {
  readonly offsetM: number;
  readonly points: readonly PlanPoint[];
}

/**
 * The land of a face inside the boundaries of what runs along it: each border's sides moved inwards by its offset and cut
 * where those of the next border meet them. Null where nothing is left.
 */
export function blockRing(face: TaggedRing, borders: readonly Border[]): PlanRing | null {
  const runs = runsOf(face, borders);
  if (runs.length < 2) return null;
  const lines = runs.map(({ points, offsetM }) => lengthened(movedInwards(points, offsetM)));
  const corners = runs.map((run, i) => {
    const next = lines[(i + 1) % lines.length] ?? [];
    return nearestCrossing(lines[i] ?? [], next, run.points.at(-1) ?? [0, 0]);
  });
  const ring: PlanPoint[] = [];
  for (const [i, line] of lines.entries()) {
    const start = corners.at(i - 1);
    const end = corners[i];
    if (start) ring.push(start.at);
    // Positions count segments: 3.25 is a quarter along the fourth.
    const from = start?.onSecond ?? 1;
    const to = end?.onFirst ?? line.length - 2;
    for (let k = Math.floor(from) + 1; k < Math.min(to, line.length - 1); k++) {
      const point = line[k];
      if (point && k > from) ring.push(point);
    }
  }
  const clean = withoutLoops(simplified(ring));
  return ringArea(clean) > LEAST_M2 ? clean : null;
}

/** A ring of which every side is moved inwards by the same distance; null where nothing is left. */
export function insetRing(ring: PlanRing, byM: number): PlanRing | null {
  const clean = ring.filter((p, i) => distance(p, ring[(i + 1) % ring.length] ?? p) > 3);
  const [first, second] = clean;
  const last = clean.at(-1);
  if (!first || !second || !last) return null;
  const moved = movedInwards([last, ...clean, first], byM).slice(1, -1);
  const inset = withoutLoops(simplified(moved));
  return ringArea(inset) > LEAST_M2 ? inset : null;
}

function runsOf({ points, tags }: TaggedRing, borders: readonly Border[]): readonly Run[] {
  const n = points.length;
  const first = tags.findIndex((tag, i) => tag !== tags.at(i - 1));
  if (first < 0) return [];
  const runs: { offsetM: number; points: PlanPoint[] }[] = [];
  let before: number | null = null;
  for (let k = 0; k < n; k++) {
    const i = (first + k) % n;
    const tag = tags[i] ?? -1;
    const p = points[i] ?? [0, 0];
    const q = points[(i + 1) % n] ?? p;
    const run = runs.at(-1);
    if (run && tag === before) run.points.push(q);
    else runs.push({ offsetM: borders[tag]?.offsetM ?? 0, points: [p, q] });
    before = tag;
  }
  return runs;
}

/** A line with each segment moved to its left, mitred between. */
function movedInwards(points: readonly PlanPoint[], byM: number): PlanLine {
  return points.map((p, i): PlanPoint => {
    const a = points[i - 1];
    const b = points[i + 1];
    const before = a ? normal(a, p) : b ? normal(p, b) : ([0, 0] as const);
    const after = b ? normal(p, b) : before;
    const scale = byM / Math.max(0.3, 1 + before[0] * after[0] + before[1] * after[1]);
    return [p[0] + (before[0] + after[0]) * scale, p[1] + (before[1] + after[1]) * scale];
  });
}

/** Unit vector to the left of a segment. */
function normal(a: PlanPoint, b: PlanPoint): PlanPoint {
  const length = distance(a, b);
  return [-(b[1] - a[1]) / length, (b[0] - a[0]) / length];
}

function lengthened(line: PlanLine): PlanLine {
  const [first = [0, 0], second = [0, 0]] = line;
  const last = line.at(-1) ?? first;
  const beforeLast = line.at(-2) ?? first;
  return [beyond(second, first), ...line, beyond(beforeLast, last)];
}

function beyond(from: PlanPoint, to: PlanPoint): PlanPoint {
  const share = RUN_OUT_M / distance(from, to);
  return [to[0] + (to[0] - from[0]) * share, to[1] + (to[1] - from[1]) * share];
}

interface Corner {
  readonly at: PlanPoint;
  /** Number of the segment and share of it, on both lines. */
  readonly onFirst: number;
  readonly onSecond: number;
}

function nearestCrossing(first: PlanLine, second: PlanLine, to: PlanPoint): Corner | null {
  let best: Corner | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (let i = 1; i < first.length; i++) {
    const [a, b] = [first[i - 1], first[i]];
    if (!a || !b) continue;
    for (let j = 1; j < second.length; j++) {
      const [c, d] = [second[j - 1], second[j]];
      const hit = c && d ? segmentCrossing(a, b, c, d) : null;
      if (!hit) continue;
      const at: PlanPoint = [a[0] + (b[0] - a[0]) * hit.t, a[1] + (b[1] - a[1]) * hit.t];
      const apart = distance(at, to);
      if (apart >= least) continue;
      least = apart;
      best = { at, onFirst: i - 1 + hit.t, onSecond: j - 1 + hit.u };
    }
  }
  return best;
}

/** Without points on their neighbour or, within a few centimetres, on the line between both neighbours. */
function simplified(ring: PlanRing): PlanRing {
  const apart = ring.filter((p, i) => distance(p, ring[(i + 1) % ring.length] ?? p) > LEAST_SIDE_M);
  const kept: PlanPoint[] = [];
  for (const [i, p] of apart.entries()) {
    // From the last point kept, so that a long flat bend is not straightened bit by bit.
    const a = kept.at(-1) ?? apart.at(-1) ?? p;
    const b = apart[(i + 1) % apart.length] ?? p;
    const doubled = Math.abs((p[0] - a[0]) * (b[1] - a[1]) - (p[1] - a[1]) * (b[0] - a[0]));
    if (doubled / Math.max(1, distance(a, b)) > FLAT_M) kept.push(p);
  }
  return kept;
}

/** Cuts off the loops a ring makes where land is narrower than what was taken off it, keeping the larger part. */
function withoutLoops(ring: PlanRing): PlanRing {
  const n = ring.length;
  for (let i = 0; i < n; i++) {
    for (let j = i + 2; j < n; j++) {
      if (i === 0 && j === n - 1) continue;
      const [a, b, c, d] = [ring[i], ring[i + 1], ring[j], ring[(j + 1) % n]];
      const hit = a && b && c && d ? segmentCrossing(a, b, c, d) : null;
      if (!hit || !a || !b) continue;
      const at: PlanPoint = [a[0] + (b[0] - a[0]) * hit.t, a[1] + (b[1] - a[1]) * hit.t];
      const inner: PlanRing = [at, ...ring.slice(i + 1, j + 1)];
      const outer: PlanRing = [at, ...ring.slice(j + 1), ...ring.slice(0, i + 1)];
      return withoutLoops(ringArea(inner) > ringArea(outer) ? inner : outer);
    }
  }
  return ring;
}
