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

/**
 * Every level that is known, lowest and highest (`least` and `greatest` pass over nulls). A node whose own sump or
 * cover is unknown is drawn to the ends of its links, which may lie in other cells, so these count with it. Sizes
 * include both walls where they are known, and all barrels side by side.
 */
const CELLS = `
  with size as (
    select f.cell, f.bbox,
      least(f.from_invert_m, f.to_invert_m, f.from_axis_m, f.to_axis_m, f.from_outer_top_m, f.to_outer_top_m) as low_m,
      greatest(f.from_outer_top_m, f.to_outer_top_m, f.from_axis_m, f.to_axis_m, f.from_invert_m, f.to_invert_m) as high_m,
      coalesce(greatest(f.width_mm * f.barrels, f.height_mm), 0)
        + 2 * coalesce(f.wall_mm, 0) * greatest(f.barrels, 1) as size_mm,
      1 as counted
    from ${HEADS} join link f on ${liveAt('f')} where f.cell is not null
    union all
    select f.cell, f.bbox, least(f.sump_level_m, f.cover_level_m), greatest(f.sump_level_m, f.cover_level_m),
      coalesce(f.shaft_diameter_mm, $4::double precision), 1
    from ${HEADS} join node f on ${liveAt('f')} where f.cell is not null
    union all
    select f.cell, f.bbox, least(k.from_invert_m, k.from_axis_m), greatest(k.from_outer_top_m, k.from_axis_m), 0, 0
    from ${HEADS} join node f on ${liveAt('f')} join link k on k.from_node = f.source_id and ${liveAt('k')}
    where f.cell is not null and (f.sump_level_m is null or f.cover_level_m is null)
    union all
    select f.cell, f.bbox, least(k.to_invert_m, k.to_axis_m), greatest(k.to_outer_top_m, k.to_axis_m), 0, 0
    from ${HEADS} join node f on ${liveAt('f')} join link k on k.to_node = f.source_id and ${liveAt('k')}
    where f.cell is not null and (f.sump_level_m is null or f.cover_level_m is null)
  )
  select cell >> $3 as cell, sum(counted) as count,
    min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north,
    min(low_m) as low_m, max(high_m) as high_m, max(size_mm) / 1000 as size_m
  from size group by 1 order by 1`;

/** One summary for each cell of `zoom` (0 to 24) that holds a link or a node, in one statement. */
export async function cellSummaries(sql: Sql, heads: LayerHeads, zoom: number): Promise<readonly CellSummary[]> {
  const shift = 2 * (CELL_ZOOM - zoom);
  const rows = await sql.query<CellRow>(CELLS, [...heads.parameters, shift, NOMINAL_SHAFT_MM]);
  return rows.map((row) => ({
    cell: row.cell,
    count: row.count,
    bbox: [row.west, row.south, row.east, row.north],
    minLevelM: row.low_m,
    maxLevelM: row.high_m,
    maxSizeM: row.size_m,
  }));
}
