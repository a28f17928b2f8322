import { signedArea } from '../geometry/polygon.ts';

/** Cells of angle and distance about a point: `rayCount` wedges clockwise, each of `ringCount` cells from within. */
export interface PolarGrid {
  readonly x: number;
  readonly y: number;
  /** Where the first wedge begins, clockwise from the y axis, degrees. */
  readonly startDeg: number;
  /** All wedges together; 360 closes the circle. */
  readonly angleDeg: number;
  readonly rangeM: number;
  readonly rayCount: number;
  readonly ringCount: number;
}

/** Outer ring anticlockwise, then its holes clockwise, each flat x, y, open. */
export type PolarPolygon = readonly Float64Array[];

/*
 * Sides of a cell in the order in which its border is walked, the cell to the left. Compass angles run clockwise:
 *
 *          outer                 A = (ray, ring)        D = (ray + 1, ring)
 *      B <------- C              B = (ray, ring + 1)    C = (ray + 1, ring + 1)
 *  begin|  cell  ^ end
 *      v         |
 *      A -------> D
 *          inner
 */
const INNER = 0;
const END = 1;
const OUTER = 2;
const BEGIN = 3;

interface Edge {
  readonly from: number;
  readonly to: number;
  readonly side: number;
  /** Group of joined cells that it borders. */
  readonly group: number;
  isWalked: boolean;
}

/**
 * Outlines of the set cells. `cells` holds 1 for a set one, at `ray * ringCount + ring`. Cells that meet in a corner only
 * make polygons of their own; no ring passes a point twice.
 */
export function polarOutlines(grid: PolarGrid, cells: Uint8Array): readonly PolarPolygon[] {
  const edges = borderEdges(grid, cells, groupsOf(grid, cells));
  const leaving = new Map<number, Edge[]>();
  for (const edge of edges) {
    const list = leaving.get(edge.from);
    if (list === undefined) leaving.set(edge.from, [edge]);
    else list.push(edge);
  }
  const rings = new Map<number, Float64Array[]>();
  for (const edge of edges) {
    for (const nodes of edge.isWalked ? [] : loopsFrom(edge, leaving)) {
      const ring = ringOf(grid, nodes);
      if (ring.length < 6) continue;
      const list = rings.get(edge.group);
      if (list === undefined) rings.set(edge.group, [ring]);
      else list.push(ring);
    }
  }
  return [...rings.values()].flatMap((list) => {
    const outers = list.filter((ring) => signedArea(ring) > 0).sort((a, b) => signedArea(b) - signedArea(a));
    const holes = list.filter((ring) => signedArea(ring) < 0);
    const [outer, ...others] = outers;
    return outer === undefined ? [] : [[outer, ...holes], ...others.map((ring) => [ring])];
  });
}

function isClosed({ angleDeg }: PolarGrid): boolean {
  return angleDeg >= 360;
}

/** Number of the cell, or -1 beyond the grid. */
function cellAt(grid: PolarGrid, ray: number, ring: number): number {
  const { rayCount, ringCount } = grid;
  if (ring < 0 || ring >= ringCount) return -1;
  if (ray >= 0 && ray < rayCount) return ray * ringCount + ring;
  return isClosed(grid) ? ((ray + rayCount) % rayCount) * ringCount + ring : -1;
}

/** All cells at the middle share its one point. */
function nodeAt(grid: PolarGrid, ray: number, ring: number): number {
  if (ring === 0) return 0;
  return (isClosed(grid) ? ray % grid.rayCount : ray) * (grid.ringCount + 1) + ring;
}

