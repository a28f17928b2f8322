import type { CityPoint, CityPointKind } from '../model/city-point.ts';
import type { GridCell, GridLevel } from '../model/grid-cell.ts';
import type { Building, Furniture, LandUse, Place, Road, RoadClass, Water } from '../model/map-feature.ts';
import type { LayerSchema } from '../vector-tile/tile-layer.ts';

/** A map feature as the tile encoder reads it. */
export interface MapRow<Value> {
  /** `<layer>.<sourceId>`, the same in every tile and in picking. */
  readonly featureId: string;
  /** Row number of the store, the same in every tile; `null` for none. */
  readonly id: number | null;
  readonly value: Omit<Value, 'raw'>;
}

/** Zoom from which each class of road is drawn. */
const ROAD_MIN_ZOOM: Readonly<Record<RoadClass, number>> = {
  motorway: 6,
  trunk: 8,
  avenue: 10,
  rail: 11,
  street: 12,
  unknown: 13,
  lane: 14,
  service: 15,
  footway: 16,
};

/** Place of rank r is sent from zoom 8 + r: rank 1 from 9, rank 8 (and unranked) from 16. */
const PLACE_BASE_ZOOM = 8;
export const LAST_RANK = 8;

export const LAND_USE_LAYER: LayerSchema<MapRow<LandUse>> = {
  name: 'landuse',
  minZoom: 10,
  id: (row) => row.id,
  geometry: ({ value }) => ({ type: 'polygon', polygons: [value.rings] }),
  attributes: { kind: ({ value }) => value.kind },
};

export const WATER_LAYER: LayerSchema<MapRow<Water>> = {
  name: 'water',
  minZoom: 4,
  id: (row) => row.id,
  geometry: ({ value }) => ({ type: 'polygon', polygons: [value.rings] }),
  attributes: { kind: ({ value }) => value.kind },
};

/** Half the width of a motorway of eight lanes with its casing, metres. */
const ROAD_REACH_M = 24;

export const ROAD_LAYER: LayerSchema<MapRow<Road>> = {
  name: 'roads',
  minZoom: 6,
  reachM: ROAD_REACH_M,
  id: (row) => row.id,
  geometry: ({ value }) => ({ type: 'line', lines: [value.path] }),
  isShown: ({ value }, zoom) => zoom >= ROAD_MIN_ZOOM[value.class],
  // Roads carry no attribute that is theirs alone: what agrees in all of them draws as one.
  merging: { belowZoom: 14, attributes: ['class', 'zh', 'en', 'widthM', 'level', 'bridge'] },
  attributes: {
    class: ({ value }) => value.class,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    widthM: ({ value }) => value.widthM,
    level: ({ value }) => value.level,
    bridge: ({ value }) => (value.isBridge ? true : null),
  },
};

export const BUILDING_LAYER: LayerSchema<MapRow<Omit<Building, 'solid'>>> = {
  name: 'buildings',
  minZoom: 14,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: ({ value }) => ({ type: 'polygon', polygons: [value.rings] }),
  attributes: { id: (row) => row.featureId, use: ({ value }) => value.use },
};

export const PLACE_LAYER: LayerSchema<MapRow<Place>> = {
  name: 'places',
  minZoom: PLACE_BASE_ZOOM,
  id: (row) => row.id,
  geometry: ({ value }) => ({ type: 'point', points: Float64Array.from(value.position) }),
  isShown: ({ value }, zoom) => zoom >= PLACE_BASE_ZOOM + Math.min(value.rank ?? LAST_RANK, LAST_RANK),
  attributes: {
    kind: ({ value }) => value.kind,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    rank: ({ value }) => value.rank,
  },
};

/** Zoom from which each kind of point is drawn: what stands at every corner comes with the streets. */
export const CITY_POINT_MIN_ZOOM: Readonly<Record<CityPointKind, number>> = {
  camera: 11,
  sensor: 11,
  unit: 11,
  signal: 13,
  hydrant: 16,
  component: 17,
  other: 15,
};

/** Zoom from which each level of the management grid is drawn. */
export const GRID_LEVEL_MIN_ZOOM: Readonly<Record<GridLevel, number>> = {
  district: 8,
  street: 10,
  community: 12,
  duty: 13,
  cell: 14,
  unknown: 14,
};

/** Points the city is run by. A point whose heading, level or height is not stated has none. */
export const CITY_POINT_LAYER: LayerSchema<MapRow<CityPoint>> = {
  name: 'cityPoints',
  minZoom: Math.min(...Object.values(CITY_POINT_MIN_ZOOM)),
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: ({ value }) => ({ type: 'point', points: Float64Array.from(value.position) }),
  isShown: ({ value }, zoom) => zoom >= CITY_POINT_MIN_ZOOM[value.kind],
  attributes: {
    id: (row) => row.featureId,
    kind: ({ value }) => value.kind,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    headingDeg: ({ value }) => value.headingDeg,
    levelM: ({ value }) => value.levelM,
    heightM: ({ value }) => value.heightM,
  },
};

/** Outlines of the management grid. */
export const GRID_CELL_LAYER: LayerSchema<MapRow<GridCell>> = {
  name: 'gridCells',
  minZoom: Math.min(...Object.values(GRID_LEVEL_MIN_ZOOM)),
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: ({ value }) => ({ type: 'polygon', polygons: value.polygons }),
  isShown: ({ value }, zoom) => zoom >= GRID_LEVEL_MIN_ZOOM[value.level],
  attributes: {
    id: (row) => row.featureId,
    code: ({ value }) => value.code,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    level: ({ value }) => value.level,
  },
};

/** Trees, lamps and the like. What is not known of their size has no tag. */
export const FURNITURE_LAYER: LayerSchema<MapRow<Furniture>> = {
  name: 'furniture',
  minZoom: 17,
  id: (row) => row.id,
  uniqueKey: 'id',
  geometry: ({ value }) => ({ type: 'point', points: Float64Array.from(value.position) }),
  attributes: {
    id: (row) => row.featureId,
    kind: ({ value }) => value.kind,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    heightM: ({ value }) => value.heightM,
    widthM: ({ value }) => value.widthM,
    headingDeg: ({ value }) => value.headingDeg,
  },
};
