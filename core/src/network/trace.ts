import { CERTAIN_FLOW, type FlowArcs, NO_FLOW, POSSIBLE_FLOW } from './flow-arcs.ts';
import type { NetworkGraph } from './network-graph.ts';

export interface TraceStart {
  readonly edges: readonly number[];
  readonly vertices: readonly number[];
}

/** What a trace reaches. 0: not; `POSSIBLE_FLOW`: some way there is not certain; `CERTAIN_FLOW`: a way there is. */
export interface Trace {
  readonly edges: Uint8Array;
  readonly vertices: Uint8Array;
  /** Vertices where nothing leads on. */
  readonly ends: readonly number[];
  /** Closed valves that hold it up. */
  readonly heldBy: readonly number[];
}

/** Follows flow from some edges and vertices: with it, or against it. */
export function trace(graph: NetworkGraph, arcs: FlowArcs, start: TraceStart, along: 'with' | 'against'): Trace {
  const { vertexCount, edgeCount, starts, incident, opposite, from, to } = graph;
  const outward = along === 'with' ? arcs.forward : arcs.backward;
  const inward = along === 'with' ? arcs.backward : arcs.forward;
  const edges = new Uint8Array(edgeCount);
  const vertices = new Uint8Array(vertexCount);
  const arrival = new Int32Array(vertexCount).fill(-1);
  const isStart = new Uint8Array(vertexCount);
  const held = new Set<number>();

  /** Whether an edge leads on from one of its ends, and how surely. */
  const leading = (edge: number, vertex: number): number => {
    const a = from[edge] === vertex ? (outward[edge] ?? NO_FLOW) : NO_FLOW;
    const b = to[edge] === vertex ? (inward[edge] ?? NO_FLOW) : NO_FLOW;
    return Math.max(a, b);
  };
  for (const level of [CERTAIN_FLOW, POSSIBLE_FLOW]) {
    const queue: number[] = [];
    const reach = (vertex: number, edge: number): void => {
      if ((vertices[vertex] ?? 0) >= level) return;
      vertices[vertex] = level;
      if ((arrival[vertex] ?? -1) < 0) arrival[vertex] = edge;
      queue.push(vertex);
    };
    for (const vertex of start.vertices) {
      isStart[vertex] = 1;
      reach(vertex, -1);
    }
    for (const edge of start.edges) {
      edges[edge] = CERTAIN_FLOW;
      if ((outward[edge] ?? 0) >= level) reach(to[edge] ?? 0, edge);
      if ((inward[edge] ?? 0) >= level) reach(from[edge] ?? 0, edge);
    }
    // What was certain leads on to what is only possible.
    if (level === POSSIBLE_FLOW) for (let v = 0; v < vertexCount; v++) if (vertices[v] === CERTAIN_FLOW) queue.push(v);
    for (let head = 0; head < queue.length; head++) {
      const v = queue[head] ?? 0;
      if (arcs.holds[v] === 1 && isStart[v] === 0) {
        held.add(v);
        continue;
      }
      for (let k = starts[v] ?? 0; k < (starts[v + 1] ?? 0); k++) {
        const e = incident[k] ?? 0;
        if (leading(e, v) < level) continue;
        if ((edges[e] ?? 0) < level) edges[e] = level;
        reach(opposite[k] ?? 0, e);
      }
    }
  }

  const ends: number[] = [];
  for (let v = 0; v < vertexCount; v++) {
    if (vertices[v] === 0 || held.has(v)) continue;
    let leadsOn = false;
    for (let k = starts[v] ?? 0; k < (starts[v + 1] ?? 0) && !leadsOn; k++) {
      const e = incident[k] ?? 0;
      leadsOn = e !== arrival[v] && leading(e, v) > NO_FLOW;
    }
    if (!leadsOn) ends.push(v);
  }
  return { edges, vertices, ends, heldBy: [...held].toSorted((a, b) => a - b) };
}
