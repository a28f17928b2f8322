import { type FlowArcs, NO_FLOW } from './flow-arcs.ts';
import { minHeap } from './min-heap.ts';
import { lengthOfEdge, type NetworkGraph } from './network-graph.ts';
import type { TraceStart } from './trace.ts';

export interface NetworkPath {
  /** From the start to the end. */
  readonly edges: readonly number[];
  readonly vertices: readonly number[];
  /** Null where the length of an edge of it is not known. */
  readonly lengthM: number | null;
}

/** An edge of unknown length is dearer than any way round it: unknown is not short, metres. */
const UNKNOWN_LENGTH_M = 1e9;

/**
 * The shortest way from one edge or vertex to another over edges that are not closed; null where there is none. Of the
 * ways it takes one over the fewest edges of unknown length (Dijkstra 1959). An edge to start or end at counts whole.
 */
export function shortestPath(
  graph: NetworkGraph,
  arcs: FlowArcs,
  start: TraceStart,
  end: TraceStart,
): NetworkPath | null {
  const { vertexCount, starts, incident, opposite, from, to } = graph;
  if (start.edges.some((edge) => end.edges.includes(edge))) return pathOf(graph, [start.edges[0] ?? 0], []);
  const costs = new Float64Array(vertexCount).fill(Infinity);
  const arrival = new Int32Array(vertexCount).fill(-1);
  const done = new Uint8Array(vertexCount);
  const heap = minHeap();
  const reach = (vertex: number, cost: number, edge: number): void => {
    if (cost >= (costs[vertex] ?? 0)) return;
    costs[vertex] = cost;
    arrival[vertex] = edge;
    heap.push(cost, vertex);
  };
  const startEdges = new Set(start.edges);
  for (const vertex of start.vertices) reach(vertex, 0, -1);
  for (const edge of start.edges) {
    reach(from[edge] ?? 0, costOf(graph, edge), edge);
    reach(to[edge] ?? 0, costOf(graph, edge), edge);
  }
  const isEnd = new Uint8Array(vertexCount);
  const lastEdge = new Int32Array(vertexCount).fill(-1);
  for (const edge of end.edges) {
    for (const vertex of [from[edge] ?? 0, to[edge] ?? 0]) {
      isEnd[vertex] = 1;
      lastEdge[vertex] = edge;
    }
  }
  for (const vertex of end.vertices) {
    isEnd[vertex] = 1;
    lastEdge[vertex] = -1;
  }
  for (let v = heap.pop(); v >= 0; v = heap.pop()) {
    if (done[v] === 1) continue;
    done[v] = 1;
    if (isEnd[v] === 1) return backFrom(graph, arrival, startEdges, v, lastEdge[v] ?? -1);
    if (arcs.holds[v] === 1 && !start.vertices.includes(v)) continue;
    for (let k = starts[v] ?? 0; k < (starts[v + 1] ?? 0); k++) {
      const e = incident[k] ?? 0;
      if (arcs.forward[e] === NO_FLOW && arcs.backward[e] === NO_FLOW) continue;
      reach(opposite[k] ?? 0, (costs[v] ?? 0) + costOf(graph, e), e);
    }
  }
  return null;
}

function costOf(graph: NetworkGraph, edge: number): number {
  const lengthM = lengthOfEdge(graph, edge);
  return Number.isFinite(lengthM) ? Math.max(0, lengthM) : UNKNOWN_LENGTH_M;
}

function backFrom(
  graph: NetworkGraph,
  arrival: Int32Array,
  startEdges: ReadonlySet<number>,
  end: number,
  lastEdge: number,
): NetworkPath {
  const edges = lastEdge < 0 ? [] : [lastEdge];
  const vertices = [end];
  let vertex = end;
  for (let e = arrival[vertex] ?? -1; e >= 0; e = arrival[vertex] ?? -1) {
    edges.push(e);
    if (startEdges.has(e)) break;
    vertex = graph.from[e] === vertex ? (graph.to[e] ?? 0) : (graph.from[e] ?? 0);
    vertices.push(vertex);
  }
  return pathOf(graph, edges.toReversed(), vertices.toReversed());
}

function pathOf(graph: NetworkGraph, edges: readonly number[], vertices: readonly number[]): NetworkPath {
  const lengthM = edges.reduce((sum, edge) => sum + lengthOfEdge(graph, edge), 0);
  return { edges, vertices, lengthM: Number.isFinite(lengthM) ? lengthM : null };
}
