import { boxIndex } from './box-index.ts';
import type { SnappedEdges } from './snapped-edges.ts';

/** The open region outside of everything. */
export const OUTSIDE = -1;

/**
 * The faces that borders cut the plane into. Half-edge `2 e` runs along edge `e`, `2 e + 1` against it; each belongs to one
 * cycle, which has its face on the left. An anticlockwise cycle bounds a face from without; a clockwise one goes round a
 * group of touching areas, and is a hole in the face that the group lies in.
 */
export interface PlanarFaces {
  readonly edges: SnappedEdges;
  /** Cycle of each half-edge. */
  readonly cycleOf: Int32Array;
  /** Half-edges of each cycle, in order. */
  readonly cycles: readonly (readonly number[])[];
  /** Area of each cycle in square units, negative for one that goes round a group. */
  readonly area: Float64Array;
  /** For each cycle that goes round a group the face it lies in, as its outer cycle or `OUTSIDE`; itself for any other. */
  readonly faceOf: Int32Array;
  /** Areas that cover the face of each cycle. */
  readonly covers: readonly (readonly number[])[];
}

/** Where a half-edge starts and ends. */
export function startOf({ from, to }: SnappedEdges, half: number): number {
  return ((half & 1) === 0 ? from : to)[half >> 1] ?? 0;
}

export function endOf(edges: SnappedEdges, half: number): number {
  return startOf(edges, half ^ 1);
}

/** Finds the faces of borders that do not cross, and which areas cover each. */
export function planarFaces(edges: SnappedEdges): PlanarFaces {
  const next = nextHalfEdges(edges);
  const { cycles, cycleOf } = cyclesOf(next);
  const area = Float64Array.from(cycles, (cycle) => cycleArea(edges, cycle));
  const groupOf = groupsOf(edges);
  const faceOf = Int32Array.from(cycles, (_, c) => c);
  const round: number[] = [];
  cycles.forEach((_, c) => {
    if ((area[c] ?? 0) < 0) round.push(c);
  });
  const above = edgeAbove(edges);
  const facesAbove = new Map<number, number>();
  for (const c of round) {
    const half = above(topOf(edges, cycles[c] ?? []), groupOf);
    facesAbove.set(c, half === null ? OUTSIDE : (cycleOf[half] ?? OUTSIDE));
  }
  for (const c of round) {
    let face = facesAbove.get(c) ?? OUTSIDE;
    // Below a group that lies in the same face.
    while (face !== OUTSIDE && (area[face] ?? 0) < 0) face = facesAbove.get(face) ?? OUTSIDE;
    faceOf[c] = face;
  }
  const covers = coversOf(edges, { cycles, cycleOf, faceOf, round });
  return { edges, cycleOf, cycles, area, faceOf, covers };
}

/** After each half-edge the one that turns sharpest left about the same face: the last before its twin, anticlockwise. */
function nextHalfEdges(edges: SnappedEdges): Int32Array {
  const count = edges.from.length * 2;
  const leaving = new Map<number, number[]>();
  for (let half = 0; half < count; half++) {
    const v = startOf(edges, half);
    const known = leaving.get(v);
    if (known === undefined) leaving.set(v, [half]);
    else known.push(half);
  }
  const { x, y } = edges;
  const next = new Int32Array(count);
  for (const [v, halves] of leaving) {
    const vx = x[v] ?? 0;
    const vy = y[v] ?? 0;
    const dx = (half: number) => (x[endOf(edges, half)] ?? 0) - vx;
    const dy = (half: number) => (y[endOf(edges, half)] ?? 0) - vy;
    const isLower = (half: number) => dy(half) < 0 || (dy(half) === 0 && dx(half) < 0);
    halves.sort((g, h) => {
      if (isLower(g) !== isLower(h)) return isLower(g) ? 1 : -1;
      return dy(g) * dx(h) - dx(g) * dy(h);
    });
    halves.forEach((half, i) => {
      next[half ^ 1] = halves[(i + halves.length - 1) % halves.length] ?? half;
    });
  }
  return next;
}

function cyclesOf(next: Int32Array): { readonly cycles: readonly (readonly number[])[]; readonly cycleOf: Int32Array } {
  const cycleOf = new Int32Array(next.length).fill(-1);
  const cycles: number[][] = [];
  for (let first = 0; first < next.length; first++) {
    if (cycleOf[first] !== -1) continue;
    const cycle: number[] = [];
    for (let half = first; cycleOf[half] === -1; half = next[half] ?? first) {
      cycleOf[half] = cycles.length;
      cycle.push(half);
    }
    cycles.push(cycle);
  }
  return { cycles, cycleOf };
}

function cycleArea(edges: SnappedEdges, cycle: readonly number[]): number {
  const { x, y } = edges;
  const first = startOf(edges, cycle[0] ?? 0);
  const x0 = x[first] ?? 0;
  const y0 = y[first] ?? 0;
  let doubled = 0;
  for (const half of cycle) {
    const a = startOf(edges, half);
    const b = endOf(edges, half);
    doubled += ((x[a] ?? 0) - x0) * ((y[b] ?? 0) - y0) - ((x[b] ?? 0) - x0) * ((y[a] ?? 0) - y0);
  }
  return doubled / 2;
}

