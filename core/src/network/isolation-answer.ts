import type { ValveState } from '../model/network-node.ts';
import type { IsolationAnswer, IsolationRequest, SUPPLIES, VALVE_USES } from '../protocol/analysis/isolation.ts';
import type { NetworkWarning } from '../protocol/analysis/network-shapes.ts';
import { type Isolation, isolate } from './isolation.ts';
import { NetworkError } from './network-error.ts';
import {
  amountOf,
  joinWarnings,
  nodeShape,
  utilitiesOf,
  utilityAssumed,
  type ValveShape,
  valveAtEdge,
  valveAtVertex,
  warningIf,
} from './network-facts.ts';
import { idOfEdge, type NetworkGraph, networkGraph, partsOf, placesOf, roleOf } from './network-graph.ts';
import type { NetworkRows } from './network-rows.ts';
import type { ValveReports } from './valve-sections.ts';

/**
 * Which valves shut off what was asked for, and who is then without supply, as it goes over the wire. Throws a NetworkError
 * for features that the network does not hold, and for reports about what is not a valve.
 */
export function isolationAnswer(scene: string, rows: NetworkRows, request: IsolationRequest): IsolationAnswer {
  const places = placesOf(rows, request.features);
  const utilities = utilitiesOf(rows, places);
  const graph = networkGraph(rows, utilities);
  const reports = reportsOf(rows, request.found);
  const breaks = partsOf(graph, places);
  const found = isolate(graph, breaks, reports);
  const shape = (valve: number): ValveShape => valveShape(graph, found, reports, valve);
  const needed = found.needed === null ? null : new Set(found.needed);
  const withUse = (use: (typeof VALVE_USES)[number]) => (valve: ValveShape) => ({ ...valve, use });
  const fewer = found.fewest !== null && found.fewest.length < (needed?.size ?? 0) ? found.fewest : null;
  const supply = supplyOf(rows, found, utilities);
  const unknownStates = found.boundary.filter((valve) => found.sections.stateUnknown[valve] === 1);
  return {
    complete: true,
    scene,
    revision: rows.revision,
    dataDate: rows.dataDate,
    utilities: [...utilities],
    features: [...request.features],
    supply,
    summary: {
      links: { ...amountOf(graph, found.isolatedEdges), ...volumeOf(graph, found.isolatedEdges) },
      customers: {
        inside: found.customersInside.length,
        beyond: found.customersBeyond?.length ?? null,
        inDoubt: found.customersInDoubt.length,
      },
      valves: {
        needed: needed?.size ?? null,
        boundary: found.boundary.length,
        closedAlready: found.closedAlready.length,
        doNotTurn: found.inoperable.length,
        stateUnknown: unknownStates.length,
      },
      sources: { inside: found.sourcesInside.length, reaching: found.sourcesReaching.length },
    },
    links: found.isolatedEdges.map((edge) => idOfEdge(graph, edge)),
    valves: [
      ...found.boundary.map((valve) =>
        withUse(needed === null || needed.has(valve) ? 'close' : 'closeToBeSure')(shape(valve)),
      ),
      ...found.closedAlready.map(shape).map(withUse('keepClosed')),
      ...found.inoperable
        .map((vertex) => ({ ...valveAtVertex(rows, vertex), state: 'inoperable' as const }))
        .map(withUse('doesNotTurn')),
    ],
    fewer: fewer === null ? null : { valves: fewer.map(shape), customersOut: found.customersOutByFewest.length },
    customers: [
      ...found.customersInside.map((vertex) => ({ ...nodeShape(rows, vertex), where: 'inside' as const })),
      ...(found.customersBeyond ?? []).map((vertex) => ({ ...nodeShape(rows, vertex), where: 'beyond' as const })),
    ],
    sources: [
      ...found.sourcesInside.map((vertex) => ({ ...nodeShape(rows, vertex), where: 'inside' as const })),
      ...found.sourcesReaching.map((vertex) => ({ ...nodeShape(rows, vertex), where: 'reaching' as const })),
    ],
    assumed: [
      ...(unknownStates.length === 0
        ? []
        : [{ what: 'valveOpen' as const, featureIds: unknownStates.map((valve) => shape(valve).featureId) }]),
      ...utilityAssumed(graph, found.isolatedEdges),
    ],
    warnings: [
      ...supplyWarnings(supply, found),
      ...warningIf(
        unknownStates.length,
        'valveStateUnknown',
        `The state of ${unknownStates.length} valves round the section is not stated: they are taken to be open, and to turn.`,
      ),
      ...warningIf(
        found.customersInDoubt.length,
        'customersInDoubt',
        `${found.customersInDoubt.length} more customers keep their supply only if valves whose state is not stated are open.`,
      ),
      ...joinWarnings(graph, found.isolatedEdges),
    ],
  };
}