/** Numbers the groups of cells that are joined by a side; 0 where no cell is set. */
function groupsOf(grid: PolarGrid, cells: Uint8Array): Uint32Array {
  const groups = new Uint32Array(cells.length);
  const pending: number[] = [];
  let group = 0;
  for (let first = 0; first < cells.length; first++) {
    if (cells[first] !== 1 || groups[first] !== 0) continue;
    group++;
    groups[first] = group;
    pending.push(first);
    for (let at = pending.pop(); at !== undefined; at = pending.pop()) {
      const ray = Math.floor(at / grid.ringCount);
      const ring = at % grid.ringCount;
      for (const next of [
        cellAt(grid, ray - 1, ring),
        cellAt(grid, ray + 1, ring),
        cellAt(grid, ray, ring - 1),
        cellAt(grid, ray, ring + 1),
      ]) {
        if (next < 0 || cells[next] !== 1 || groups[next] !== 0) continue;
        groups[next] = group;
        pending.push(next);
      }
    }
  }
  return groups;
}

function borderEdges(grid: PolarGrid, cells: Uint8Array, groups: Uint32Array): Edge[] {
  const edges: Edge[] = [];
  const { rayCount, ringCount } = grid;
  for (let ray = 0; ray < rayCount; ray++) {
    for (let ring = 0; ring < ringCount; ring++) {
      const cell = ray * ringCount + ring;
      if (cells[cell] !== 1) continue;
      const add = (beyond: number, side: number, from: number, to: number) => {
        if ((beyond >= 0 && cells[beyond] === 1) || from === to) return;
        edges.push({ from, to, side, group: groups[cell] ?? 0, isWalked: false });
      };
      const a = nodeAt(grid, ray, ring);
      const b = nodeAt(grid, ray, ring + 1);
      const c = nodeAt(grid, ray + 1, ring + 1);
      const d = nodeAt(grid, ray + 1, ring);
      add(cellAt(grid, ray, ring - 1), INNER, a, d);
      add(cellAt(grid, ray + 1, ring), END, d, c);
      add(cellAt(grid, ray, ring + 1), OUTER, c, b);
      add(cellAt(grid, ray - 1, ring), BEGIN, b, a);
    }
  }
  return edges;
}

/** Walks the border from an edge on; wherever the walk comes upon itself a loop is complete. */
function loopsFrom(start: Edge, leaving: ReadonlyMap<number, readonly Edge[]>): readonly (readonly number[])[] {
  const loops: number[][] = [];
  const walked: number[] = [];
  const placeOf = new Map<number, number>();
  for (let edge: Edge | undefined = start; edge !== undefined; ) {
    edge.isWalked = true;
    placeOf.set(edge.from, walked.length);
    walked.push(edge.from);
    const { to, side, group }: Edge = edge;
    const before = placeOf.get(to);
    if (before !== undefined) {
      const loop = walked.splice(before);
      for (const node of loop) placeOf.delete(node);
      loops.push(loop);
      if (walked.length === 0) return loops;
    }
    const open: readonly Edge[] = (leaving.get(to) ?? []).filter((each) => !each.isWalked && each.group === group);
    // Turning about the same cell first keeps cells apart that meet in a corner only.
    edge = open.find((each) => each.side === (side + 1) % 4) ?? open[0];
  }
  return loops;
}

/** Points of a loop without those between two others on one ray. */
function ringOf(grid: PolarGrid, nodes: readonly number[]): Float64Array {
  const { ringCount, rayCount, startDeg, angleDeg, rangeM } = grid;
  const rayOf = (node: number) => Math.floor(node / (ringCount + 1));
  const kept = nodes.filter((node, i) => {
    const before = nodes[(i + nodes.length - 1) % nodes.length] ?? 0;
    const after = nodes[(i + 1) % nodes.length] ?? 0;
    if (node === 0) return true;
    const isOnRay = (other: number) => other === 0 || rayOf(other) === rayOf(node);
    return !(isOnRay(before) && isOnRay(after));
  });
  const ring = new Float64Array(kept.length * 2);
  for (const [i, node] of kept.entries()) {
    const angle = ((startDeg + (rayOf(node) * angleDeg) / rayCount) * Math.PI) / 180;
    const atM = ((node % (ringCount + 1)) * rangeM) / ringCount;
    ring[i * 2] = grid.x + Math.sin(angle) * atM;
    ring[i * 2 + 1] = grid.y + Math.cos(angle) * atM;
  }
  return ring;
}
