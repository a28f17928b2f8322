import { MOST_LENGTH_M, RANKS_A_MM, UNKNOWN_STANDS_AT_MM } from '@undercroft/core/tiling/trunk-rank';
import { HEADS, liveAt } from './layer-heads.ts';
import { HUNG_LINKS } from './tile-statements.ts';

/**
 * `trunkRank` of a link in SQL, to the same bits. As it stands here it stands in the index `link_trunk`, which is found by
 * its words.
 */
function rankOf(link: string): string {
  return `(floor(coalesce(${link}.width_mm, ${UNKNOWN_STANDS_AT_MM})) * ${RANKS_A_MM} + least(${link}.plan_length_m, ${MOST_LENGTH_M}))`;
}

/**
 * The `$5` of the greatest rank: off the index of each layer, then of all. A head is a constant in its branch, so that the
 * planner sees that nearly every row is live; joined with `HEADS` it took one in nine for live and sorted them all. Ties
 * go by name, so that there are none.
 */
function trunks(layers: number): string {
  const branches = Array.from({ length: layers }, (_, i) => {
    const layer = `($1::integer[])[${i + 1}]`;
    const head = `($2::bigint[])[${i + 1}]`;
    return `(select f.row_id, f.layer_id, f.source_id, ${rankOf('f')} as rank from link f
      where f.layer_id = ${layer} and f.valid_from <= ${head} and f.valid_to > ${head} and f.kind = 'conduit'
        and f.cell >= $3 and f.cell < $4
      order by ${rankOf('f')} desc, f.source_id collate "C" limit $5)`;
  });
  return `select row_id, rank from (${branches.join(' union all ')}) as f
    order by rank desc, layer_id, source_id collate "C" limit $5`;
}

/**
 * The rows of the `$5` conduits of the greatest `trunkRank` in the cells `$3 <= cell < $4`, and the least rank among
 * them. Both the version and the content of a tile want it, and it takes as much as to read the rows: found once for both
 * (`TrunkReader`), the 18 contents of trunks of 100,000 conduits took 1.5 s with their versions instead of 2.05.
 */
export function trunkOrder(layers: number): string {
  return `select coalesce(json_agg(row_id), '[]') as rows, min(rank) as rank from (${trunks(layers)}) as t`;
}

/** An answer of `trunkOrder`. */
export interface TrunkOrder {
  readonly rows: readonly number[];
  /** Null where there are none. */
  readonly rank: number | null;
}

/**
 * The links of the rows `$1`: layer id, `TILE_LINK_COLUMNS`, in no order. Each is looked up (`offset 0`): of a city of
 * 100,000 the planner else read every row by its key, and its 18 contents of trunks took 2.0 s instead of 1.45.
 */
export const TRUNK_LINKS = `select ${HUNG_LINKS} from unnest($1::bigint[]) as t(row_id)
  cross join lateral (select * from link where row_id = t.row_id offset 0) as f`;

/** The nodes of these names, each in its layer. */
export const NAMED_ENDS = `select n.layer_id, n.source_id, n.kind, n.utility, n.lon, n.lat, n.cover_level_m,
    n.sump_level_m, n.shaft_diameter_mm
  from ${HEADS} join unnest($3::integer[], $4::text[]) as e(layer_id, source_id) on e.layer_id = l.layer_id
  join node n on n.source_id = e.source_id and ${liveAt('n')}`;