function reportsOf(rows: NetworkRows, found: IsolationRequest['found']): ValveReports {
  const nodes = new Map<number, ValveState>();
  const links = new Map<number, ValveState>();
  for (const state of ['open', 'closed', 'inoperable'] as const) {
    for (const { family, index, id } of placesOf(rows, found[state])) {
      const canShut = family === 'node' ? roleOf(rows, index) === 'valve' : rows.links.kinds[index] === 'valve';
      if (!canShut && rows.links.valveStates[family === 'link' ? index : -1] !== 'closed') {
        throw new NetworkError('not-in-network', `"${id}" was reported ${state} and must be a valve, but it is none.`);
      }
      (family === 'node' ? nodes : links).set(index, state);
    }
  }
  return { nodes, links };
}

/** A valve with its state as it was found on site, else as the data says. */
function valveShape(graph: NetworkGraph, { sections }: Isolation, reports: ValveReports, valve: number): ValveShape {
  const vertex = sections.vertexOfValve[valve] ?? -1;
  if (vertex >= 0) {
    const shape = valveAtVertex(graph.rows, vertex);
    return { ...shape, state: reports.nodes.get(vertex) ?? shape.state };
  }
  const edge = sections.edgeOfValve[valve] ?? -1;
  const shape = valveAtEdge(graph, edge);
  return { ...shape, state: reports.links.get(graph.link[edge] ?? -1) ?? shape.state };
}

function supplyOf(rows: NetworkRows, found: Isolation, utilities: ReadonlySet<string>): (typeof SUPPLIES)[number] {
  if (found.needed !== null) return found.sourcesInside.length > 0 ? 'sourceInside' : 'known';
  const known = rows.nodes.utilities.some((utility, v) => utilities.has(utility) && roleOf(rows, v) === 'source');
  return known ? 'noSourceReaches' : 'noSourceKnown';
}

function supplyWarnings(supply: (typeof SUPPLIES)[number], found: Isolation): readonly NetworkWarning[] {
  const { boundary, closedAlready, sourcesInside } = found;
  const inside = sourcesInside.length;
  const unbounded = boundary.length === 0 && (closedAlready.length === 0 || inside > 0);
  return [
    ...warningIf(
      unbounded ? 1 : 0,
      'noValve',
      'No valve bounds this part of the network: it cannot be shut off by valves.',
    ),
    ...warningIf(
      inside,
      'sourceInside',
      `${inside} sources feed the section from inside: no valve parts them from it, they have to be stopped.`,
    ),
    ...noSourceWarning(supply, boundary.length),
  ];
}

function noSourceWarning(supply: (typeof SUPPLIES)[number], boundary: number): readonly NetworkWarning[] {
  const closeAll = `Close all ${boundary} valves of the boundary; which of them suffice, and who beyond them is cut off, is not known.`;
  switch (supply) {
    case 'known':
    case 'sourceInside':
      return [];
    case 'noSourceKnown':
      return [{ code: supply, count: 1, message: `The data names no source of this network. ${closeAll}` }];
    case 'noSourceReaches':
      return [{ code: supply, count: 1, message: `Not every place is reached by a source in the data. ${closeAll}` }];
  }
}

function volumeOf({ rows, link }: NetworkGraph, edges: readonly number[]) {
  let volumeM3 = 0;
  let volumeUnknown = 0;
  for (const edge of edges) {
    const row = link[edge] ?? -1;
    const edgeM3 = (rows.links.boreAreasM2[row] ?? Number.NaN) * (rows.links.lengthsM[row] ?? Number.NaN);
    if (Number.isFinite(edgeM3)) volumeM3 += edgeM3;
    else volumeUnknown += 1;
  }
  return { volumeM3, volumeUnknown };
}
