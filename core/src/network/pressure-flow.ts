import { CERTAIN_FLOW, closedVertices, type FlowArcs, isClosedEdge, POSSIBLE_FLOW } from './flow-arcs.ts';
import { type NetworkGraph, roleOf } from './network-graph.ts';

/**
 * The way a network under pressure flows, as far as its build decides it: away from the sources through every edge that
 * alone joins what lies behind it to them (a bridge; Tarjan 1974). In loops, between two sources, and where no source
 * is known, pressures decide, which nobody here knows: those edges are possible both ways.
 */
export function pressureFlow(graph: NetworkGraph): FlowArcs {
  const { vertexCount, edgeCount, starts, incident, opposite, from, rows } = graph;
  const forward = new Uint8Array(edgeCount);
  const backward = new Uint8Array(edgeCount);
  for (let e = 0; e < edgeCount; e++) {
    if (isClosedEdge(graph, e)) continue;
    forward[e] = POSSIBLE_FLOW;
    backward[e] = POSSIBLE_FLOW;
  }
  const holds = closedVertices(graph);
  const awayFrom = (vertex: number, edge: number): void => {
    const along = from[edge] === vertex;
    forward[edge] = along ? CERTAIN_FLOW : 0;
    backward[edge] = along ? 0 : CERTAIN_FLOW;
  };

  // Depth first from a point above all sources, which is visited at time 1 and joins them to one another.
  const visited = new Int32Array(vertexCount);
  const lowest = new Int32Array(vertexCount);
  const next = starts.slice(0, vertexCount);
  const arrival = new Int32Array(vertexCount).fill(-1);
  const stack = new Int32Array(vertexCount);
  let time = 1;
  const isSource = (v: number): boolean => roleOf(rows, v) === 'source';
  for (let root = 0; root < rows.nodes.count; root++) {
    if (!isSource(root) || visited[root] !== 0) continue;
    let depth = 0;
    stack[depth++] = root;
    visited[root] = ++time;
    lowest[root] = time;
    while (depth > 0) {
      const v = stack[depth - 1] ?? 0;
      const k = next[v] ?? 0;
      if (k < (starts[v + 1] ?? 0)) {
        next[v] = k + 1;
        const e = incident[k] ?? 0;
        const w = opposite[k] ?? 0;
        if (e === arrival[v] || (forward[e] === 0 && backward[e] === 0)) continue;
        if (holds[w] === 1) awayFrom(v, e);
        else if (visited[w] !== 0) lowest[v] = Math.min(lowest[v] ?? 0, visited[w] ?? 0);
        else {
          arrival[w] = e;
          visited[w] = ++time;
          lowest[w] = isSource(w) ? 1 : time;
          stack[depth++] = w;
        }
        continue;
      }
      depth -= 1;
      if (depth === 0) continue;
      const parent = stack[depth - 1] ?? 0;
      lowest[parent] = Math.min(lowest[parent] ?? 0, lowest[v] ?? 0);
      if ((lowest[v] ?? 0) > (visited[parent] ?? 0)) awayFrom(parent, arrival[v] ?? 0);
    }
  }
  return { forward, backward, holds };
}
