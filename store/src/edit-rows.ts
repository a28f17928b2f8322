import type { Link, RawRecord } from '@undercroft/core/model/link';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import { LEAF_ZOOM } from '@undercroft/core/tiling/tileset-json';
import type { EditableRow } from './edit-store.ts';
import { HEADS, type LayerHeads, liveAt } from './layer-heads.ts';
import { LINK_SELECT, type LinkRow, linkOf } from './rows/link-row.ts';
import { NODE_SELECT, type NodeRow, nodeOf } from './rows/node-row.ts';
import type { RowPlace } from './rows/place.ts';
import type { Sql } from './sql.ts';

interface Versioned {
  readonly raw: RawRecord;
  readonly valid_from: number;
  readonly row_hash: string;
  readonly cell: number | null;
  readonly west: number | null;
  readonly south: number | null;
  readonly east: number | null;
  readonly north: number | null;
}

const VERSIONED = `f.raw, f.valid_from, f.row_hash, f.cell, (f.bbox[1])[0] as west, (f.bbox[1])[1] as south,
  (f.bbox[0])[0] as east, (f.bbox[0])[1] as north`;

const ONE_LINK = `select ${LINK_SELECT}, ${VERSIONED} from ${HEADS} join link f on ${liveAt('f')} and f.source_id = $3`;
const ONE_NODE = `select ${NODE_SELECT}, ${VERSIONED} from ${HEADS} join node f on ${liveAt('f')} and f.source_id = $3`;

const LINKS_AT = `select ${LINK_SELECT}, ${VERSIONED} from ${HEADS} join link f on ${liveAt('f')}
  and (f.from_node = $3 or f.to_node = $3) order by f.source_id collate "C"`;

/** Leaves of these nodes and of every link that ends at one of them. */
const LEAVES_ABOUT = `
  select distinct cell >> $4 as leaf from (
    select f.cell from ${HEADS} join node f on ${liveAt('f')} and f.source_id = any($3::text[])
    union all
    select f.cell from ${HEADS} join link f on ${liveAt('f')} and f.from_node = any($3::text[])
    union all
    select f.cell from ${HEADS} join link f on ${liveAt('f')} and f.to_node = any($3::text[])) as about
  where cell is not null`;

/** A row to be edited, and the versions of all rows that may change with it. */
export interface FoundVersion {
  readonly row: EditableRow;
  readonly versions: ReadonlyMap<
    string,
    { readonly from: number; readonly hash: string; readonly place: RowPlace | null }
  >;
}

/** The live version of a link or a node of the one layer; null when there is none. */
export async function findEditable(sql: Sql, own: LayerHeads, sourceId: string): Promise<FoundVersion | null> {
  const parameters = [...own.parameters, sourceId];
  const [link] = await sql.query<LinkRow & Versioned>(ONE_LINK, parameters);
  if (link !== undefined) return { row: { family: 'link', link: wholeLink(link) }, versions: versionsOf([link]) };
  const [node] = await sql.query<NodeRow & Versioned>(ONE_NODE, parameters);
  if (node === undefined) return null;
  const links = await sql.query<LinkRow & Versioned>(LINKS_AT, parameters);
  return {
    row: { family: 'node', node: { ...nodeOf(node), raw: node.raw }, links: links.map(wholeLink) },
    versions: versionsOf([node, ...links]),
  };
}

/** Leaves of nodes and of everything that ends at them. */
export async function leavesAbout(sql: Sql, own: LayerHeads, nodes: readonly string[]): Promise<readonly number[]> {
  if (nodes.length === 0) return [];
  const shift = 2 * (CELL_ZOOM - LEAF_ZOOM);
  const rows = await sql.query<{ leaf: number }>(LEAVES_ABOUT, [...own.parameters, nodes, shift]);
  return rows.map(({ leaf }) => leaf);
}

function wholeLink(row: LinkRow & Versioned): Link {
  return { ...linkOf(row), raw: row.raw };
}

function versionsOf(rows: readonly (Versioned & { readonly source_id: string })[]): FoundVersion['versions'] {
  return new Map(
    rows.map((row) => [row.source_id, { from: row.valid_from, hash: row.row_hash, place: storedPlace(row) }]),
  );
}

function storedPlace({ cell, west, south, east, north }: Versioned): RowPlace | null {
  if (cell === null || west === null || south === null || east === null || north === null) return null;
  return { cell, west, south, east, north };
}
