import type { Link } from '../../model/link.ts';
import type { NetworkNode } from '../../model/network-node.ts';
import { boreAreaM2 } from '../bore-area.ts';
import { MISSING_NODE, type NetworkRows, NO_NODE } from '../network-rows.ts';

/** The rows of features that a reader yielded, as a store would hand them on; their ids are the source's own. */
export function rowsOfFeatures(nodes: readonly NetworkNode[], links: readonly Link[]): NetworkRows {
  const indexes = new Map(nodes.map(({ sourceId }, index) => [sourceId, index]));
  const end = (id: string | null): number => (id === null ? NO_NODE : (indexes.get(id) ?? MISSING_NODE));
  const numbers = (value: (link: Link) => number | null): Float64Array =>
    Float64Array.from(links, (link) => value(link) ?? Number.NaN);
  return {
    revision: '1',
    dataDate: '2026-01-02T03:04:05Z',
    nodes: {
      count: nodes.length,
      ids: nodes.map(({ sourceId }) => sourceId),
      utilities: nodes.map(({ utility }) => utility),
      kinds: nodes.map(({ kind }) => kind),
      roles: nodes.map(({ role }) => role ?? null),
      valveStates: nodes.map(({ valveState }) => valveState ?? null),
      statuses: nodes.map(({ status }) => status),
      lonLats: Float64Array.from(nodes.flatMap(({ position }) => [...position])),
    },
    links: {
      count: links.length,
      ids: links.map(({ sourceId }) => sourceId),
      utilities: links.map(({ utility }) => utility),
      kinds: links.map(({ kind }) => kind),
      statuses: links.map(({ status }) => status),
      valveStates: links.map(({ valveState }) => valveState ?? null),
      fromNodes: Int32Array.from(links, ({ fromNode }) => end(fromNode)),
      toNodes: Int32Array.from(links, ({ toNode }) => end(toNode)),
      lengthsM: numbers(({ statedLengthM, planLengthM }) => statedLengthM ?? planLengthM),
      widthsMm: numbers(({ section }) => section?.widthMm ?? null),
      boreAreasM2: Float64Array.from(links, ({ section }) => boreAreaM2(section)),
      fromInvertsM: numbers(({ from }) => from.invertM),
      toInvertsM: numbers(({ to }) => to.invertM),
    },
  };
}
