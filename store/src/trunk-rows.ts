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
 * The `$5` conduits of the greatest `trunkRank` in the cells `$3 <= cell < $4`: layer id, `TILE_LINK_COLUMNS`, in no order.
 * Each is looked up (`offset 0`): of a city of 100,000 the planner else read every row by its key, and its 18 contents of
 * trunks took 2.0 s instead of 1.45.
 */
export function trunkLinks(layers: number): string {
  return `with t as materialized (${trunks(layers)})
    select ${HUNG_LINKS} from t cross join lateral (select * from link where row_id = t.row_id offset 0) as f`;
}

/** The least rank among them, and how many there are. */
export function trunkThreshold(layers: number): string {
  return `select min(rank) as rank, count(*) as count from (${trunks(layers)}) as t`;
}

/** The nodes of these names, each in its layer. */
export const NAMED_ENDS = `select n.layer_id, n.source_id, n.kind, n.utility, n.lon, n.lat, n.cover_level_m,
    n.sump_level_m, n.shaft_diameter_mm
  from ${HEADS} join unnest($3::integer[], $4::text[]) as e(layer_id, source_id) on e.layer_id = l.layer_id
  join node n on n.source_id = e.source_id and ${liveAt('n')}`;