/** For each vertex the number of the group of touching borders it belongs to. */
function groupsOf({ x, from, to }: SnappedEdges): Int32Array {
  const parent = Int32Array.from({ length: x.length }, (_, i) => i);
  const rootOf = (v: number): number => {
    let root = v;
    while ((parent[root] ?? root) !== root) {
      parent[root] = parent[parent[root] ?? root] ?? root;
      root = parent[root] ?? root;
    }
    return root;
  };
  for (let e = 0; e < from.length; e++) parent[rootOf(from[e] ?? 0)] = rootOf(to[e] ?? 0);
  return parent.map((_, v) => rootOf(v));
}

/** The highest vertex of a cycle: nothing of its own group lies above it. */
function topOf(edges: SnappedEdges, cycle: readonly number[]): number {
  let top = startOf(edges, cycle[0] ?? 0);
  for (const half of cycle) {
    const v = startOf(edges, half);
    if ((edges.y[v] ?? 0) > (edges.y[top] ?? 0)) top = v;
  }
  return top;
}

/**
 * Gives, for a vertex, the half-edge of another group that is first met going up from it and has the face below on its
 * left: the one that runs west. `null` when there is none.
 */
function edgeAbove(edges: SnappedEdges): (vertex: number, groupOf: Int32Array) => number | null {
  const { x, y, from, to } = edges;
  const boxes = new Float64Array(from.length * 4);
  let north = Number.NEGATIVE_INFINITY;
  for (let e = 0; e < from.length; e++) {
    const a = from[e] ?? 0;
    const b = to[e] ?? 0;
    boxes[e * 4] = Math.min(x[a] ?? 0, x[b] ?? 0);
    boxes[e * 4 + 1] = Math.min(y[a] ?? 0, y[b] ?? 0);
    boxes[e * 4 + 2] = Math.max(x[a] ?? 0, x[b] ?? 0);
    boxes[e * 4 + 3] = Math.max(y[a] ?? 0, y[b] ?? 0);
    north = Math.max(north, boxes[e * 4 + 3] ?? 0);
  }
  const index = boxIndex(boxes);
  return (vertex, groupOf) => {
    const px = x[vertex] ?? 0;
    const py = y[vertex] ?? 0;
    let nearest: number | null = null;
    let nearestY = Number.POSITIVE_INFINITY;
    let nearestSlope = Number.POSITIVE_INFINITY;
    index.search(px, py, px, north, (e) => {
      const a = from[e] ?? 0;
      const b = to[e] ?? 0;
      if (groupOf[a] === groupOf[vertex]) return false;
      const ax = x[a] ?? 0;
      const bx = x[b] ?? 0;
      if (ax > px === bx > px) return false;
      const slope = ((y[b] ?? 0) - (y[a] ?? 0)) / (bx - ax);
      const yThere = (y[a] ?? 0) + slope * (px - ax);
      if (yThere <= py || yThere > nearestY || (yThere === nearestY && slope >= nearestSlope)) return false;
      nearest = ax > bx ? e * 2 : e * 2 + 1;
      nearestY = yThere;
      nearestSlope = slope;
      return false;
    });
    return nearest;
  };
}

interface Cycles {
  readonly cycles: readonly (readonly number[])[];
  readonly cycleOf: Int32Array;
  readonly faceOf: Int32Array;
  readonly round: readonly number[];
}

/** Walks from the outside in, over every edge once, changing sides of the areas it borders. */
function coversOf(edges: SnappedEdges, { cycles, cycleOf, faceOf, round }: Cycles): readonly (readonly number[])[] {
  const covers: (readonly number[] | undefined)[] = Array.from(cycles, () => undefined);
  const waiting = new Map<number, number[]>();
  const pending: number[] = [];
  for (const c of round) {
    const face = faceOf[c] ?? OUTSIDE;
    if (face === OUTSIDE) {
      covers[c] = [];
      pending.push(c);
    } else {
      const others = waiting.get(face);
      if (others === undefined) waiting.set(face, [c]);
      else others.push(c);
    }
  }
  for (let c = pending.pop(); c !== undefined; c = pending.pop()) {
    const here = covers[c] ?? [];
    for (const inner of waiting.get(c) ?? []) {
      covers[inner] = here;
      pending.push(inner);
    }
    waiting.delete(c);
    for (const half of cycles[c] ?? []) {
      const there = cycleOf[half ^ 1] ?? 0;
      if (covers[there] !== undefined) continue;
      covers[there] = toggled(here, edges.areas[half >> 1] ?? []);
      pending.push(there);
    }
  }
  return covers.map((cover) => cover ?? []);
}

function toggled(cover: readonly number[], areas: readonly number[]): readonly number[] {
  const kept = cover.filter((area) => !areas.includes(area));
  return [...kept, ...areas.filter((area) => !cover.includes(area))].toSorted((a, b) => a - b);
}
