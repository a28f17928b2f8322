import { LINE_FROM_M, MAIN_FROM_MM } from '@undercroft/core/tiling/tile-detail';
import type { CellSummary, TileRows } from '@undercroft/core/tiling/tile-rows';
import { cellSummaries } from './cell-summaries.ts';
import { rowsOf } from './column-json.ts';
import { type LayerHeads, layerHeads } from './layer-heads.ts';
import { networkAt, networkHeads } from './network-at.ts';
import { ReadCache } from './read-cache.ts';
import { mustHaveStood } from './read-moment.ts';
import { type EndRow, nodeKey, type SentRows, tileRowsOf } from './sent-rows.ts';
import type { Sql } from './sql.ts';
import type { PastNetwork, TileRepository } from './store.ts';
import {
  LINK_NAMES,
  LINKS,
  MAINS,
  type NamedLink,
  type NamedNode,
  NODE_NAMES,
  NODES,
  OUTSIDE_INCIDENT,
  type PackedRow,
  type SentColumns,
} from './tile-statements.ts';
import { NAMED_ENDS, TRUNK_LINKS, type TrunkOrder, trunkOrder } from './trunk-rows.ts';

/** Orders of trunks that are kept from the version of a tile to its content; one of 8,000 takes 64 kB. */
const ORDERS_KEPT = 16;

/** Rows of tiles; `TileRepository` says what each method does. */
export function tileRepository(sql: Sql): TileRepository {
  const trunks = new TrunkReader(sql);
  const now = async <Answer>(
    scene: string,
    signal: AbortSignal | undefined,
    ask: (heads: LayerHeads) => Promise<Answer>,
  ): Promise<Answer> => {
    signal?.throwIfAborted();
    const heads = await layerHeads(sql, scene);
    signal?.throwIfAborted();
    const answer = await ask(heads);
    signal?.throwIfAborted();
    return answer;
  };
  const rowsNow = async (scene: string, fromCell: number, toCell: number, signal?: AbortSignal): Promise<SentRows> =>
    await now(scene, signal, async (heads) => await rowsAt(sql, heads, fromCell, toCell));
  return {
    async cells(scene, zoom, only): Promise<readonly CellSummary[]> {
      return await cellSummaries(sql, await layerHeads(sql, scene), zoom, only);
    },

    rows: async (scene, fromCell, toCell, signal): Promise<TileRows> =>
      tileRowsOf(await rowsNow(scene, fromCell, toCell, signal)),

    sent: (scene) => ({
      rows: async (fromCell, toCell, signal) => await rowsNow(scene, fromCell, toCell, signal),
      mains: async (fromCell, toCell, signal) =>
        await now(scene, signal, async (heads) => await mainsAt(sql, heads, fromCell, toCell)),
      trunks: async (fromCell, toCell, most, signal) =>
        await now(scene, signal, async (heads) => await trunks.links(heads, fromCell, toCell, most)),
    }),

    async trunkThreshold(scene, fromCell, toCell, most): Promise<number | null> {
      const { rows, rank } = await trunks.order(await layerHeads(sql, scene), fromCell, toCell, most);
      return rows.length < most ? null : rank;
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
        rows: async (fromCell, toCell) => tileRowsOf(await standing(rowsAt(sql, heads, fromCell, toCell))),
        sent: {
          rows: async (fromCell, toCell) => await standing(rowsAt(sql, heads, fromCell, toCell)),
          mains: async (fromCell, toCell) => await standing(mainsAt(sql, heads, fromCell, toCell)),
          trunks: async (fromCell, toCell, most) => await standing(trunks.links(heads, fromCell, toCell, most)),
        },
      };
    },
  };
}

const NOTHING: SentRows = { layers: [], links: '[]', nodes: '[]', ends: [], incident: [] };

