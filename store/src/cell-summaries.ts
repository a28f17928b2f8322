import { NOMINAL_SHAFT_MM } from '@undercroft/core/tiling/drawn-as';
import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { HEADS, type LayerHeads, liveAt } from './layer-heads.ts';
import type { Sql } from './sql.ts';

interface CellRow {
  readonly cell: number;
  readonly count: number;
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly low_m: number | null;
  readonly high_m: number | null;
  readonly size_m: number;
}

/** Whether a node is drawn to the ends of its links. */
const OPEN = '(f.sump_level_m is null or f.cover_level_m is null)';

/** Greatest size of a link, mm. */
function sizeMm(link: string): string {
  return `coalesce(greatest(${link}.width_mm * ${link}.barrels, ${link}.height_mm, ${link}.casing_mm), 0)
        + 2 * coalesce(${link}.wall_mm, 0) * greatest(${link}.barrels, 1)`;
}

/**
 * Every level that is known, lowest and highest (`least` and `greatest` pass over nulls). A node whose own sump or
 * cover is unknown is drawn to the ends of its links, a link of unknown level below the covers of its nodes, and a shaft
 * or an outfall is as wide as the widest of its links; all of these may lie in other cells and count with it. Sizes
 * include both walls where they are known, all barrels side by side, and the casing.
 */
const cellsQuery = (among: string): string => `
  with size as (
    select f.cell, f.bbox,
      least(f.from_invert_m, f.to_invert_m, f.from_axis_m, f.to_axis_m, f.from_outer_top_m, f.to_outer_top_m) as low_m,
      greatest(f.from_outer_top_m, f.to_outer_top_m, f.from_axis_m, f.to_axis_m, f.from_invert_m, f.to_invert_m) as high_m,
      ${sizeMm('f')} as size_mm,
      1 as counted
    from ${HEADS} join link f on ${liveAt('f')} ${among} where f.cell is not null
    union all
    select f.cell, f.bbox, least(f.sump_level_m, f.cover_level_m), greatest(f.sump_level_m, f.cover_level_m),
      coalesce(f.shaft_diameter_mm, $4::double precision), 1
    from ${HEADS} join node f on ${liveAt('f')} ${among} where f.cell is not null
    union all
    select f.cell, f.bbox, case when ${OPEN} then least(k.from_invert_m, k.from_axis_m) end,
      case when ${OPEN} then greatest(k.from_outer_top_m, k.from_axis_m) end, ${sizeMm('k')}, 0
    from ${HEADS} join node f on ${liveAt('f')} ${among} join link k on k.from_node = f.source_id and ${liveAt('k')}
    where f.cell is not null
    union all
    select f.cell, f.bbox, case when ${OPEN} then least(k.to_invert_m, k.to_axis_m) end,
      case when ${OPEN} then greatest(k.to_outer_top_m, k.to_axis_m) end, ${sizeMm('k')}, 0
    from ${HEADS} join node f on ${liveAt('f')} ${among} join link k on k.to_node = f.source_id and ${liveAt('k')}
    where f.cell is not null
    union all
    select f.cell, f.bbox, least(n.sump_level_m, n.cover_level_m), greatest(n.sump_level_m, n.cover_level_m), 0, 0
    from ${HEADS} join link f on ${liveAt('f')} ${among}
    cross join lateral (values (f.from_node), (f.to_node)) as e(source_id)
    join node n on n.source_id = e.source_id and ${liveAt('n')}
    where f.cell is not null and (f.from_axis_m is null or f.to_axis_m is null)
  )
  select cell >> $3 as cell, sum(counted) as count,
    min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north,
    min(low_m) as low_m, max(high_m) as high_m, max(size_mm) / 1000 as size_m
  from size group by 1 order by 1`;

const ALL_CELLS = cellsQuery('');

/** The same of the rows of one cell, `$5 <= f.cell < $6`: a short range of the index. */
const ONE_CELL = cellsQuery('and f.cell >= $5 and f.cell < $6');

/** With more cells than this it is quicker to ask for all of them once. */
const MOST_APART = 200;

/** One summary for each cell of `zoom` (0 to 24), or of those told, that holds a link or a node, as of one state. */
export async function cellSummaries(
  sql: Sql,
  heads: LayerHeads,
  zoom: number,
  only?: readonly number[],
): Promise<readonly CellSummary[]> {
  const shift = 2 * (CELL_ZOOM - zoom);
  const parameters = [...heads.parameters, shift, NOMINAL_SHAFT_MM];
  if (only === undefined) return (await sql.query<CellRow>(ALL_CELLS, parameters)).map(summaryOf);
  if (only.length > MOST_APART) {
    const wanted = new Set(only);
    return (await cellSummaries(sql, heads, zoom)).filter(({ cell }) => wanted.has(cell));
  }
  // One by one: joined with a list of cells, the planner read every row of every table (355 ms for a cell of 100,000
  // conduits; 2 ms like this).
  const found = await Promise.all(
    only.map((cell) =>
      sql.query<CellRow>(ONE_CELL, [...parameters, cell * 2 ** shift, (cell + 1) * 2 ** shift], 'cell-summary'),
    ),
  );
  return found.flat().map(summaryOf);
}

function summaryOf(row: CellRow): CellSummary {
  return {
    cell: row.cell,
    count: row.count,
    bbox: [row.west, row.south, row.east, row.north],
    minLevelM: row.low_m,
    maxLevelM: row.high_m,
    maxSizeM: row.size_m,
  };
}
