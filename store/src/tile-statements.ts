import { Buffer } from 'node:buffer';
import { HEADS, liveAt } from './layer-heads.ts';
import { TILE_LINK_COLUMNS } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS } from './rows/node-row.ts';

/**
 * The statements of a tile, for the cells `$3 <= cell < $4`. Each row of the three that answer with many comes as ONE
 * json array in the order of its column list: sending a field costs the embedded database 0.6 us whatever it holds, and
 * 462 links of 33 fields took 12.5 ms as fields, 3.4 ms as arrays (binary results: 10.1 ms).
 */

const IN_CELLS = 'f.cell >= $3 and f.cell < $4';

/** A row of these statements: its layer, then the columns of the list. */
export interface PackedRow {
  readonly packed: readonly unknown[];
}

/** Select item of a `PackedRow` with these columns of a table. */
export function packed(columns: readonly string[], alias = 'f'): string {
  return `json_build_array(${['layer_id', ...columns].map((column) => `${alias}.${column}`).join(', ')}) as packed`;
}

/** Links in the cells: layer id, `TILE_LINK_COLUMNS`. */
export const LINKS = `select ${packed(TILE_LINK_COLUMNS)} from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}
  order by f.layer_id, f.source_id collate "C"`;

/** Nodes in the cells: layer id, `TILE_NODE_COLUMNS`. */
export const NODES = `select ${packed(TILE_NODE_COLUMNS)} from ${HEADS} join node f on ${liveAt('f')} and ${IN_CELLS}
  order by f.layer_id, f.source_id collate "C"`;

/** Nodes outside the cells at which links inside them end. */
export const OUTSIDE_ENDS = `select distinct n.layer_id, n.source_id, n.kind, n.utility, n.lon, n.lat, n.cover_level_m,
    n.sump_level_m, n.shaft_diameter_mm
  from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}
  cross join lateral (values (f.from_node), (f.to_node)) as e(source_id)
  join node n on n.source_id = e.source_id and ${liveAt('n')} and not (n.cell >= $3 and n.cell < $4)`;

const INCIDENT_FIGURES = [
  'node',
  'axis_m',
  'invert_m',
  'outer_top_m',
  'width_mm',
  'height_mm',
  'wall_mm',
  'section_shape',
  'barrels',
  'is_last',
] as const;

export const INCIDENT_COLUMNS = [...INCIDENT_FIGURES, 'run'] as const;

/**
 * Where a link is a round conduit its outer width, mm: a reducer may stand between two of them. Null for others, and at
 * shafts, so that no path is sent for them.
 */
const ROUND_MM = `case when f.kind in ('fitting', 'junction', 'divider') and k.kind = 'conduit' and k.geom is not null
    and k.section_shape = 'circular' and not k.is_open and k.barrels = 1
  then k.width_mm + 2 * coalesce(k.wall_mm, 0) end as round_mm`;

/** Bytes of a vertex of a path with levels in WKB. */
export const VERTEX_BYTES = 24;
/** Bytes before the first vertex. */
const WKB_HEAD_BYTES = 9;
const FIRST_TWO = `substring(k.geom from ${WKB_HEAD_BYTES + 1} for ${2 * VERTEX_BYTES})`;
const LAST_TWO = `substring(k.geom from octet_length(k.geom) - ${2 * VERTEX_BYTES - 1} for ${2 * VERTEX_BYTES})`;

/**
 * Ends of links, wherever they lie, at the nodes inside the cells: layer id, `INCIDENT_COLUMNS`. `run` is the two vertices
 * at the end in the order of the path, `is_last` whether the end is the second of them; it stands where round conduits of several sizes meet.
 */
export const INCIDENT = `select json_build_array(${['layer_id', ...INCIDENT_FIGURES].map((each) => `k.${each}`).join(', ')},
    case when k.round_mm is not null and min(k.round_mm) over at_node < max(k.round_mm) over at_node then k.run end) as packed
  from ${HEADS} join node f on ${liveAt('f')} and ${IN_CELLS}
  cross join lateral (
    select k.layer_id, k.source_id, k.from_node as node, k.from_axis_m as axis_m, k.from_invert_m as invert_m,
      k.from_outer_top_m as outer_top_m, k.width_mm, k.height_mm, k.wall_mm,
      k.section_shape, k.barrels, false as is_last, ${FIRST_TWO} as run, ${ROUND_MM}
    from link k where k.from_node = f.source_id and ${liveAt('k')}
    union all
    select k.layer_id, k.source_id, k.to_node, k.to_axis_m, k.to_invert_m, k.to_outer_top_m, k.width_mm, k.height_mm,
      k.wall_mm, k.section_shape, k.barrels, true, ${LAST_TWO}, ${ROUND_MM}
    from link k where k.to_node = f.source_id and ${liveAt('k')}) as k
  window at_node as (partition by k.layer_id, k.node)
  order by k.layer_id, k.node collate "C", k.source_id collate "C"`;

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