async function rowsAt(sql: Sql, heads: LayerHeads, fromCell: number, toCell: number): Promise<SentRows> {
  if (heads.layers.length === 0) return NOTHING;
  const ask = <Row extends object>(text: string, name: string) =>
    sql.query<Row>(text, [...heads.parameters, fromCell, toCell], name);
  const [[links], [nodes], incident] = await Promise.all([
    ask<SentColumns>(LINKS, 'tile-links'),
    ask<SentColumns>(NODES, 'tile-nodes'),
    ask<PackedRow>(OUTSIDE_INCIDENT, 'tile-incident'),
  ]);
  const named = rowsOf<NamedNode>(NODE_NAMES, nodes?.names ?? []);
  const known = new Set(named.map((row) => nodeKey(row.layer_id, row.source_id)));
  const ends = await namedEnds(sql, heads, links, (layerId, node) => !known.has(nodeKey(layerId, node)));
  return {
    layers: layersOf(heads),
    links: links?.columns ?? '[]',
    nodes: nodes?.columns ?? '[]',
    ends,
    // A row of the driver may be more than its columns.
    incident: incident.map(({ packed }) => ({ packed })),
  };
}

/** The nodes at the ends of links that are wanted. */
async function namedEnds(
  sql: Sql,
  heads: LayerHeads,
  links: SentColumns | undefined,
  isWanted: (layerId: number, node: string) => boolean,
): Promise<readonly EndRow[]> {
  const wanted = new Map<string, { readonly layerId: number; readonly node: string }>();
  for (const { layer_id: layerId, from_node, to_node } of rowsOf<NamedLink>(LINK_NAMES, links?.names ?? [])) {
    for (const node of [from_node, to_node]) {
      if (node !== null && isWanted(layerId, node)) wanted.set(nodeKey(layerId, node), { layerId, node });
    }
  }
  if (wanted.size === 0) return [];
  const nodes = [...wanted.values()];
  return await sql.query<EndRow>(
    NAMED_ENDS,
    [...heads.parameters, nodes.map(({ layerId }) => layerId), nodes.map(({ node }) => node)],
    'tile-ends',
  );
}

async function mainsAt(sql: Sql, heads: LayerHeads, fromCell: number, toCell: number): Promise<SentRows> {
  if (heads.layers.length === 0) return { ...NOTHING, nodes: null };
  const parameters = [...heads.parameters, fromCell, toCell, MAIN_FROM_MM, LINE_FROM_M];
  return await linksAlone(sql, heads, await sql.query<SentColumns>(MAINS, parameters, 'tile-mains'));
}

/** Trunks as of some heads: which they are is found once for whoever asks of them at about the same time. */
class TrunkReader {
  readonly #sql: Sql;
  readonly #orders = new ReadCache<TrunkOrder>(ORDERS_KEPT);

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async order(heads: LayerHeads, fromCell: number, toCell: number, most: number): Promise<TrunkOrder> {
    if (heads.layers.length === 0) return { rows: [], rank: null };
    const parameters = [...heads.parameters, fromCell, toCell, most];
    return await this.#orders.get(JSON.stringify([heads.revision, ...parameters]), async () => {
      const [order] = await this.#sql.query<TrunkOrder>(trunkOrder(heads.layers.length), parameters);
      return order ?? { rows: [], rank: null };
    });
  }

  async links(heads: LayerHeads, fromCell: number, toCell: number, most: number): Promise<SentRows> {
    const { rows } = await this.order(heads, fromCell, toCell, most);
    if (rows.length === 0) return { ...NOTHING, nodes: null };
    return await linksAlone(this.#sql, heads, await this.#sql.query<SentColumns>(TRUNK_LINKS, [rows], 'tile-trunks'));
  }
}

/** Links as they are seen from afar: with nodes only where their levels hang on these, which are all that is named. */
async function linksAlone(sql: Sql, heads: LayerHeads, [links]: readonly SentColumns[]): Promise<SentRows> {
  const ends = await namedEnds(sql, heads, links, () => true);
  return { layers: layersOf(heads), links: links?.columns ?? '[]', nodes: null, ends, incident: [] };
}

function layersOf({ layers }: LayerHeads): SentRows['layers'] {
  return layers.map(({ id, name }) => ({ id, name }));
}
