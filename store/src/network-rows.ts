import { featureId } from '@undercroft/core/model/feature-id';
import type { Utility } from '@undercroft/core/model/utility';
import { boreAreaM2 } from '@undercroft/core/network/bore-area';
import { MISSING_NODE, type NetworkRows, NO_NODE } from '@undercroft/core/network/network-rows';
import type { OfLayer } from './column-json.ts';
import { StoreError } from './errors.ts';
import type { Moment } from './moments.ts';
import { mustHaveStood, pagesOf, readMoment } from './read-moment.ts';
import { type LinkRow, SECTION_COLUMNS, type SectionRow, sectionOf } from './rows/link-row.ts';
import type { NodeRow } from './rows/node-row.ts';
import type { Sql } from './sql.ts';

type NodeItem = OfLayer &
  Pick<NodeRow, 'source_id' | 'utility' | 'kind' | 'role' | 'valve_state' | 'status' | 'lon' | 'lat'>;

const NODE_COLUMNS: readonly (keyof NodeItem)[] = [
  'source_id',
  'utility',
  'kind',
  'role',
  'valve_state',
  'status',
  'lon',
  'lat',
];

type LinkItem = OfLayer &
  Pick<
    LinkRow,
    | 'source_id'
    | 'utility'
    | 'kind'
    | 'status'
    | 'valve_state'
    | 'from_node'
    | 'to_node'
    | 'stated_length_m'
    | 'plan_length_m'
    | 'from_invert_m'
    | 'to_invert_m'
  > &
  Omit<SectionRow, 'casing_mm'>;

const LINK_COLUMNS: readonly (keyof LinkItem)[] = [
  'source_id',
  'utility',
  'kind',
  'status',
  'valve_state',
  'from_node',
  'to_node',
  'stated_length_m',
  'plan_length_m',
  'width_mm',
  'from_invert_m',
  'to_invert_m',
  ...SECTION_COLUMNS.filter((column) => column !== 'width_mm' && column !== 'casing_mm'),
];

/** Times the network is read again because what was read may have been removed meanwhile. */
const MOST_ATTEMPTS = 3;

/** `AnalysisRepository.network` says what. */
export async function networkRows(
  sql: Sql,
  scene: string,
  utilities: readonly Utility[] | undefined,
): Promise<NetworkRows | null> {
  for (let attempt = 1; ; attempt++) {
    const moment = await readMoment(sql, scene);
    if (moment === null) return null;
    const rows = await networkOf(sql, moment, utilities);
    try {
      await mustHaveStood(sql, scene, moment);
      return rows;
    } catch (error) {
      if (!(error instanceof StoreError) || error.code !== 'store-unreachable' || attempt === MOST_ATTEMPTS)
        throw error;
    }
  }
}

/**
 * Links first: a node of another utility, or of none that is known, belongs to the network where a link of it ends there.
 */
async function networkOf(sql: Sql, moment: Moment, utilities: readonly Utility[] | undefined): Promise<NetworkRows> {
  const asked = utilities ?? null;
  const idOf = (layerId: number, sourceId: string) => featureId(moment.names.get(layerId) ?? '', sourceId);
  const links: { readonly id: string; readonly item: LinkItem }[] = [];
  const ends = new Set<string>();
  const linkQuestion = {
    table: 'link',
    columns: LINK_COLUMNS,
    where: '$5::text[] is null or f.utility = any($5::text[])',
    parameters: [asked],
  } as const;
  const nodeQuestion = { table: 'node', columns: NODE_COLUMNS, where: 'true', parameters: [] } as const;
  for await (const page of pagesOf<LinkItem>(sql, moment, linkQuestion)) {
    for (const item of page) {
      const { layer_id: layerId, from_node: fromNode, to_node: toNode } = item;
      links.push({ id: idOf(layerId, item.source_id), item });
      if (asked === null) continue;
      if (fromNode !== null) ends.add(idOf(layerId, fromNode));
      if (toNode !== null) ends.add(idOf(layerId, toNode));
    }
  }
  const wanted = asked === null ? null : new Set<Utility>(asked);
  const nodes: { readonly id: string; readonly item: NodeItem }[] = [];
  for await (const page of pagesOf<NodeItem>(sql, moment, nodeQuestion)) {
    for (const item of page) {
      const id = idOf(item.layer_id, item.source_id);
      if (wanted === null || wanted.has(item.utility) || ends.has(id)) nodes.push({ id, item });
    }
  }
  return columnsOf(moment, nodes.sort(byId), links.sort(byId), idOf);
}

function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

function columnsOf(
  { revision, dataDate }: Moment,
  nodes: readonly { readonly id: string; readonly item: NodeItem }[],
  links: readonly { readonly id: string; readonly item: LinkItem }[],
  idOf: (layerId: number, sourceId: string) => string,
): NetworkRows {
  const numbers = new Map(nodes.map(({ id }, i) => [id, i]));
  const endOf = (layerId: number, node: string | null) =>
    node === null ? NO_NODE : (numbers.get(idOf(layerId, node)) ?? MISSING_NODE);
  const numbersOf = (value: (item: LinkItem) => number | null) =>
    Float64Array.from(links, ({ item }) => value(item) ?? Number.NaN);
  return {
    revision,
    dataDate,
    nodes: {
      count: nodes.length,
      ids: nodes.map(({ id }) => id),
      utilities: nodes.map(({ item }) => item.utility),
      kinds: nodes.map(({ item }) => item.kind),
      roles: nodes.map(({ item }) => item.role),
      valveStates: nodes.map(({ item }) => item.valve_state),
      statuses: nodes.map(({ item }) => item.status),
      lonLats: Float64Array.from(nodes.flatMap(({ item }) => [item.lon, item.lat])),
    },
    links: {
      count: links.length,
      ids: links.map(({ id }) => id),
      utilities: links.map(({ item }) => item.utility),
      kinds: links.map(({ item }) => item.kind),
      statuses: links.map(({ item }) => item.status),
      valveStates: links.map(({ item }) => item.valve_state),
      fromNodes: Int32Array.from(links, ({ item }) => endOf(item.layer_id, item.from_node)),
      toNodes: Int32Array.from(links, ({ item }) => endOf(item.layer_id, item.to_node)),
      lengthsM: numbersOf(({ stated_length_m: statedM, plan_length_m: planM }) => statedM ?? planM),
      widthsMm: numbersOf(({ width_mm: widthMm }) => widthMm),
      boreAreasM2: Float64Array.from(links, ({ item }) => boreAreaM2(sectionOf(item))),
      fromInvertsM: numbersOf(({ from_invert_m: invertM }) => invertM),
      toInvertsM: numbersOf(({ to_invert_m: invertM }) => invertM),
    },
  };
}
