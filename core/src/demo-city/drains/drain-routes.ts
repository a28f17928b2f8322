import { distance, type PlanPoint } from '../place/plan-geometry.ts';
import type { StreetEdge, StreetNetwork, StreetVertex } from '../plan/street.ts';

/** A stretch of street with the direction its drain falls. */
export interface DrainRoute {
  readonly edge: StreetEdge;
  readonly up: StreetVertex;
  readonly down: StreetVertex;
  /** True when all water of `up` leaves this way; false for a drain that begins inside the stretch. */
  readonly carriesVertex: boolean;
}

export interface RouteGraph {
  readonly network: StreetNetwork;
  readonly groundM: (vertex: StreetVertex) => number;
  /** False for stretches that hold no such drain. */
  readonly isUsed: (edge: StreetEdge) => boolean;
  /** Multiplies the cost of a stretch: below 1 draws water to it. */
  readonly weight: (edge: StreetEdge) => number;
}

/** Fall that a drain wants at least, and what a metre of digging deeper than that costs, against a metre of length. */
const WANTED_FALL = 0.002;
const DEEPER_COST = 800;

/**
 * Which way the drain under every stretch falls: a forest of cheapest ways from all vertices to the outlets, where
 * climbing ground costs depth, and the stretches left over towards whichever end turns their flow least and lies lower.
 * Stretches neither end of which reaches an outlet have no drain.
 */
export function drainRoutes(graph: RouteGraph, outlets: ReadonlySet<StreetVertex>): readonly DrainRoute[] {
  const { network, groundM, isUsed } = graph;
  const edgesAt = new Map<StreetVertex, StreetEdge[]>();
  for (const edge of network.edges) {
    if (!isUsed(edge)) continue;
    for (const vertex of [edge.from, edge.to]) {
      const known = edgesAt.get(vertex);
      if (known) known.push(edge);
      else edgesAt.set(vertex, [edge]);
    }
  }
  const leaving = cheapestWays(graph, edgesAt, outlets);
  const routes = [...leaving.values()];
  const taken = new Set(routes.map((route) => route.edge));
  const isDrained = (vertex: StreetVertex): boolean => outlets.has(vertex) || leaving.has(vertex);
  for (const edge of network.edges) {
    if (taken.has(edge) || !isUsed(edge)) continue;
    const ends = [edge.to, edge.from].filter(isDrained);
    const penaltyM = (down: StreetVertex): number =>
      groundM(down) + (turnsBack(edge, down, leaving.get(down)) ? 1000 : 0);
    const down = ends.toSorted((a, b) => penaltyM(a) - penaltyM(b))[0];
    if (down) routes.push({ edge, up: otherEnd(edge, down), down, carriesVertex: false });
  }
  return routes;
}

/** Dijkstra from the outlets upwards; the queue is a list sorted by insertion, some hundred vertices long. */
function cheapestWays(
  { groundM, weight }: RouteGraph,
  edgesAt: ReadonlyMap<StreetVertex, readonly StreetEdge[]>,
  outlets: ReadonlySet<StreetVertex>,
): Map<StreetVertex, DrainRoute> {
  const cost = new Map<StreetVertex, number>();
  const leaving = new Map<StreetVertex, DrainRoute>();
  const done = new Set<StreetVertex>();
  for (const outlet of outlets) cost.set(outlet, 0);
  for (let vertex = cheapest(cost, done); vertex; vertex = cheapest(cost, done)) {
    done.add(vertex);
    const reached = cost.get(vertex) ?? 0;
    for (const edge of edgesAt.get(vertex) ?? []) {
      const up = otherEnd(edge, vertex);
      if (done.has(up)) continue;
      const lengthM = edge.toM - edge.fromM;
      const deeperM = Math.max(0, groundM(vertex) + WANTED_FALL * lengthM - groundM(up));
      const turn = turnsBack(edge, vertex, leaving.get(vertex)) ? 500 : 0;
      const total = reached + weight(edge) * (lengthM + DEEPER_COST * deeperM + turn);
      if (total >= (cost.get(up) ?? Number.POSITIVE_INFINITY)) continue;
      cost.set(up, total);
      leaving.set(up, { edge, up, down: vertex, carriesVertex: true });
    }
  }
  return leaving;
}

function cheapest(cost: ReadonlyMap<StreetVertex, number>, done: ReadonlySet<StreetVertex>): StreetVertex | null {
  let best: StreetVertex | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const [vertex, total] of cost) {
    if (total >= least || done.has(vertex)) continue;
    best = vertex;
    least = total;
  }
  return best;
}

export function otherEnd(edge: StreetEdge, vertex: StreetVertex): StreetVertex {
  return edge.from === vertex ? edge.to : edge.from;
}

/** True when the flow of `edge` into `down` would leave by less than a right angle (GB 50014-2021 wants at least 90 degrees). */
function turnsBack(edge: StreetEdge, down: StreetVertex, next: DrainRoute | undefined): boolean {
  if (!next) return false;
  const into = direction(otherEnd(edge, down).at, down.at);
  const out = direction(down.at, next.down.at);
  return into[0] * out[0] + into[1] * out[1] < -0.15;
}

function direction(a: PlanPoint, b: PlanPoint): PlanPoint {
  const length = Math.max(1e-9, distance(a, b));
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}
