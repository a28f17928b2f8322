import type { z } from 'zod';
import type { Utility } from '../model/utility.ts';
import type {
  Amount,
  NetworkAssumption,
  NetworkWarning,
  networkNodeSchema,
  valveSchema,
} from '../protocol/analysis/network-shapes.ts';
import { joinedUtilities } from './joined-utilities.ts';
import {
  idOfEdge,
  kindOfEdge,
  lengthOfEdge,
  type NetworkGraph,
  type NetworkPlace,
  utilityOfPlace,
} from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';

export type NetworkNodeShape = z.infer<typeof networkNodeSchema>;
export type ValveShape = z.infer<typeof valveSchema>;

/** The utilities that are one network with what was asked for. */
export function utilitiesOf(rows: NetworkRows, places: readonly NetworkPlace[]): ReadonlySet<Utility> {
  return new Set(places.flatMap((place) => [...joinedUtilities(utilityOfPlace(rows, place))]));
}

export function nodeShape({ nodes }: NetworkRows, vertex: number): NetworkNodeShape {
  return {
    featureId: nodes.ids[vertex] ?? '',
    kind: nodes.kinds[vertex] ?? 'junction',
    role: nodes.roles[vertex] ?? null,
    at: [nodes.lonLats[vertex * 2] ?? Number.NaN, nodes.lonLats[vertex * 2 + 1] ?? Number.NaN],
  };
}

export function valveAtVertex(rows: NetworkRows, vertex: number): ValveShape {
  const { featureId, kind, at } = nodeShape(rows, vertex);
  return { featureId, family: 'node', kind, state: rows.nodes.valveStates[vertex] ?? null, at };
}

export function valveAtEdge(graph: NetworkGraph, edge: number): ValveShape {
  const { rows, link, from } = graph;
  const vertex = from[edge] ?? -1;
  const at = vertex < rows.nodes.count ? nodeShape(rows, vertex).at : null;
  const state = rows.links.valveStates[link[edge] ?? -1] ?? null;
  return { featureId: idOfEdge(graph, edge), family: 'link', kind: kindOfEdge(graph, edge), state, at };
}

export function amountOf(graph: NetworkGraph, edges: readonly number[]): Amount {
  let lengthM = 0;
  let lengthUnknown = 0;
  for (const edge of edges) {
    const edgeM = lengthOfEdge(graph, edge);
    if (Number.isFinite(edgeM)) lengthM += edgeM;
    else lengthUnknown += 1;
  }
  return { count: edges.length, lengthM, lengthUnknown };
}

/** What is to be said of any set of links that was found to be joined: where the data does not say what joins them. */
export function joinWarnings(graph: NetworkGraph, edges: readonly number[]): readonly NetworkWarning[] {
  const { rows, from, to } = graph;
  const isLoose = (vertex: number | undefined): boolean => (vertex ?? 0) >= rows.nodes.count;
  const loose = edges.filter((e) => isLoose(from[e]) || isLoose(to[e])).length;
  const vertices = new Set(edges.flatMap((e) => [from[e] ?? -1, to[e] ?? -1]));
  let notLaid = 0;
  for (let i = 0; i < rows.links.count; i++) {
    const status = rows.links.statuses[i];
    if (status !== 'abandoned' && status !== 'planned') continue;
    if (vertices.has(rows.links.fromNodes[i] ?? -1) || vertices.has(rows.links.toNodes[i] ?? -1)) notLaid += 1;
  }
  return [
    ...warningIf(
      loose,
      'looseEnds',
      `${loose} of these links have an end at which no node stands: what they join there is not known.`,
    ),
    ...warningIf(
      notLaid,
      'notInUse',
      `${notLaid} abandoned or planned links end at these: they are taken to be parted from them.`,
    ),
  ];
}

export function warningIf(count: number, code: string, message: string): readonly NetworkWarning[] {
  return count === 0 ? [] : [{ code, count, message }];
}

/** Links whose utility the data does not say, and that were taken to be part of the network. */
export function utilityAssumed(graph: NetworkGraph, edges: readonly number[]): readonly NetworkAssumption[] {
  const unknown = edges.filter((e) => graph.rows.links.utilities[graph.link[e] ?? -1] === 'unknown');
  return unknown.length === 0 ? [] : [{ what: 'utility', featureIds: unknown.map((e) => idOfEdge(graph, e)) }];
}
