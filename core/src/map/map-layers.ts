import type { Building, LandUse, Place, Road, RoadClass, Water } from '../model/map-feature.ts';
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
  attributes: {
    class: ({ value }) => value.class,
    zh: ({ value }) => value.name.zh,
    en: ({ value }) => value.name.en,
    widthM: ({ value }) => value.widthM,
    level: ({ value }) => value.level,
    bridge: ({ value }) => (value.isBridge ? true : null),
  },
};

export const BUILDING_LAYER: LayerSchema<MapRow<Building>> = {
  name: 'buildings',
  minZoom: 14,
  id: (row) => row.id,
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
