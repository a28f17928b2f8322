import { Buffer } from 'node:buffer';
import { JOINT_KINDS } from '@undercroft/core/tiling/joint';
import { columnsItem, type JsonColumns, type OfLayer } from './column-json.ts';
import { HEADS, liveAt } from './layer-heads.ts';
import { TILE_LINK_COLUMNS, type TileLinkRow } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS, type TileNodeRow } from './rows/node-row.ts';

/**
 * The statements of a tile, for the cells `$3 <= cell < $4`. Those that answer with many rows send them by columns
 * (`columnsItem`): to send a field costs the embedded database 0.6 us whatever it holds, and 462 links of 33 fields took
 * 12.5 ms as fields, 3.4 ms as an array each (binary results: 10.1 ms). Rows come in no order, which the encoder gives
 * them anyway: sorted by PostgreSQL, 1,040 links took 8.6 ms instead of 5.8, an array each; all of these as one text
 * (`string_agg`) 7.9.
 */

const IN_CELLS = 'f.cell >= $3 and f.cell < $4';

/**
 * The one row of a statement of many rows. The columns come as text, which is not read on the way; what must be known there,
 * to ask for the nodes at the ends, comes beside it.
 */
export interface SentColumns {
  readonly columns: string;
  /** Of links `LINK_NAMES`, of nodes `NODE_NAMES`. */
  readonly names: JsonColumns;
}

export const LINK_NAMES = ['from_node', 'to_node'] as const;
export type NamedLink = OfLayer & Pick<TileLinkRow, (typeof LINK_NAMES)[number]>;

export const NODE_NAMES = ['source_id'] as const;
export type NamedNode = OfLayer & Pick<TileNodeRow, (typeof NODE_NAMES)[number]>;

/** Where a link's own level does not say where it lies. */
const HANGS = '(f.from_axis_m is null or f.to_axis_m is null)';

/** Select list of `SentColumns` of links, named those alone that hang on the levels of their nodes. */
export const HUNG_LINKS = `${columnsItem(TILE_LINK_COLUMNS)}::text as columns, ${columnsItem(LINK_NAMES, HANGS)} as names`;

/** A row as one array: its layer, then the columns of the list. */
export interface PackedRow {
  readonly packed: readonly unknown[];
}

/** Select item of a `PackedRow` with these columns of a table. */
export function packed(columns: readonly string[], alias = 'f'): string {
  return `json_build_array(${['layer_id', ...columns].map((column) => `${alias}.${column}`).join(', ')}) as packed`;
}

/** Links in the cells: layer id, `TILE_LINK_COLUMNS`. */
export const LINKS = `select ${columnsItem(TILE_LINK_COLUMNS)}::text as columns, ${columnsItem(LINK_NAMES)} as names
  from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}`;

/** The same without conduits known to be narrower than `$5` mm and shorter than `$6` metres. */
export const MAINS = `select ${HUNG_LINKS} from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}
    and (f.kind <> 'conduit' or f.width_mm is null or f.width_mm >= $5 or f.plan_length_m >= $6)`;

/** Nodes in the cells: layer id, `TILE_NODE_COLUMNS`. */
export const NODES = `select ${columnsItem(TILE_NODE_COLUMNS)}::text as columns, ${columnsItem(NODE_NAMES)} as names
  from ${HEADS} join node f on ${liveAt('f')} and ${IN_CELLS}`;

/** Columns of `OUTSIDE_INCIDENT`: `run` is the two vertices at the end in the order of the path, `is_last` whether the end is the second. */
export const INCIDENT_COLUMNS = [
  'node',
  'source_id',
  'axis_m',
  'invert_m',
  'outer_top_m',
  'width_mm',
  'height_mm',
  'wall_mm',
  'section_shape',
  'barrels',
  'is_last',
  'run',
] as const;

/** Whether a link is one round conduit (as `isRound` tells of those inside), at a node without a shaft: a reducer may stand between two of them. */
const IS_ROUND = `f.kind in (${JOINT_KINDS.map((kind) => `'${kind}'`).join(', ')}) and k.kind = 'conduit' and k.geom is not null
      and k.section_shape = 'circular' and not k.is_open and k.barrels = 1`;

/** Bytes of a vertex of a path with levels in WKB. */
export const VERTEX_BYTES = 24;
/** Bytes before the first vertex. */
export const WKB_HEAD_BYTES = 9;
const FIRST_TWO = `substring(k.geom from ${WKB_HEAD_BYTES + 1} for ${2 * VERTEX_BYTES})`;
const LAST_TWO = `substring(k.geom from octet_length(k.geom) - ${2 * VERTEX_BYTES - 1} for ${2 * VERTEX_BYTES})`;

const OUTSIDE = '(k.cell is null or k.cell < $3 or k.cell >= $4)';

function endsAt(end: 'from' | 'to', run: string): string {
  return `select k.layer_id, k.source_id, k.${end}_node as node, k.${end}_axis_m as axis_m, k.${end}_invert_m as invert_m,
      k.${end}_outer_top_m as outer_top_m, k.width_mm, k.height_mm, k.wall_mm, k.section_shape, k.barrels,
      ${end === 'to'} as is_last, case when ${IS_ROUND} then ${run} end as run
    from link k where k.${end}_node = f.source_id and ${liveAt('k')} and ${OUTSIDE}`;
}

/**
 * Ends, at the nodes inside the cells, of links outside them: layer id, `INCIDENT_COLUMNS`. Those of links inside are known
 * from the links: with all of them, and the sizes that meet at each node compared here, a tile of 1,000 conduits took
 * 13 ms instead of 5.
 */
export const OUTSIDE_INCIDENT = `select ${packed(INCIDENT_COLUMNS, 'k')}
  from ${HEADS} join node f on ${liveAt('f')} and ${IN_CELLS}
  cross join lateral (
    ${endsAt('from', FIRST_TWO)}
    union all
    ${endsAt('to', LAST_TWO)}) as k`;

/** The columns of a packed row by name, `layer_id` among them. */
export function unpack<Row extends { readonly layer_id: number }>(columns: readonly string[], row: PackedRow): Row {
  const named: Record<string, unknown> = { layer_id: row.packed[0] };
  for (let i = 0; i < columns.length; i++) named[columns[i] ?? ''] = row.packed[i + 1];
  return named as unknown as Row;
}

/** In json a bytea stands as its text form, \x and hex digits. */
export function geomOf(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text.slice(2), 'hex');
}
