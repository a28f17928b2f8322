import type { LinkKind } from '../model/link.ts';
import type { NodeRole } from '../model/network-node.ts';
import type { Utility } from '../model/utility.ts';
import { NetworkError } from './network-error.ts';
import type { NetworkRows } from './network-rows.ts';

/**
 * What a network is joined by, in flat arrays: an edge for every link that lies in the ground and is not abandoned, a
 * vertex for every node.
 *
 * ```
 *    vertex v:  incident[starts[v] .. starts[v + 1])   edges that end at v
 *               opposite[ same range ]                 vertex at the other end of each
 *    edge e:    from[e], to[e], link[e]
 * ```
 *
 * Vertices below `rows.nodes.count` are its nodes. A link's end that no row has a node for gets a vertex of its own,
 * behind them: the link is there, and what it joins there is not known.
 */
export interface NetworkGraph {
  readonly rows: NetworkRows;
  readonly vertexCount: number;
  readonly edgeCount: number;
  readonly starts: Int32Array;
  readonly incident: Int32Array;
  readonly opposite: Int32Array;
  /** Vertices at the ends of each edge, in the order it is drawn. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Index in `rows.links` of each edge. */
  readonly link: Int32Array;
  /** Index of the edge of each link; -1 for a link that is not in the network. */
  readonly edgeOfLink: Int32Array;
}

/** The graph of the links of some utilities; of all where none are named. */
export function networkGraph(rows: NetworkRows, utilities?: ReadonlySet<Utility>): NetworkGraph {
  const { links, nodes } = rows;
  const edgeOfLink = new Int32Array(links.count).fill(-1);
  const link = new Int32Array(links.count);
  const from = new Int32Array(links.count);
  const to = new Int32Array(links.count);
  let edgeCount = 0;
  let vertexCount = nodes.count;
  for (let i = 0; i < links.count; i++) {
    if (!isLaid(links.statuses[i])) continue;
    if (utilities !== undefined && !utilities.has(links.utilities[i] ?? 'unknown')) continue;
    const a = links.fromNodes[i] ?? -1;
    const b = links.toNodes[i] ?? -1;
    from[edgeCount] = a >= 0 ? a : vertexCount++;
    to[edgeCount] = b >= 0 ? b : vertexCount++;
    link[edgeCount] = i;
    edgeOfLink[i] = edgeCount++;
  }
  const starts = new Int32Array(vertexCount + 1);
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e] ?? 0;
    const b = to[e] ?? 0;
    starts[a + 1] = (starts[a + 1] ?? 0) + 1;
    starts[b + 1] = (starts[b + 1] ?? 0) + 1;
  }
  for (let v = 0; v < vertexCount; v++) starts[v + 1] = (starts[v + 1] ?? 0) + (starts[v] ?? 0);
  const next = starts.slice(0, vertexCount);
  const incident = new Int32Array(edgeCount * 2);
  const opposite = new Int32Array(edgeCount * 2);
  for (let e = 0; e < edgeCount; e++) {
    const a = from[e] ?? 0;
    const b = to[e] ?? 0;
    const atA = next[a] ?? 0;
    next[a] = atA + 1;
    incident[atA] = e;
    opposite[atA] = b;
    const atB = next[b] ?? 0;
    next[b] = atB + 1;
    incident[atB] = e;
    opposite[atB] = a;
  }
  return {
    rows,
    vertexCount,
    edgeCount,
    starts,
    incident,
    opposite,
    from: from.subarray(0, edgeCount),
    to: to.subarray(0, edgeCount),
    link: link.subarray(0, edgeCount),
    edgeOfLink,
  };
}

/** What a node does in its network; null for none, and for one that is abandoned or only planned. */
export function roleOf({ nodes }: NetworkRows, vertex: number): NodeRole | null {
  return isLaid(nodes.statuses[vertex]) ? (nodes.roles[vertex] ?? null) : null;
}

/** What is planned is not there yet, and what is abandoned does nothing; unknown is taken to be in use. */
function isLaid(status: NetworkRows['links']['statuses'][number] | undefined): boolean {
  return status !== 'planned' && status !== 'abandoned';
}

export function lengthOfEdge(graph: NetworkGraph, edge: number): number {
  return graph.rows.links.lengthsM[graph.link[edge] ?? -1] ?? Number.NaN;
}

export function kindOfEdge(graph: NetworkGraph, edge: number): LinkKind {
  return graph.rows.links.kinds[graph.link[edge] ?? -1] ?? 'conduit';
}

export function idOfEdge(graph: NetworkGraph, edge: number): string {
  return graph.rows.links.ids[graph.link[edge] ?? -1] ?? '';
}

/** A link or node of the rows, by index. */
export interface NetworkPlace {
  readonly family: 'link' | 'node';
  readonly index: number;
  readonly id: string;
}

/** Finds features by their ids. Throws a NetworkError for one that is not among the links and nodes. */
export function placesOf(rows: NetworkRows, ids: readonly string[]): readonly NetworkPlace[] {
  return ids.map((id) => {
    const link = rows.links.ids.indexOf(id);
    if (link >= 0) return { family: 'link', index: link, id };
    const node = rows.nodes.ids.indexOf(id);
    if (node >= 0) return { family: 'node', index: node, id };
    throw new NetworkError('unknown-feature', `The network holds no link and no node "${id}".`);
  });
}

export function utilityOfPlace(rows: NetworkRows, { family, index }: NetworkPlace): Utility {
  return (family === 'link' ? rows.links.utilities[index] : rows.nodes.utilities[index]) ?? 'unknown';
}

/** The edge or the vertex of a place in a graph. Throws a NetworkError for a link that is abandoned or only planned. */
export function partOf(graph: NetworkGraph, { family, index, id }: NetworkPlace): { edge: number; vertex: number } {
  if (family === 'node') return { edge: -1, vertex: index };
  const edge = graph.edgeOfLink[index] ?? -1;
  if (edge >= 0) return { edge, vertex: -1 };
  const status = graph.rows.links.statuses[index] ?? 'unknown';
  throw new NetworkError('not-in-network', `"${id}" must be part of the network in use, but it is ${status}.`);
}

/** Several features in a graph, as traces and isolation begin at them. */
export function partsOf(
  graph: NetworkGraph,
  places: readonly NetworkPlace[],
): { readonly edges: readonly number[]; readonly vertices: readonly number[] } {
  const parts = places.map((place) => partOf(graph, place));
  return {
    edges: parts.flatMap(({ edge }) => (edge < 0 ? [] : [edge])),
    vertices: parts.flatMap(({ vertex }) => (vertex < 0 ? [] : [vertex])),
  };
}
