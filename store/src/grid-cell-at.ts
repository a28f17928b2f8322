import { containsPoint } from '@undercroft/core/geometry/polygon';
import { decodePolygons } from '@undercroft/core/geometry/wkb';
import type { Database } from './database.ts';
import { HEADS, layerHeads, liveAt } from './layer-heads.ts';

interface CellRow {
  readonly code: string;
  readonly geom: Uint8Array;
}

/**
 * Code of the cell of the management grid that a place lies in; null outside of all cells, and while no grid is shown. Where
 * cells overlap it is the first by its code.
 */
export async function gridCellAt(
  database: Database,
  scene: string,
  [lon, lat]: readonly [lon: number, lat: number],
): Promise<string | null> {
  const heads = await layerHeads(database, scene);
  if (heads.revision === null) return null;
  const rows = await database.query<CellRow>(
    `select f.code, f.geom from ${HEADS} join grid_cell f on ${liveAt('f')}
       and f.level = 'cell' and f.code is not null and f.geom is not null
       and f.bbox && box(point($3, $4), point($3, $4)) order by f.code collate "C"`,
    [...heads.parameters, lon, lat],
  );
  return rows.find(({ geom }) => decodePolygons(geom).some((rings) => holds(rings, lon, lat)))?.code ?? null;
}

/** Inside the outer ring and in no hole. Rings are closed: their last side has no length. */
function holds([outer, ...holes]: readonly Float64Array[], lon: number, lat: number): boolean {
  if (outer === undefined || !containsPoint(outer, lon, lat)) return false;
  return !holes.some((hole) => containsPoint(hole, lon, lat));
}
