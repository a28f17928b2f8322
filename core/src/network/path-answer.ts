import type { TraceAnswer, TraceRequest } from '../protocol/analysis/trace.ts';
import { CERTAIN_FLOW, closedVertices, isClosedEdge, joinedBothWays } from './flow-arcs.ts';
import { amountOf, joinWarnings, utilitiesOf, utilityAssumed, valveAtEdge, valveAtVertex } from './network-facts.ts';
import { idOfEdge, networkGraph, partsOf, placesOf, roleOf } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { shortestPath } from './shortest-path.ts';

/** Whether two features are joined, and by which way: one past no closed valve if there is one, else any, and says so. */
export function pathAnswer(
  scene: string,
  rows: NetworkRows,
  request: Extract<TraceRequest, { direction: 'path' }>,
): TraceAnswer {
  const places = placesOf(rows, [request.from, request.to]);
  const utilities = utilitiesOf(rows, places);
  const graph = networkGraph(rows, utilities);
  const [start, end] = places.map((place) => partsOf(graph, [place]));
  const nothing = { edges: [], vertices: [] };
  const open = shortestPath(graph, joinedBothWays(graph), start ?? nothing, end ?? nothing);
  const both = new Uint8Array(graph.edgeCount).fill(CERTAIN_FLOW);
  const any = { forward: both, backward: both, holds: new Uint8Array(graph.vertexCount) };
  const found = open ?? shortestPath(graph, any, start ?? nothing, end ?? nothing);
  const edges = found?.edges ?? [];
  const isClosed = closedVertices(graph);
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    utilities: [...utilities],
    direction: 'path',
    flowBy: 'notAsked',
    summary: {
      certain: amountOf(graph, edges),
      possible: amountOf(graph, []),
      customers: (found?.vertices ?? []).filter((vertex) => roleOf(rows, vertex) === 'customer').length,
    },
    links: edges.map((edge) => idOfEdge(graph, edge)),
    possibleLinks: [],
    ends: [],
    closedValves: [
      ...(found?.vertices ?? [])
        .filter((vertex) => isClosed[vertex] === 1)
        .map((vertex) => valveAtVertex(rows, vertex)),
      ...edges.filter((edge) => isClosedEdge(graph, edge)).map((edge) => valveAtEdge(graph, edge)),
    ],
    path: {
      joined: open !== null ? 'yes' : found !== null ? 'throughClosedValves' : 'no',
      lengthM: found?.lengthM ?? null,
    },
    assumed: [...utilityAssumed(graph, edges)],
    warnings: [...joinWarnings(graph, edges)],
  };
}
