import { boxIndex } from './box-index.ts';

/**
 * Borders of areas as a planar graph on an integer grid: no two edges cross, and none passes a vertex without ending there.
 * Edge `e` runs between vertices `from[e]` and `to[e]`.
 */
export interface SnappedEdges {
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Areas whose border an edge is: those that have it an odd number of times. Crossing it changes sides of each. */
  readonly areas: readonly (readonly number[])[];
}

/** Rings of one area in whole grid units, flat x, y; closed or not. */
export type GridRings = readonly Float64Array[];

/** Snapping may bend an edge over a neighbour once in a great while; it settles in two or three rounds. */
const MOST_ROUNDS = 50;

/** Borders that cross more often than this are none: a city's grid crosses hardly anywhere. */
const MOST_CROSSINGS = 50_000;

/** An edge between two vertices and the areas that have it an odd number of times so far. */
interface Edge {
  readonly a: number;
  readonly b: number;
  readonly areas: number[];
}

type Edges = Map<number, Edge>;

/**
 * Snap rounding (Hobby 1999): edges that cross or come within half a grid unit of a vertex are bent to go through it.
 * Coordinates must be integers below 3e7, so that every test of orientation is exact in a double.
 * Throws `RangeError` for borders that cross at more than fifty thousand places, or never settle.
 */
export function snappedEdges(areas: readonly GridRings[]): SnappedEdges {
  const vertices = new Vertices();
  let edges: Edges = new Map();
  for (const [area, rings] of areas.entries()) {
    for (const ring of rings) {
      forEachSide(ring, (ax, ay, bx, by) => {
        toggle(edges, vertices.at(ax, ay), vertices.at(bx, by), area);
      });
    }
  }
  vertices.most = vertices.x.length + MOST_CROSSINGS;
  for (let round = 0; ; round++) {
    const list = withBorders(edges);
    const splits = splitsOf(list, vertices);
    if (splits.size === 0) break;
    if (round === MOST_ROUNDS) throw new RangeError(`Borders did not settle in ${MOST_ROUNDS} rounds.`);
    // Every border is a chain of edges that only ever gets finer.
    const finer: Edges = new Map();
    for (const [e, edge] of list.entries()) {
      const chain = [edge.a, ...(splits.get(e) ?? []), edge.b];
      for (const area of edge.areas) {
        for (let i = 1; i < chain.length; i++) toggle(finer, chain[i - 1] ?? 0, chain[i] ?? 0, area);
      }
    }
    edges = finer;
  }
  const list = withBorders(edges);
  return {
    x: Float64Array.from(vertices.x),
    y: Float64Array.from(vertices.y),
    from: Int32Array.from(list, ({ a }) => a),
    to: Int32Array.from(list, ({ b }) => b),
    areas: list.map(({ areas: sides }) => sides.toSorted((a, b) => a - b)),
  };
}

/** Vertices by their place; the same place is the same vertex. */
class Vertices {
  readonly x: number[] = [];
  readonly y: number[] = [];
  most = Number.POSITIVE_INFINITY;
  private readonly byPlace = new Map<number, number>();

  at(x: number, y: number): number {
    // 2^26 > 6e7, so that two coordinates of at most 3e7 make one exact key.
    const key = (x + 33_554_432) * 67_108_864 + (y + 33_554_432);
    const known = this.byPlace.get(key);
    if (known !== undefined) return known;
    const made = this.x.length;
    if (made >= this.most) throw new RangeError(`Borders must cross at no more than ${MOST_CROSSINGS} places.`);
    this.x.push(x);
    this.y.push(y);
    this.byPlace.set(key, made);
    return made;
  }
}

function forEachSide(ring: Float64Array, side: (ax: number, ay: number, bx: number, by: number) => void): void {
  const n = ring.length;
  let ax = ring[n - 2] ?? 0;
  let ay = ring[n - 1] ?? 0;
  for (let i = 0; i < n; i += 2) {
    const bx = ring[i] ?? 0;
    const by = ring[i + 1] ?? 0;
    if (ax !== bx || ay !== by) side(ax, ay, bx, by);
    ax = bx;
    ay = by;
  }
}

/** Adds an edge to the border of an area; twice is not at all. */
function toggle(edges: Edges, a: number, b: number, area: number): void {
  if (a === b) return;
  const key = Math.min(a, b) * 67_108_864 + Math.max(a, b);
  const known = edges.get(key);
  if (known === undefined) {
    edges.set(key, { a, b, areas: [area] });
    return;
  }
  const at = known.areas.indexOf(area);
  if (at < 0) known.areas.push(area);
  else known.areas.splice(at, 1);
}

/** Edges that are any area's border; what runs there and back again is none. */
function withBorders(edges: Edges): readonly Edge[] {
  return [...edges.values()].filter(({ areas }) => areas.length > 0);
}

