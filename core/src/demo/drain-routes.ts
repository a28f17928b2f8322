import { groundLevelM } from './demo-ground.ts';
import { distance, type PlanPoint } from './plan-geometry.ts';
import type { StreetEdge, StreetNetwork, StreetVertex } from './street-network.ts';

/** A stretch of street with the direction its drain falls. */
export interface DrainRoute {
  readonly edge: StreetEdge;
  readonly up: StreetVertex;
  readonly down: StreetVertex;
  /** True when all water of `up` leaves this way; false for a drain that begins inside the stretch. */
  readonly carriesVertex: boolean;
}

/**
 * Which way the drain under every stretch falls: from each vertex down the steepest street until an outlet, and the
 * stretches left over towards whichever end turns the flow least and lies lower. Levels fall strictly along every
 * route, so there is no loop. A stretch neither end of which reaches an outlet gets no drain.
 */
export function drainRoutes(network: StreetNetwork, outlets: ReadonlySet<StreetVertex>): readonly DrainRoute[] {
  const leaving = new Map<StreetVertex, DrainRoute>();
  for (const vertex of network.vertices) {
    if (outlets.has(vertex)) continue;
    const route = steepest(vertex, network.edges);
    if (route) leaving.set(vertex, route);
  }
  const drained = (vertex: StreetVertex): boolean => {
    if (outlets.has(vertex)) return true;
    const route = leaving.get(vertex);
    return route !== undefined && drained(route.down);
  };
  const routes = [...leaving.values()].filter((route) => drained(route.down));
  const taken = new Set(routes.map((route) => route.edge));
  for (const edge of network.edges) {
    if (taken.has(edge)) continue;
    const ends = [edge.to, edge.from].filter(drained);
    const penaltyM = (down: StreetVertex): number =>
      groundLevelM(down.at) + (turnsBack(edge, down, leaving.get(down)) ? 1000 : 0);
    const down = ends.toSorted((a, b) => penaltyM(a) - penaltyM(b))[0];
    if (down) routes.push({ edge, up: other(edge, down), down, carriesVertex: false });
  }
  return routes;
}

function steepest(vertex: StreetVertex, edges: readonly StreetEdge[]): DrainRoute | null {
  let best: DrainRoute | null = null;
  let bestFall = 0;
  for (const edge of edges) {
    if (edge.from !== vertex && edge.to !== vertex) continue;
    const down = other(edge, vertex);
    const fall = (groundLevelM(vertex.at) - groundLevelM(down.at)) / (edge.toM - edge.fromM);
    if (fall <= bestFall) continue;
    bestFall = fall;
    best = { edge, up: vertex, down, carriesVertex: true };
  }
  return best;
}

function other(edge: StreetEdge, vertex: StreetVertex): StreetVertex {
  return edge.from === vertex ? edge.to : edge.from;
}

/** True when the flow of `edge` into `down` would leave by less than a right angle (GB 50014-2021 wants at least 90 degrees). */
function turnsBack(edge: StreetEdge, down: StreetVertex, next: DrainRoute | undefined): boolean {
  if (!next) return false;
  const into = direction(other(edge, down).at, down.at);
  const out = direction(down.at, next.down.at);
  return into[0] * out[0] + into[1] * out[1] < -0.15;
}

function direction(a: PlanPoint, b: PlanPoint): PlanPoint {
  const length = distance(a, b);
  return [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
}
