import type { ValveState } from '../model/network-node.ts';
import { kindOfEdge, type NetworkGraph, roleOf } from './network-graph.ts';

/**
 * A network as valves see it: sections, within which nothing can be shut off, and the valves between them.
 *
 * ```
 *    S --- V1 --- J1 --- V2 --- J2        sections   {S, e1}   {e2, J1, e3}   {e4, J2}
 *       e1     e2     e3     e4           valves            V1             V2
 * ```
 *
 * A valve is a node whose role it is, a link of the kind `valve`, or any link that is held closed. A valve that cannot be
 * turned stands open and is part of its section, as any other node; so is one that is abandoned or only planned.
 */
export interface ValveSections {
  readonly sectionCount: number;
  /** Section of each edge; -1 for an edge that is a valve itself. */
  readonly ofEdge: Int32Array;
  /** Section of each vertex; -1 for a vertex that is a valve itself. */
  readonly ofVertex: Int32Array;
  readonly valveCount: number;
  /** Vertex of each valve, -1 where it is an edge; and the other way round. */
  readonly vertexOfValve: Int32Array;
  readonly edgeOfValve: Int32Array;
  /** 1 for a valve that is stated to be closed. */
  readonly closed: Uint8Array;
  /** 1 for a valve whose state the data does not say: it is taken to be open, and to turn. */
  readonly stateUnknown: Uint8Array;
  /** Sections that valve w touches, each once: `sections[valveStarts[w]]` to `sections[valveStarts[w + 1] - 1]`. */
  readonly valveStarts: Int32Array;
  readonly sections: Int32Array;
  /** Valves that section s touches, each once: `valves[sectionStarts[s]]` to `valves[sectionStarts[s + 1] - 1]`. */
  readonly sectionStarts: Int32Array;
  readonly valves: Int32Array;
}

/** What is known of valves beyond the rows: by index of node, and of link. */
export interface ValveReports {
  readonly nodes: ReadonlyMap<number, ValveState>;
  readonly links: ReadonlyMap<number, ValveState>;
}

const NOT_A_VALVE = 0;
const OPEN = 1;
const UNKNOWN = 2;
const CLOSED = 3;

export function valveSections(graph: NetworkGraph, reports: ValveReports): ValveSections {
  const { vertexCount, edgeCount, from, to } = graph;
  const vertexState = statesOfVertices(graph, reports);
  const edgeState = statesOfEdges(graph, reports);
  const parent = new Int32Array(vertexCount);
  for (let v = 0; v < vertexCount; v++) parent[v] = v;
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e] ?? 0;
    const b = to[e] ?? 0;
    if (edgeState[e] === NOT_A_VALVE && vertexState[a] === NOT_A_VALVE && vertexState[b] === NOT_A_VALVE) {
      unite(parent, a, b);
    }
  }
  let sectionCount = 0;
  const ofVertex = new Int32Array(vertexCount).fill(-1);
  for (let v = 0; v < vertexCount; v++) {
    if (vertexState[v] !== NOT_A_VALVE) continue;
    const root = rootOf(parent, v);
    const known = ofVertex[root] ?? -1;
    const section = known >= 0 ? known : sectionCount++;
    ofVertex[root] = section;
    ofVertex[v] = section;
  }

  const valveOfVertex = new Int32Array(vertexCount).fill(-1);
  const vertexOfValve: number[] = [];
  const edgeOfValve: number[] = [];
  const states: number[] = [];
  const addValve = (vertex: number, edge: number, state: number): number => {
    vertexOfValve.push(vertex);
    edgeOfValve.push(edge);
    return states.push(state) - 1;
  };
  for (let v = 0; v < vertexCount; v++) {
    const state = vertexState[v] ?? NOT_A_VALVE;
    if (state !== NOT_A_VALVE) valveOfVertex[v] = addValve(v, -1, state);
  }
  const touches: number[] = [];
  const touch = (valve: number, section: number): void => void touches.push(valve, section);
  const ofEdge = new Int32Array(edgeCount).fill(-1);
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e] ?? 0;
    const b = to[e] ?? 0;
    const valveA = valveOfVertex[a] ?? -1;
    const valveB = valveOfVertex[b] ?? -1;
    const state = edgeState[e] ?? NOT_A_VALVE;
    if (state === NOT_A_VALVE) {
      const section = valveA < 0 ? (ofVertex[a] ?? 0) : valveB < 0 ? (ofVertex[b] ?? 0) : sectionCount++;
      ofEdge[e] = section;
      if (valveA >= 0) touch(valveA, section);
      if (valveB >= 0) touch(valveB, section);
      continue;
    }
    const valve = addValve(-1, e, state);
    for (const [vertex, nodeValve] of [
      [a, valveA],
      [b, valveB],
    ] as const) {
      if (nodeValve < 0) touch(valve, ofVertex[vertex] ?? 0);
      else {
        // Two valves side by side: an empty section lies between them.
        touch(nodeValve, sectionCount);
        touch(valve, sectionCount++);
      }
    }
  }
  const valveCount = states.length;
  const byValve = grouped(touches, 0, valveCount);
  const bySection = grouped(touches, 1, sectionCount);
  return {
    sectionCount,
    ofEdge,
    ofVertex,
    valveCount,
    vertexOfValve: Int32Array.from(vertexOfValve),
    edgeOfValve: Int32Array.from(edgeOfValve),
    closed: Uint8Array.from(states, (state) => (state === CLOSED ? 1 : 0)),
    stateUnknown: Uint8Array.from(states, (state) => (state === UNKNOWN ? 1 : 0)),
    valveStarts: byValve.starts,
    sections: byValve.values,
    sectionStarts: bySection.starts,
    valves: bySection.values,
  };
}

