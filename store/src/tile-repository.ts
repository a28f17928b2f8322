import { featureId } from '@undercroft/core/model/feature-id';
import { LINE_FROM_M, MAIN_FROM_MM } from '@undercroft/core/tiling/tile-detail';
import type { CellSummary, TileLink, TileNode, TileNodeEnd, TileRows } from '@undercroft/core/tiling/tile-rows';
import { cellSummaries } from './cell-summaries.ts';
import { type OfLayer, rowsOf } from './column-json.ts';
import {
  endsOfLink,
  type IncidentRow,
  incidentEnds,
  type OutsideEndRow,
  outsideEndOf,
  type TileLinkRead,
} from './incident-ends.ts';
import { type LayerHeads, layerHeads } from './layer-heads.ts';
import { networkAt, networkHeads } from './network-at.ts';
import { mustHaveStood } from './read-moment.ts';
import { TILE_LINK_COLUMNS, tileLinkOf } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS, type TileNodeRow, tileNodeOf } from './rows/node-row.ts';
import type { Sql } from './sql.ts';
import type { PastNetwork, TileRepository } from './store.ts';
import {
  type ColumnsAnswer,
  geomOf,
  LINKS,
  MAINS,
  NODES,
  OUTSIDE_INCIDENT,
  type PackedRow,
} from './tile-statements.ts';
import { NAMED_ENDS, trunkLinks, trunkThreshold } from './trunk-rows.ts';

/** Rows of tiles; `TileRepository` says what each method does. */
export function tileRepository(sql: Sql): TileRepository {
  return {
    async cells(scene, zoom, only): Promise<readonly CellSummary[]> {
      return await cellSummaries(sql, await layerHeads(sql, scene), zoom, only);
    },

    async rows(scene, fromCell, toCell, signal): Promise<TileRows> {
      signal?.throwIfAborted();
      const heads = await layerHeads(sql, scene);
      signal?.throwIfAborted();
      const rows = await rowsAt(sql, heads, fromCell, toCell);
      signal?.throwIfAborted();
      return rows;
    },

    async mains(scene, fromCell, toCell, signal): Promise<TileRows> {
      signal?.throwIfAborted();
      const rows = await mainsAt(sql, await layerHeads(sql, scene), fromCell, toCell);
      signal?.throwIfAborted();
      return rows;
    },

    async trunks(scene, fromCell, toCell, most, signal): Promise<TileRows> {
      signal?.throwIfAborted();
      const rows = await trunksAt(sql, await layerHeads(sql, scene), fromCell, toCell, most);
      signal?.throwIfAborted();
      return rows;
    },

    async trunkThreshold(scene, fromCell, toCell, most): Promise<number | null> {
      const heads = await layerHeads(sql, scene);
      if (heads.layers.length === 0) return null;
      const [row] = await sql.query<{ readonly rank: number | null; readonly count: number }>(
        trunkThreshold(heads.layers.length),
        [...heads.parameters, fromCell, toCell, most],
      );
      return row === undefined || row.count < most ? null : row.rank;
    },

    networkAt: async (scene, atMs) => await networkAt(sql, scene, atMs),

    async pastNetwork(scene, revision): Promise<PastNetwork | null> {
      const heads = await networkHeads(sql, scene, revision);
      if (heads === null) return null;
      const standing = async <T>(reading: Promise<T>): Promise<T> => {
        const read = await reading;
        await mustHaveStood(sql, scene, heads);
        return read;
      };
      return {
        cells: async (zoom) => await standing(cellSummaries(sql, heads, zoom)),
        rows: async (fromCell, toCell) => await standing(rowsAt(sql, heads, fromCell, toCell)),
        mains: async (fromCell, toCell) => await standing(mainsAt(sql, heads, fromCell, toCell)),
        trunks: async (fromCell, toCell, most) => await standing(trunksAt(sql, heads, fromCell, toCell, most)),
      };
    },
  };
}

async function rowsAt(sql: Sql, heads: LayerHeads, fromCell: number, toCell: number): Promise<TileRows> {
  if (heads.layers.length === 0) return { links: [], nodes: [] };
  const ask = <Row extends object>(text: string, name: string) =>
    sql.query<Row>(text, [...heads.parameters, fromCell, toCell], name);
  const [linkColumns, nodeColumns, packedIncident] = await Promise.all([
    ask<ColumnsAnswer>(LINKS, 'tile-links'),
    ask<ColumnsAnswer>(NODES, 'tile-nodes'),
    ask<PackedRow>(OUTSIDE_INCIDENT, 'tile-incident'),
  ]);
  const links = linksOf(linkColumns);
  const nodes = nodeColumns.flatMap(({ columns }) => rowsOf<TileNodeRow & OfLayer>(TILE_NODE_COLUMNS, columns));
  const known = new Set(nodes.map((row) => nodeKey(row.layer_id, row.source_id)));
  const ends = await namedEnds(sql, heads, links, (layerId, node) => !known.has(nodeKey(layerId, node)));
  return assemble(heads, { links, nodes, ends, incident: packedIncident.map(outsideEndOf) });
}

