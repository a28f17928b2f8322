import type { Link, LinkKind } from '../../model/link.ts';
import type { NetworkNode, NodeKind, NodeRole, ValveState } from '../../model/network-node.ts';
import type { Utility } from '../../model/utility.ts';
import { MISSING_NODE, type NetworkRows, NO_NODE } from '../network-rows.ts';

/** What a test says of a link; everything else is a water main 10 m long of which nothing more is known. */
export interface PlainLink {
  readonly id: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly kind?: LinkKind;
  readonly utility?: Utility;
  readonly status?: Link['status'];
  readonly state?: ValveState;
  readonly lengthM?: number;
  readonly widthMm?: number;
  readonly inverts?: readonly [fromM: number, toM: number];
}

/** What a test says of a node. */
export interface PlainNode {
  readonly id: string;
  readonly kind?: NodeKind;
  readonly role?: NodeRole;
  readonly state?: ValveState;
  readonly utility?: Utility;
  readonly status?: NetworkNode['status'];
  readonly at?: readonly [lon: number, lat: number];
}

/** Rows of a network written by hand. Nodes that only links name are junctions, unless they are to be missing. */
export function plainNetwork(
  links: readonly PlainLink[],
  nodes: readonly PlainNode[] = [],
  { missing = [] }: { readonly missing?: readonly string[] } = {},
): NetworkRows {
  const all = new Map(nodes.map((node) => [node.id, node]));
  for (const { from, to } of links) {
    for (const id of [from, to]) if (id !== null && !all.has(id) && !missing.includes(id)) all.set(id, { id });
  }
  const list = [...all.values()];
  const indexes = new Map(list.map(({ id }, index) => [id, index]));
  const end = (id: string | null): number => (id === null ? NO_NODE : (indexes.get(id) ?? MISSING_NODE));
  return {
    revision: '1',
    dataDate: '2026-01-02T03:04:05Z',
    nodes: {
      count: list.length,
      ids: list.map(({ id }) => id),
      utilities: list.map(({ utility }) => utility ?? 'water'),
      kinds: list.map(({ kind }) => kind ?? 'junction'),
      roles: list.map(({ role }) => role ?? null),
      valveStates: list.map(({ state }) => state ?? null),
      statuses: list.map(({ status }) => status ?? 'inUse'),
      lonLats: Float64Array.from(list.flatMap(({ at }) => at ?? [0, 0])),
    },
    links: {
      count: links.length,
      ids: links.map(({ id }) => id),
      utilities: links.map(({ utility }) => utility ?? 'water'),
      kinds: links.map(({ kind }) => kind ?? 'conduit'),
      statuses: links.map(({ status }) => status ?? 'inUse'),
      valveStates: links.map(({ state }) => state ?? null),
      fromNodes: Int32Array.from(links, ({ from }) => end(from)),
      toNodes: Int32Array.from(links, ({ to }) => end(to)),
      lengthsM: Float64Array.from(links, ({ lengthM }) => lengthM ?? 10),
      widthsMm: Float64Array.from(links, ({ widthMm }) => widthMm ?? Number.NaN),
      boreAreasM2: new Float64Array(links.length).fill(Number.NaN),
      fromInvertsM: Float64Array.from(links, ({ inverts }) => inverts?.[0] ?? Number.NaN),
      toInvertsM: Float64Array.from(links, ({ inverts }) => inverts?.[1] ?? Number.NaN),
    },
  };
}