function statesOfVertices({ rows, vertexCount }: NetworkGraph, reports: ValveReports): Uint8Array {
  const { count, valveStates } = rows.nodes;
  const states = new Uint8Array(vertexCount);
  for (let v = 0; v < count; v++) {
    if (roleOf(rows, v) === 'valve') states[v] = codeOf(reports.nodes.get(v) ?? valveStates[v] ?? null);
  }
  return states;
}

/** A pump that runs, and a pipe that is open, shut nothing off; a pump or a pipe that is closed does. */
function statesOfEdges(graph: NetworkGraph, reports: ValveReports): Uint8Array {
  const states = new Uint8Array(graph.edgeCount);
  for (let e = 0; e < graph.edgeCount; e++) {
    const link = graph.link[e] ?? -1;
    const state = reports.links.get(link) ?? graph.rows.links.valveStates[link] ?? null;
    if (kindOfEdge(graph, e) === 'valve') states[e] = codeOf(state);
    else if (state === 'closed') states[e] = CLOSED;
  }
  return states;
}

function codeOf(state: ValveState | null): number {
  switch (state) {
    case null:
      return UNKNOWN;
    case 'open':
      return OPEN;
    case 'closed':
      return CLOSED;
    case 'inoperable':
      return NOT_A_VALVE;
  }
}

function rootOf(parent: Int32Array, vertex: number): number {
  let root = vertex;
  while ((parent[root] ?? root) !== root) {
    const above = parent[parent[root] ?? root] ?? root;
    parent[root] = above;
    root = above;
  }
  return root;
}

function unite(parent: Int32Array, a: number, b: number): void {
  const rootA = rootOf(parent, a);
  const rootB = rootOf(parent, b);
  if (rootA < rootB) parent[rootB] = rootA;
  else parent[rootA] = rootB;
}

/** Pairs (valve, section), grouped by one of both, without repeats; the groups' values ascend. */
function grouped(pairs: readonly number[], by: 0 | 1, count: number): { starts: Int32Array; values: Int32Array } {
  const raw = new Int32Array(count + 1);
  for (let i = by; i < pairs.length; i += 2) raw[(pairs[i] ?? 0) + 1] = (raw[(pairs[i] ?? 0) + 1] ?? 0) + 1;
  for (let g = 0; g < count; g++) raw[g + 1] = (raw[g + 1] ?? 0) + (raw[g] ?? 0);
  const next = raw.slice(0, count);
  const all = new Int32Array(pairs.length / 2);
  for (let i = 0; i < pairs.length; i += 2) {
    const group = pairs[i + by] ?? 0;
    const at = next[group] ?? 0;
    all[at] = pairs[i + 1 - by] ?? 0;
    next[group] = at + 1;
  }
  const starts = new Int32Array(count + 1);
  let kept = 0;
  for (let g = 0; g < count; g++) {
    const first = kept;
    for (let k = raw[g] ?? 0; k < (raw[g + 1] ?? 0); k++) {
      const value = all[k] ?? 0;
      // Sorted in: groups are those of one valve or one section, a handful.
      let hole = kept;
      while (hole > first && (all[hole - 1] ?? 0) > value) hole -= 1;
      if (hole > first && all[hole - 1] === value) continue;
      if (hole < kept) all.copyWithin(hole + 1, hole, kept);
      kept += 1;
      all[hole] = value;
    }
    starts[g + 1] = kept;
  }
  return { starts, values: all.slice(0, kept) };
}
