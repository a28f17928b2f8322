import {
  distance,
  lineCrossings,
  lineLength,
  type PlanLine,
  type PlanPoint,
  pointAlong,
} from '../place/plan-geometry.ts';
import type { TaggedRing } from './tagged-ring.ts';

/** Lines that part land from land: where two of them cross, and the faces between them. */
export interface Arrangement {
  readonly crossings: readonly ArrangementCrossing[];
  /** Anticlockwise; the tag of a side is the number of its line. */
  readonly faces: readonly TaggedRing[];
}

export interface ArrangementCrossing {
  readonly at: PlanPoint;
  readonly first: number;
  readonly second: number;
  /** Lengths along both lines, metres. */
  readonly firstM: number;
  readonly secondM: number;
}

interface Vertex {
  readonly at: PlanPoint;
  readonly leaving: Walk[];
}

/** A stretch of a line walked one way, with a face to its left. */
interface Walk {
  readonly tag: number;
  readonly from: Vertex;
  readonly to: Vertex;
  readonly line: PlanLine;
  isDone: boolean;
}

/** Crossings nearer than this are one, metres. */
const SAME_M = 0.5;

/** Finds the crossings of lines and the bounded faces between them. Stretches that end nowhere bound no face. */
export function arrange(lines: readonly PlanLine[]): Arrangement {
  const crossings = crossingsOf(lines);
  const vertices: Vertex[] = [];
  const vertexAt = (at: PlanPoint): Vertex => {
    const known = vertices.find((each) => distance(each.at, at) < SAME_M);
    if (known) return known;
    const made = { at, leaving: [] };
    vertices.push(made);
    return made;
  };
  for (const [tag, line] of lines.entries()) {
    const along = crossings
      .flatMap((each) => [
        ...(each.first === tag ? [{ m: each.firstM, at: each.at }] : []),
        ...(each.second === tag ? [{ m: each.secondM, at: each.at }] : []),
      ])
      .toSorted((a, b) => a.m - b.m);
    for (const [i, here] of along.entries()) {
      const next = along[i + 1];
      if (!next || next.m - here.m < SAME_M) continue;
      const from = vertexAt(here.at);
      const to = vertexAt(next.at);
      const part = stretch(line, here.m, next.m, from.at, to.at);
      from.leaving.push({ tag, from, to, line: part, isDone: false });
      to.leaving.push({ tag, from: to, to: from, line: part.toReversed(), isDone: false });
    }
  }
  prune(vertices);
  return { crossings, faces: facesOf(vertices) };
}

/** The part of a line between two lengths along it, with the given ends. */
export function stretch(line: PlanLine, fromM: number, toM: number, from: PlanPoint, to: PlanPoint): PlanLine {
  const between: PlanPoint[] = [];
  let m = 0;
  let before: PlanPoint | null = null;
  for (const point of line) {
    if (before) m += distance(before, point);
    if (m > fromM + 1 && m < toM - 1) between.push(point);
    before = point;
  }
  return [from, ...between, to];
}

/**
 * The line with each end brought to the last (or first) crossing with another line within `joinM` of it; ends that meet
 * nothing stay as they are.
 */
export function trimmed(line: PlanLine, others: readonly PlanLine[], joinM: number): PlanLine {
  const length = lineLength(line);
  const long = [pointAlong(line, -joinM), ...line, pointAlong(line, length + joinM)];
  const met = others.flatMap((other) => crossingsOf([long, other]).map((each) => each.firstM - joinM));
  const start = met.filter((m) => m < joinM).toSorted((a, b) => Math.abs(a) - Math.abs(b))[0] ?? 0;
  const end =
    met.filter((m) => m > length - joinM).toSorted((a, b) => Math.abs(a - length) - Math.abs(b - length))[0] ?? length;
  return stretch(line, start, end, pointAlong(line, start), pointAlong(line, end));
}

function crossingsOf(lines: readonly PlanLine[]): readonly ArrangementCrossing[] {
  const boxes = lines.map(boxOf);
  const out: ArrangementCrossing[] = [];
  for (const [first, a] of lines.entries()) {
    for (let second = first + 1; second < lines.length; second++) {
      const b = lines[second];
      if (!b || !meet(boxes[first], boxes[second])) continue;
      // Lines that were brought to each other end exactly on one another: a hand's breadth more finds them.
      for (const hit of lineCrossings(runOut(a), runOut(b))) {
        out.push({ ...hit, first, second, firstM: hit.firstM - REACH_M, secondM: hit.secondM - REACH_M });
      }
    }
  }
  return out;
}

const REACH_M = 0.1;

function runOut(line: PlanLine): PlanLine {
  return [pointAlong(line, -REACH_M), ...line, pointAlong(line, lineLength(line) + REACH_M)];
}

type Box = readonly [west: number, south: number, east: number, north: number];

function boxOf(line: PlanLine): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [x, y] of line) {
    west = Math.min(west, x);
    south = Math.min(south, y);
    east = Math.max(east, x);
    north = Math.max(north, y);
  }
  return [west - 1, south - 1, east + 1, north + 1];
}

function meet(a: Box | undefined, b: Box | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];
}

/** Takes away, again and again, every stretch that hangs on one vertex only. */
function prune(vertices: readonly Vertex[]): void {
  const ends = vertices.filter((each) => each.leaving.length === 1);
  for (let vertex = ends.pop(); vertex; vertex = ends.pop()) {
    const walk = vertex.leaving.pop();
    if (!walk) continue;
    const back = walk.to.leaving.findIndex((each) => each.to === vertex && each.tag === walk.tag);
    walk.to.leaving.splice(back, 1);
    if (walk.to.leaving.length === 1) ends.push(walk.to);
  }
}

function facesOf(vertices: readonly Vertex[]): readonly TaggedRing[] {
  const faces: TaggedRing[] = [];
  for (const start of vertices.flatMap((each) => each.leaving)) {
    const points: PlanPoint[] = [];
    const tags: number[] = [];
    for (let walk: Walk | undefined = start; walk && !walk.isDone; walk = nextWalk(walk)) {
      walk.isDone = true;
      for (const point of walk.line.slice(0, -1)) {
        points.push(point);
        tags.push(walk.tag);
      }
    }
    if (points.length > 2 && signedArea(points) > 0) faces.push({ points, tags });
  }
  return faces;
}

/** The leftmost way on: the least turn clockwise from the way back. */
function nextWalk(walk: Walk): Walk | undefined {
  const back = bearing(walk.line.at(-1), walk.line.at(-2));
  let best: Walk | undefined;
  let least = Infinity;
  for (const each of walk.to.leaving) {
    if (each.to === walk.from && each.tag === walk.tag && each.line.length === walk.line.length) continue;
    const angle = back - bearing(each.line[0], each.line[1]);
    const turn = angle - 2 * Math.PI * Math.floor(angle / (2 * Math.PI));
    if (turn < least) {
      least = turn;
      best = each;
    }
  }
  return best;
}

function bearing(from: PlanPoint | undefined, to: PlanPoint | undefined): number {
  if (!from || !to) throw new RangeError('arrange: wanted stretches of two points or more');
  return Math.atan2(to[1] - from[1], to[0] - from[0]);
}

function signedArea(points: readonly PlanPoint[]): number {
  let doubled = 0;
  let before = points.at(-1) ?? [0, 0];
  for (const point of points) {
    doubled += before[0] * point[1] - point[0] * before[1];
    before = point;
  }
  return doubled / 2;
}
