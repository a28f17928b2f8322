import { HEADS, liveAt } from './layer-heads.ts';
import { CITY_POINT_ROW_COLUMNS, type CityPointRow } from './rows/city-point-row.ts';
import { GRID_CELL_ROW_COLUMNS, type GridCellRow } from './rows/grid-cell-row.ts';
import { type BuildingRow, MAP_ROW_COLUMNS, type MapFeatureRow } from './rows/map-row.ts';
import { packed } from './tile-statements.ts';

/** Statements of the base map; rows that are many come packed, as `tile-statements.ts` says why. */

const IN_ORDER = 'order by f.layer_id, f.source_id collate "C"';

/** In the rectangle `$3 .. $6` (west, south, east, north). */
const IN_BOUNDS = 'f.bbox && box(point($3, $4), point($5, $6))';

/** At least `$7` degrees wide or `$8` degrees high: below that it is smaller than a pixel. */
const LARGE_ENOUGH = '(width(f.bbox) >= $7 or height(f.bbox) >= $8)';

/** Columns of a packed map feature; the row's number first. */
export const MAP_COLUMNS: readonly ('row_id' | keyof MapFeatureRow)[] = ['row_id', ...MAP_ROW_COLUMNS];

/** Columns of a packed building with its surfaces. */
export const BUILDING_COLUMNS: readonly ('row_id' | keyof BuildingRow)[] = [...MAP_COLUMNS, 'solid'];

function mapFeatures(where: string, columns: readonly string[] = MAP_COLUMNS): string {
  return `select ${packed(columns)} from ${HEADS} join map_feature f on ${liveAt('f')} and ${where} ${IN_ORDER}`;
}

/** Land use, water or buildings: family `$9`. */
export const POLYGONS: string = mapFeatures(`f.family = $9 and ${IN_BOUNDS} and ${LARGE_ENOUGH}`);

/** Roads of the classes `$9`. */
export const ROADS: string = mapFeatures(
  `f.family = 'road' and f.kind = any($9::text[]) and ${IN_BOUNDS} and ${LARGE_ENOUGH}`,
);

/** Places up to rank `$7`, one without a rank counting as `$8`. */
export const PLACES: string = mapFeatures(
  `f.family = 'place' and ${IN_BOUNDS} and least(coalesce(f.rank, $8), $8) <= $7`,
);

/** Furniture in the rectangle. */
export const FURNITURE_IN: string = mapFeatures(`f.family = 'furniture' and ${IN_BOUNDS}`);

export const NODE_POINT_COLUMNS = [
  'row_id',
  'source_id',
  'kind',
  'form',
  'role',
  'utility',
  'status',
  'lon',
  'lat',
  'cover_level_m',
] as const;

/** Nodes by their cells, in the ranges `$7 <= cell < $8`; `offset 0` as in `features-within.ts`. */
export const NODE_POINTS = `select ${packed(NODE_POINT_COLUMNS)}
  from ${HEADS} cross join unnest($7::bigint[], $8::bigint[]) as c(first, past)
  cross join lateral (
    select * from node n where ${liveAt('n')} and n.cell >= c.first and n.cell < c.past offset 0) as f
  where ${IN_BOUNDS} ${IN_ORDER}`;

/** Buildings whose cell is in `$3 <= cell < $4`. */
export const BUILDINGS: string = mapFeatures(
  "f.family = 'building' and f.cell >= $3 and f.cell < $4",
  BUILDING_COLUMNS,
);

/** Furniture whose cell is in `$3 <= cell < $4`. */
export const FURNITURE: string = mapFeatures("f.family = 'furniture' and f.cell >= $3 and f.cell < $4");

export const CONDUIT_COLUMNS = [
  'row_id',
  'source_id',
  'geom',
  'utility',
  'width_mm',
  'height_mm',
  'status',
  'from_axis_m',
  'to_axis_m',
] as const;

const CONDUITS_IN = `${HEADS} join link f on ${liveAt('f')} and f.kind = 'conduit' and ${IN_BOUNDS} and ${LARGE_ENOUGH}`;

/** Without those known to be narrower than `$9` mm; with them where that is null. */
export const CONDUITS = `select ${packed(CONDUIT_COLUMNS)} from ${CONDUITS_IN}
  and ($9::double precision is null or f.width_mm is null or f.width_mm >= $9) ${IN_ORDER}`;

