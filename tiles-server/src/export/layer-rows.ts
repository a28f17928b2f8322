import {
  BUILDING_LAYER,
  CITY_POINT_LAYER,
  FURNITURE_LAYER,
  GRID_CELL_LAYER,
  LAND_USE_LAYER,
  PLACE_LAYER,
  ROAD_LAYER,
  WATER_LAYER,
} from '@undercroft/core/map/map-layers';
import type { MapFamily } from '@undercroft/core/model/map-feature';
import type { Store } from '@undercroft/store/store';

/** Layers of the vector tiles that are made of one family of map features each. */
const FAMILIES: Readonly<Record<string, MapFamily>> = {
  [LAND_USE_LAYER.name]: 'landUse',
  [WATER_LAYER.name]: 'water',
  [ROAD_LAYER.name]: 'road',
  [BUILDING_LAYER.name]: 'building',
  [FURNITURE_LAYER.name]: 'furniture',
  [PLACE_LAYER.name]: 'place',
};

/**
 * Whether a layer of the vector tiles has nothing to be made of, as far as that is known without making tiles. False of
 * the layers of the network, which most scenes have: their tiles tell.
 */
export async function isWithoutRows(store: Store, scene: string, layer: string): Promise<boolean> {
  const family = FAMILIES[layer];
  if (family !== undefined) return !(await store.map.families(scene)).includes(family);
  if (layer !== GRID_CELL_LAYER.name && layer !== CITY_POINT_LAYER.name) return false;
  const { gridCells, cityPoints } = await store.features.summary(scene);
  return layer === GRID_CELL_LAYER.name ? gridCells === 0 : Object.keys(cityPoints).length === 0;
}
