import { isGravityUtility } from '../model/utility.ts';
import type { NetworkAssumption, NetworkWarning } from '../protocol/analysis/network-shapes.ts';
import type { FLOW_METHODS, TraceAnswer, TraceRequest } from '../protocol/analysis/trace.ts';
import { CERTAIN_FLOW, type FlowArcs, isClosedEdge, joinedBothWays, POSSIBLE_FLOW } from './flow-arcs.ts';
import { gravityFlow } from './gravity-flow.ts';
import {
  amountOf,
  joinWarnings,
  nodeShape,
  utilitiesOf,
  utilityAssumed,
  valveAtEdge,
  valveAtVertex,
  warningIf,
} from './network-facts.ts';
import {
  idOfEdge,
  type NetworkGraph,
  type NetworkPlace,
  networkGraph,
  partsOf,
  placesOf,
  roleOf,
  utilityOfPlace,
} from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import { pathAnswer } from './path-answer.ts';
import { pressureFlow } from './pressure-flow.ts';
import { type Trace, type TraceStart, trace } from './trace.ts';

/**
 * What lies up- or downstream of some features, what is joined to them, or the shortest way between two, as it goes over
 * the wire. Throws a NetworkError for features that the network does not hold.
 */
export function traceAnswer(scene: string, rows: NetworkRows, request: TraceRequest): TraceAnswer {
  if (request.direction === 'path') return pathAnswer(scene, rows, request);
  const places = placesOf(rows, request.features);
  const utilities = utilitiesOf(rows, places);
  const graph = networkGraph(rows, utilities);
  const start = partsOf(graph, places);
  const flowBy = request.direction === 'connected' ? 'notAsked' : flowMethod(graph, places, start);
  const found = trace(graph, arcsOf(graph, flowBy), start, request.direction === 'upstream' ? 'against' : 'with');
  const certain = edgesAt(found, CERTAIN_FLOW);
  const possible = edgesAt(found, POSSIBLE_FLOW);
  const reached = [...certain, ...possible];
  const isNode = (vertex: number): boolean => vertex < rows.nodes.count;
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    utilities: [...utilities],
    direction: request.direction,
    flowBy,
    summary: {
      certain: amountOf(graph, certain),
      possible: amountOf(graph, possible),
      customers: [...found.vertices.keys()].filter((v) => found.vertices[v] !== 0 && roleOf(rows, v) === 'customer')
        .length,
    },
    links: certain.map((edge) => idOfEdge(graph, edge)),
    possibleLinks: possible.map((edge) => idOfEdge(graph, edge)),
    ends: found.ends
      .filter(isNode)
      .map((vertex) => ({ ...nodeShape(rows, vertex), certain: found.vertices[vertex] === CERTAIN_FLOW })),
    closedValves: [
      ...found.heldBy.map((vertex) => valveAtVertex(rows, vertex)),
      ...closedEdgesAt(graph, found).map((edge) => valveAtEdge(graph, edge)),
    ],
    path: null,
    assumed: [...valvesAssumed(rows, found), ...utilityAssumed(graph, reached)],
    warnings: [...flowWarnings(graph, flowBy, possible.length), ...joinWarnings(graph, reached)],
  };
}

/**
 * Drains by their fall, all else from its sources. What may be either is a drain where it is joined to drains, or to no
 * source.
 */
function flowMethod(
  graph: NetworkGraph,
  places: readonly NetworkPlace[],
  start: TraceStart,
): (typeof FLOW_METHODS)[number] {
  const { rows, link } = graph;
  const utilities = places.map((place) => utilityOfPlace(rows, place));
  if (utilities.every(isGravityUtility)) return 'fall';
  if (!utilities.every((utility) => utility === 'unknown' || isGravityUtility(utility))) return 'sources';
  const joined = trace(graph, joinedBothWays(graph), start, 'with');
  for (let e = 0; e < graph.edgeCount; e++) {
    if (joined.edges[e] !== 0 && isGravityUtility(rows.links.utilities[link[e] ?? -1] ?? 'unknown')) return 'fall';
  }
  return joined.vertices.some((reached, v) => reached !== 0 && roleOf(rows, v) === 'source') ? 'sources' : 'fall';
}

function arcsOf(graph: NetworkGraph, flowBy: (typeof FLOW_METHODS)[number]): FlowArcs {
  switch (flowBy) {
    case 'fall':
      return gravityFlow(graph);
    case 'sources':
      return pressureFlow(graph);
    case 'notAsked':
      return joinedBothWays(graph);
  }
}

function edgesAt({ edges }: Trace, level: number): readonly number[] {
  const found: number[] = [];
  for (let e = 0; e < edges.length; e++) if (edges[e] === level) found.push(e);
  return found;
}

/** Closed links at which the trace ends. */
function closedEdgesAt(graph: NetworkGraph, { vertices }: Trace): readonly number[] {
  const found: number[] = [];
  for (let e = 0; e < graph.edgeCount; e++) {
    if (!isClosedEdge(graph, e)) continue;
    if (vertices[graph.from[e] ?? 0] !== 0 || vertices[graph.to[e] ?? 0] !== 0) found.push(e);
  }
  return found;
}

function valvesAssumed(rows: NetworkRows, { vertices }: Trace): readonly NetworkAssumption[] {
  const { ids, valveStates } = rows.nodes;
  const featureIds = ids.filter(
    (_, v) => vertices[v] !== 0 && roleOf(rows, v) === 'valve' && (valveStates[v] ?? null) === null,
  );
  return featureIds.length === 0 ? [] : [{ what: 'valveOpen', featureIds }];
}

function flowWarnings(
  { rows }: NetworkGraph,
  flowBy: (typeof FLOW_METHODS)[number],
  possible: number,
): readonly NetworkWarning[] {
  const hasSource = rows.nodes.ids.some((_, v) => roleOf(rows, v) === 'source');
  return [
    ...warningIf(
      flowBy === 'sources' && !hasSource ? 1 : 0,
      'noSourceKnown',
      'The data names no source of this network: which way it flows is not known anywhere.',
    ),
    ...warningIf(
      possible,
      'flowUnknown',
      `${possible} links are reached over links whose direction of flow is not known: they may lie on the way, or not.`,
    ),
  ];
}