/** For each edge that must be split, the vertices to go through, from its first end on. */
function splitsOf(list: readonly Edge[], vertices: Vertices): Map<number, readonly number[]> {
  const { x, y } = vertices;
  const boxes = new Float64Array(list.length * 4);
  list.forEach(({ a, b }, e) => {
    boxes[e * 4] = Math.min(x[a] ?? 0, x[b] ?? 0);
    boxes[e * 4 + 1] = Math.min(y[a] ?? 0, y[b] ?? 0);
    boxes[e * 4 + 2] = Math.max(x[a] ?? 0, x[b] ?? 0);
    boxes[e * 4 + 3] = Math.max(y[a] ?? 0, y[b] ?? 0);
  });
  const index = boxIndex(boxes);
  const hot = new Set<number>();
  for (const { a, b } of list) {
    hot.add(a);
    hot.add(b);
  }
  list.forEach(({ a, b }, e) => {
    index.search(boxes[e * 4] ?? 0, boxes[e * 4 + 1] ?? 0, boxes[e * 4 + 2] ?? 0, boxes[e * 4 + 3] ?? 0, (f) => {
      const other = list[f];
      if (f <= e || other === undefined) return false;
      const { a: c, b: d } = other;
      if (a === c || a === d || b === c || b === d) return false;
      const place = crossing(x, y, a, b, c, d);
      if (place !== null) hot.add(vertices.at(place[0], place[1]));
      return false;
    });
  });
  const through = new Map<number, number[]>();
  for (const v of hot) {
    const px = x[v] ?? 0;
    const py = y[v] ?? 0;
    index.search(px - 0.5, py - 0.5, px + 0.5, py + 0.5, (e) => {
      const edge = list[e];
      if (edge === undefined || edge.a === v || edge.b === v) return false;
      if (!passesPixel(x[edge.a] ?? 0, y[edge.a] ?? 0, x[edge.b] ?? 0, y[edge.b] ?? 0, px, py)) return false;
      const known = through.get(e);
      if (known === undefined) through.set(e, [v]);
      else known.push(v);
      return false;
    });
  }
  for (const [e, passed] of through) {
    const edge = list[e];
    if (edge === undefined) continue;
    const ax = x[edge.a] ?? 0;
    const ay = y[edge.a] ?? 0;
    const ux = (x[edge.b] ?? 0) - ax;
    const uy = (y[edge.b] ?? 0) - ay;
    const along = (v: number) => ((x[v] ?? 0) - ax) * ux + ((y[v] ?? 0) - ay) * uy;
    passed.sort((v, w) => along(v) - along(w));
  }
  return through;
}

/** The grid point nearest to where two segments cross inside both; `null` where they do not. */
function crossing(
  x: readonly number[],
  y: readonly number[],
  a: number,
  b: number,
  c: number,
  d: number,
): readonly [number, number] | null {
  const ax = x[a] ?? 0;
  const ay = y[a] ?? 0;
  const cx = x[c] ?? 0;
  const cy = y[c] ?? 0;
  const ux = (x[b] ?? 0) - ax;
  const uy = (y[b] ?? 0) - ay;
  const vx = (x[d] ?? 0) - cx;
  const vy = (y[d] ?? 0) - cy;
  const wx = cx - ax;
  const wy = cy - ay;
  const cross = ux * vy - uy * vx;
  if (cross === 0) return null;
  const part = wx * vy - wy * vx;
  const s = part / cross;
  const t = (wx * uy - wy * ux) / cross;
  if (s < 0 || s > 1 || t < 0 || t > 1) return null;
  return [roundedShare(ax, ux, part, cross), roundedShare(ay, uy, part, cross)];
}

/**
 * True when a segment passes the square of one unit about a grid point, of which the lower and the left side are part and
 * the upper and the right are not: every point of the plane lies in one square, so that two edges that cross on a side are
 * bent to the same vertex. Exact, as a crossing that is missed by a last digit stays for ever. Ends lie on the grid.
 */
function passesPixel(ax: number, ay: number, bx: number, by: number, px: number, py: number): boolean {
  const [west, east, south, north] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
  if (east < px || west > px || north < py || south > py) return false;
  const ux = bx - ax;
  const uy = by - ay;
  const aside = 2 * (ux * (py - ay) - uy * (px - ax));
  if (Math.abs(aside) < Math.abs(ux) + Math.abs(uy)) return true;
  // Of the corners only the lower left is part of the square, and only falling edges touch it and no more.
  return ux * uy < 0 && aside === ux - uy && west < px && south < py;
}

/** The whole number nearest to `start + run * part / whole`, halves upwards; exact. */
function roundedShare(start: number, run: number, part: number, whole: number): number {
  const doubled = 2n * BigInt(run) * BigInt(part) + BigInt(whole);
  const divisor = 2n * BigInt(whole);
  const [top, bottom] = divisor < 0n ? [-doubled, -divisor] : [doubled, divisor];
  const floor = top >= 0n ? top / bottom : -((bottom - 1n - top) / bottom);
  return start + Number(floor);
}
