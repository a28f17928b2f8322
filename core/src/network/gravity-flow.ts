import { CERTAIN_FLOW, closedVertices, type FlowArcs, isClosedEdge, isOneWay, POSSIBLE_FLOW } from './flow-arcs.ts';
import type { NetworkGraph } from './network-graph.ts';

/** A fall that a survey can tell from none, metres: the tolerance of its reverse-slope check (L8). */
const CLEAR_FALL_M = 0.02;
/** Inverts closer than this are the same: sources carry millimetres. */
const SAME_LEVEL_M = 0.0005;
/** Share of clear falls that must run as their conduits are drawn before drawing says anything of the flow. */
const DRAWN_ALONG_SHARE = 0.9;

/**
 * The way water runs by gravity: down a clear fall of the inverts.
 *
 * Models and many surveys draw a drain from its upper to its lower manhole. Where nearly all conduits with a clear fall of a
 * network are drawn so, drawing is evidence too: a slight fall that agrees with it is certain, and a conduit that rises as it
 * is drawn may run either way. Elsewhere the fall alone decides. Level conduits and those of unknown inverts are possible
 * both ways. Nothing comes back from an outfall.
 */
export function gravityFlow(graph: NetworkGraph): FlowArcs {
  const { edgeCount } = graph;
  const forward = new Uint8Array(edgeCount);
  const backward = new Uint8Array(edgeCount);
  const drawnAlong = isDrawnAlongFlow(graph);
  const leastAgreeingM = drawnAlong ? SAME_LEVEL_M : CLEAR_FALL_M;
  for (let e = 0; e < edgeCount; e++) {
    if (isClosedEdge(graph, e)) continue;
    const fallM = fallOf(graph, e);
    const outfall = outfallEnd(graph, e);
    if (outfall !== 0) {
      const way = outfall > 0 ? forward : backward;
      way[e] = fallM * outfall < -CLEAR_FALL_M ? POSSIBLE_FLOW : CERTAIN_FLOW;
    } else if (isOneWay(graph, e) || fallM > leastAgreeingM) forward[e] = CERTAIN_FLOW;
    else if (fallM < -CLEAR_FALL_M && !drawnAlong) backward[e] = CERTAIN_FLOW;
    else {
      forward[e] = POSSIBLE_FLOW;
      backward[e] = POSSIBLE_FLOW;
    }
  }
  return { forward, backward, holds: closedVertices(graph) };
}

function isDrawnAlongFlow(graph: NetworkGraph): boolean {
  let clear = 0;
  let along = 0;
  for (let e = 0; e < graph.edgeCount; e++) {
    const fallM = isOneWay(graph, e) ? 0 : fallOf(graph, e);
    if (Math.abs(fallM) > CLEAR_FALL_M) clear += 1;
    if (fallM > CLEAR_FALL_M) along += 1;
  }
  return clear > 0 && along / clear >= DRAWN_ALONG_SHARE;
}

/** 1 where an edge is drawn towards an outfall, -1 where it is drawn away from one, 0 where it has none. */
function outfallEnd({ rows, from, to }: NetworkGraph, edge: number): number {
  const isOutfall = (vertex: number | undefined): boolean => rows.nodes.kinds[vertex ?? -1] === 'outfall';
  if (isOutfall(to[edge])) return isOutfall(from[edge]) ? 0 : 1;
  return isOutfall(from[edge]) ? -1 : 0;
}

/** Fall in the direction of drawing, metres; NaN where an invert is unknown. */
function fallOf({ rows, link }: NetworkGraph, edge: number): number {
  const row = link[edge] ?? -1;
  return (rows.links.fromInvertsM[row] ?? Number.NaN) - (rows.links.toInvertsM[row] ?? Number.NaN);
}