/** The nodes at the ends of links that are wanted. */
async function namedEnds(
  sql: Sql,
  heads: LayerHeads,
  links: readonly TileLinkRead[],
  isWanted: (layerId: number, node: string) => boolean,
): Promise<readonly (EndRow & OfLayer)[]> {
  const named = new Map<string, { readonly layerId: number; readonly node: string }>();
  for (const { layer_id: layerId, from_node, to_node } of links) {
    for (const node of [from_node, to_node]) {
      if (node !== null && isWanted(layerId, node)) named.set(nodeKey(layerId, node), { layerId, node });
    }
  }
  if (named.size === 0) return [];
  const wanted = [...named.values()];
  return await sql.query<EndRow & OfLayer>(
    NAMED_ENDS,
    [...heads.parameters, wanted.map(({ layerId }) => layerId), wanted.map(({ node }) => node)],
    'tile-ends',
  );
}

function nodeKey(layerId: number, node: string): string {
  return `${layerId} ${node}`;
}

async function mainsAt(sql: Sql, heads: LayerHeads, fromCell: number, toCell: number): Promise<TileRows> {
  if (heads.layers.length === 0) return { links: [], nodes: [] };
  return await linksAlone(
    sql,
    heads,
    await sql.query<ColumnsAnswer>(
      MAINS,
      [...heads.parameters, fromCell, toCell, MAIN_FROM_MM, LINE_FROM_M],
      'tile-mains',
    ),
  );
}

async function trunksAt(
  sql: Sql,
  heads: LayerHeads,
  fromCell: number,
  toCell: number,
  most: number,
): Promise<TileRows> {
  if (heads.layers.length === 0) return { links: [], nodes: [] };
  const statement = trunkLinks(heads.layers.length);
  return await linksAlone(
    sql,
    heads,
    await sql.query<ColumnsAnswer>(statement, [...heads.parameters, fromCell, toCell, most]),
  );
}

/** Links as they are seen from afar: with nodes only where their levels hang on these. */
async function linksAlone(sql: Sql, heads: LayerHeads, answer: readonly ColumnsAnswer[]): Promise<TileRows> {
  const links = linksOf(answer);
  const hung = links.filter((row) => row.from_axis_m === null || row.to_axis_m === null);
  const ends = await namedEnds(sql, heads, hung, () => true);
  const rows = assemble(heads, { links, nodes: [], ends, incident: [] });
  // Whether one has its nodes must not depend on what else is drawn.
  const ofKnownLevel = ({ link }: TileLink) => link.from.axisM !== null && link.to.axisM !== null;
  return {
    nodes: [],
    links: rows.links.map((row) => (ofKnownLevel(row) ? { ...row, fromNode: null, toNode: null } : row)),
  };
}

type EndRow = Pick<
  TileNodeRow,
  'source_id' | 'kind' | 'utility' | 'lon' | 'lat' | 'cover_level_m' | 'sump_level_m' | 'shaft_diameter_mm'
>;

function linksOf(answer: readonly ColumnsAnswer[]): readonly TileLinkRead[] {
  return answer.flatMap(({ columns }) => rowsOf<TileLinkRead>(TILE_LINK_COLUMNS, columns));
}

interface FoundRows {
  readonly links: readonly TileLinkRead[];
  readonly nodes: readonly (TileNodeRow & OfLayer)[];
  readonly ends: readonly (EndRow & OfLayer)[];
  /** At the nodes, of other links than these. */
  readonly incident: readonly OutsideEndRow[];
}

function assemble(heads: LayerHeads, found: FoundRows): TileRows {
  const names = new Map(heads.layers.map(({ id, name }) => [id, name]));
  const idOf = (layerId: number, sourceId: string) => featureId(names.get(layerId) ?? '', sourceId);
  const ends = new Map<string, TileNodeEnd>();
  for (const row of found.ends) ends.set(nodeKey(row.layer_id, row.source_id), endOf(row));
  for (const row of found.nodes) ends.set(nodeKey(row.layer_id, row.source_id), endOf(row));
  const incident = incidentByNode(found);
  const links = found.links.map((row): TileLink => {
    const endAt = (node: string | null) => (node === null ? null : (ends.get(nodeKey(row.layer_id, node)) ?? null));
    return {
      featureId: idOf(row.layer_id, row.source_id),
      link: tileLinkOf(row, geomOf(row.geom)),
      fromNode: endAt(row.from_node),
      toNode: endAt(row.to_node),
    };
  });
  const nodes = found.nodes.map((row): TileNode => {
    const atNode = incident.get(nodeKey(row.layer_id, row.source_id)) ?? [];
    return {
      featureId: idOf(row.layer_id, row.source_id),
      node: tileNodeOf(row),
      incident: incidentEnds(atNode),
    };
  });
  return { links, nodes };
}

/** What meets at each node, by its key. */
function incidentByNode({ links, nodes, incident }: FoundRows): ReadonlyMap<string, readonly IncidentRow[]> {
  const kinds = new Map(nodes.map((row) => [nodeKey(row.layer_id, row.source_id), row.kind]));
  const byNode = new Map<string, IncidentRow[]>();
  const add = (layerId: number, end: IncidentRow): void => {
    const key = nodeKey(layerId, end.node);
    const atNode = byNode.get(key);
    if (atNode === undefined) byNode.set(key, [end]);
    else atNode.push(end);
  };
  if (nodes.length === 0) return byNode;
  for (const row of links) {
    for (const end of endsOfLink(row, (node) => kinds.get(nodeKey(row.layer_id, node)))) add(row.layer_id, end);
  }
  for (const row of incident) add(row.layer_id, row);
  return byNode;
}

function endOf(row: EndRow): TileNodeEnd {
  return {
    kind: row.kind,
    utility: row.utility,
    position: [row.lon, row.lat],
    coverLevelM: row.cover_level_m,
    sumpLevelM: row.sump_level_m,
    shaftDiameterMm: row.shaft_diameter_mm,
  };
}
