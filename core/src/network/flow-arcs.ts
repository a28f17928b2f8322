import { kindOfEdge, type NetworkGraph, roleOf } from './network-graph.ts';

/** Nothing flows that way; it may; it does. */
export const NO_FLOW = 0;
export const POSSIBLE_FLOW = 1;
export const CERTAIN_FLOW = 2;

/** Which way each edge of a graph may be flowed through. What is not known is possible both ways, never left out. */
export interface FlowArcs {
  /** From `from[e]` to `to[e]`. */
  readonly forward: Uint8Array;
  readonly backward: Uint8Array;
  /** 1 for a vertex that holds what comes to it: a closed valve. */
  readonly holds: Uint8Array;
}

/** Every edge both ways, but for what is closed: what is joined. */
export function joinedBothWays(graph: NetworkGraph): FlowArcs {
  const both = new Uint8Array(graph.edgeCount).fill(CERTAIN_FLOW);
  for (let e = 0; e < graph.edgeCount; e++) if (isClosedEdge(graph, e)) both[e] = NO_FLOW;
  return { forward: both, backward: both, holds: closedVertices(graph) };
}

export function closedVertices({ rows, vertexCount }: NetworkGraph): Uint8Array {
  const closed = new Uint8Array(vertexCount);
  for (let v = 0; v < rows.nodes.count; v++) {
    if (roleOf(rows, v) === 'valve' && rows.nodes.valveStates[v] === 'closed') closed[v] = 1;
  }
  return closed;
}

/** A closed valve, a stopped pump, a pipe that is held closed. */
export function isClosedEdge(graph: NetworkGraph, edge: number): boolean {
  return graph.rows.links.valveStates[graph.link[edge] ?? -1] === 'closed';
}

/** A pump lifts, and a weir, an orifice or an outlet lets through, in the direction in which it is drawn. */
export function isOneWay(graph: NetworkGraph, edge: number): boolean {
  switch (kindOfEdge(graph, edge)) {
    case 'pump':
    case 'weir':
    case 'orifice':
    case 'outlet':
      return true;
    case 'conduit':
    case 'valve':
      return false;
  }
}
