import { Buffer } from 'node:buffer';
import { HEADS, liveAt } from './layer-heads.ts';
import { TILE_LINK_COLUMNS } from './rows/link-row.ts';
import { TILE_NODE_COLUMNS } from './rows/node-row.ts';

/**
 * The statements of a tile, for the cells `$3 <= cell < $4`. Each row of the three that answer with many comes as ONE
 * json array in the order of its column list: sending a field costs the embedded database 0.6 us whatever it holds, and
 * 462 links of 33 fields took 12.5 ms as fields, 3.4 ms as arrays (binary results: 10.1 ms). Rows come in no order, which
 * the encoder gives them anyway: sorted by PostgreSQL, 1,040 links took 8.6 ms instead of 5.8. All rows as one text
 * (`string_agg`) took 7.9.
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
export const LINKS = `select ${packed(TILE_LINK_COLUMNS)} from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}`;

/** The same without conduits known to be narrower than `$5` mm and shorter than `$6` metres. */
export const MAINS = `select ${packed(TILE_LINK_COLUMNS)} from ${HEADS} join link f on ${liveAt('f')} and ${IN_CELLS}
    and (f.kind <> 'conduit' or f.width_mm is null or f.width_mm >= $5 or f.plan_length_m >= $6)`;

/** Nodes in the cells: layer id, `TILE_NODE_COLUMNS`. */
export const NODES = `select ${packed(TILE_NODE_COLUMNS)} from ${HEADS} join node f on ${liveAt('f')} and ${IN_CELLS}`;

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

/** Whether a link is one round conduit (`roundMm` in JS), at a node without a shaft: a reducer may stand between two of them. */
const IS_ROUND = `f.kind in ('fitting', 'junction', 'divider') and k.kind = 'conduit' and k.geom is not null
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

/** How a column is read that is not what it stands for in json. */
type Decoders<Row> = { readonly [Column in keyof Row]?: (value: string | null) => Row[Column] };

/**
 * Reads packed rows by the names of their columns, `layer_id` among them. A row stays the array it came as: to give each its
 * own object of 36 fields took as long as to encode its tile.
 */
export function packedReader<Row extends object>(
  columns: readonly (keyof Row & string)[],
  decoders: Decoders<Row> = {},
): (row: PackedRow) => Row & OfLayer {
  class Read {
    readonly values: readonly unknown[];
    constructor(values: readonly unknown[]) {
      this.values = values;
    }
  }
  for (const [i, column] of ['layer_id', ...columns].entries()) {
    const decode = decoders[column as keyof Row];
    Object.defineProperty(Read.prototype, column, {
      get:
        decode === undefined
          ? function (this: Read) {
              return this.values[i];
            }
          : function (this: Read) {
              return decode(this.values[i] as string | null);
            },
    });
  }
  return ({ packed: values }) => new Read(values) as unknown as Row & OfLayer;
}

export interface OfLayer {
  readonly layer_id: number;
}

/** In json a bytea stands as its text form, \x and hex digits. */
export function geomOf(text: string | null): Uint8Array | null {
  return text === null ? null : Buffer.from(text.slice(2), 'hex');
}