/**
 * How many of the same reach so many of the widths `$9` (mm, rising) and no more; `reached` is null where the width is
 * unknown. Counted before they are read: of 60,000 in a tile the rule leaves 9,230, read so in 84 ms instead of 371 out of
 * PostgreSQL, 185 instead of 575 out of the embedded store, and of these 21 to 29 ms instead of 181 to 195 on the server's own
 * thread. Counting 9,000, of which all stay, takes 3 and 16 ms.
 */
export const CONDUIT_WIDTHS = `select width_bucket(f.width_mm, $9::double precision[]) as reached, count(*) as count
  from ${CONDUITS_IN} group by 1`;

export const DEVICE_COLUMNS = ['row_id', 'source_id', 'geom', 'kind', 'utility', 'status'] as const;

/** Links that are no conduits: few, and often without length. */
export const DEVICES = `select ${packed(DEVICE_COLUMNS)} from ${HEADS} join link f on ${liveAt('f')}
  and f.kind <> 'conduit' and ${IN_BOUNDS} ${IN_ORDER}`;

export const CITY_POINT_COLUMNS: readonly ('row_id' | keyof CityPointRow)[] = ['row_id', ...CITY_POINT_ROW_COLUMNS];

/** City points of the kinds `$7`. */
export const CITY_POINTS = `select ${packed(CITY_POINT_COLUMNS)} from ${HEADS} join city_point f on ${liveAt('f')}
  and f.kind = any($7::text[]) and ${IN_BOUNDS} ${IN_ORDER}`;

/** All city points of the kinds `$3`. */
export const CITY_POINTS_OF_KINDS = `select ${packed(CITY_POINT_COLUMNS)} from ${HEADS} join city_point f on ${liveAt('f')}
  and f.kind = any($3::text[]) ${IN_ORDER}`;

export const GRID_CELL_COLUMNS: readonly ('row_id' | keyof GridCellRow)[] = ['row_id', ...GRID_CELL_ROW_COLUMNS];

/** Cells of the grid of the levels `$9`. */
export const GRID_CELLS = `select ${packed(GRID_CELL_COLUMNS)} from ${HEADS} join grid_cell f on ${liveAt('f')}
  and f.level = any($9::text[]) and ${IN_BOUNDS} and ${LARGE_ENOUGH} ${IN_ORDER}`;

/** Cells at the zoom that `$3` bits take off; `$4` metres a storey at most, `$5` where no height is known. */
export const BUILDING_CELLS = `
  select f.cell >> $3 as cell, count(*) as count,
    min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north,
    greatest(max(f.height_m + coalesce(f.roof_height_m, 0)),
      max(f.storeys * $4::double precision + coalesce(f.roof_height_m, 0)),
      $5::double precision + coalesce(max(f.roof_height_m), 0)) as tallest_m,
    min(f.low_m) as low_m, max(f.high_m) as high_m
  from ${HEADS} join map_feature f on ${liveAt('f')} and f.family = 'building' and f.cell is not null
  group by 1 order by 1`;

/** Cells at the zoom that `$3` bits take off; `$4` metres where no height is known. */
export const FURNITURE_CELLS = `
  select f.cell >> $3 as cell, count(*) as count,
    min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north,
    greatest(max(f.height_m), max(f.width_m), $4::double precision) as tallest_m,
    null::double precision as low_m, null::double precision as high_m
  from ${HEADS} join map_feature f on ${liveAt('f')} and f.family = 'furniture' and f.cell is not null
  group by 1 order by 1`;

export const BOUNDS = `
  select min((bbox[1])[0]) as west, min((bbox[1])[1]) as south, max((bbox[0])[0]) as east, max((bbox[0])[1]) as north
  from (
    select f.bbox from ${HEADS} join map_feature f on ${liveAt('f')}
    union all select f.bbox from ${HEADS} join link f on ${liveAt('f')}
    union all select f.bbox from ${HEADS} join node f on ${liveAt('f')}
    union all select f.bbox from ${HEADS} join city_point f on ${liveAt('f')}
    union all select f.bbox from ${HEADS} join grid_cell f on ${liveAt('f')}) as f`;

export const FAMILIES = `select family from unnest($3::text[]) as each(family) where exists (
  select from ${HEADS} join map_feature f on ${liveAt('f')} and f.family = each.family)`;
