import { featureId } from '@undercroft/core/model/feature-id';
import type { CityPointFeature, GridCellFeature } from '@undercroft/core/protocol/answers';
import { HEADS, type LayerHeads, liveAt, onlyLayer } from './layer-heads.ts';
import { pairsOf } from './lon-lat-pairs.ts';
import { baseOf, oneFeature, type Provenance } from './provenance.ts';
import { CITY_POINT_SELECT, type CityPointRow, cityPointOf } from './rows/city-point-row.ts';
import { GRID_CELL_SELECT, type GridCellRow, gridCellOf } from './rows/grid-cell-row.ts';
import type { Sql } from './sql.ts';

const ONE_POINT = oneFeature('city_point', CITY_POINT_SELECT);

/**
 * Cells of a source id in all layers of the scene. Points and the grid they lie in mostly come from different files: the
 * cell of the point's own layer comes first, then that of the layer that was made first.
 */
const CELLS_OF_ID = `select f.layer_id from ${HEADS} join grid_cell f on ${liveAt('f')} and f.source_id = $3
  order by f.layer_id <> $4, f.layer_id limit 1`;

/** Null when there is none of that source id. `scene` holds the heads of all layers of the scene. */
export async function findCityPoint(
  sql: Sql,
  scene: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<CityPointFeature | null> {
  const own = onlyLayer(scene, layer);
  const [row] = await sql.query<CityPointRow & Provenance>(ONE_POINT, [...own.parameters, sourceId]);
  if (row === undefined) return null;
  const { name, position, gridCell, ...point } = cityPointOf(row);
  return {
    family: 'cityPoint',
    ...baseOf(layer, row),
    ...point,
    name: { ...name },
    position: [position[0], position[1]],
    gridCell: gridCell === null ? null : featureId(await layerOfCell(sql, scene, layer, gridCell), gridCell),
  };
}

/** The layer in which a point's cell stands; its own when no layer has it, as links do with nodes that are not there. */
async function layerOfCell(sql: Sql, scene: LayerHeads, layer: string, cell: string): Promise<string> {
  const own = scene.layers.find(({ name }) => name === layer)?.id ?? -1;
  const [found] = await sql.query<{ layer_id: number }>(CELLS_OF_ID, [...scene.parameters, cell, own]);
  return scene.layers.find(({ id }) => id === found?.layer_id)?.name ?? layer;
}

const ONE_CELL = oneFeature('grid_cell', GRID_CELL_SELECT);

/** Points of all layers that name the cell `$3`, without those whose own layer has a cell of that name; `$4` is its layer. */
const POINTS_OF_CELL = `select p.kind, count(*) as count
  from ${HEADS} join city_point p on ${liveAt('p')} and p.grid_cell = $3
  where p.layer_id = $4 or not exists (
    select from grid_cell f where f.source_id = $3 and ${liveAt('f')})
  group by p.kind order by p.kind`;

/** Null when there is none of that source id. `scene` holds the heads of all layers of the scene. */
export async function findGridCell(
  sql: Sql,
  scene: LayerHeads,
  layer: string,
  sourceId: string,
): Promise<GridCellFeature | null> {
  const own = onlyLayer(scene, layer);
  const [row] = await sql.query<GridCellRow & Provenance>(ONE_CELL, [...own.parameters, sourceId]);
  if (row === undefined) return null;
  const points = await sql.query<{ kind: string; count: number }>(POINTS_OF_CELL, [
    ...scene.parameters,
    sourceId,
    own.layers[0]?.id ?? -1,
  ]);
  const { name, polygons, ...cell } = gridCellOf(row);
  return {
    family: 'gridCell',
    ...baseOf(layer, row),
    ...cell,
    name: { ...name },
    polygons: polygons.map((rings) => rings.map(pairsOf)),
    points: Object.fromEntries(points.map(({ kind, count }) => [kind, count])),
  };
}
