import {
  CITY_POINT_MIN_ZOOM,
  GRID_LEVEL_MIN_ZOOM,
  LAST_RANK,
  PLACE_LAYER,
  ROAD_LAYER,
} from '@undercroft/core/map/map-layers';
import { CITY_POINT_KINDS, type CityPointKind } from '@undercroft/core/model/city-point';
import { GRID_LEVELS, type GridLevel } from '@undercroft/core/model/grid-cell';
import { ROAD_CLASSES, type RoadClass, UNNAMED } from '@undercroft/core/model/map-feature';
import type { ThinningRule } from '@undercroft/core/vector-tile/thin-rows';
import { TILE_LAYER_DEFAULTS } from '@undercroft/core/vector-tile/tile-layer';
import type { Bounds } from './store.ts';

/** Zoom from which conduits are on the map. */
export const CONDUIT_MIN_ZOOM = 12;

/** Zoom from which points of the network are on the map. */
export const NODE_MIN_ZOOM = 16;

/** Zoom from which every conduit is a feature of its own, with all of its attributes. */
export const WHOLE_CONDUITS_ZOOM = 15;

/**
 * Which conduits of a tile are left out where they are many: nominal sizes at which mains begin, from a house connection's
 * up, mm. 10,000 merged conduits are some 100 kB.
 */
export const CONDUIT_THINNING: ThinningRule = {
  belowZoom: WHOLE_CONDUITS_ZOOM,
  most: 10_000,
  steps: [100, 150, 200, 300, 400, 500, 600, 800, 1000, 1200, 1500, 2000],
};

/**
 * Below `WHOLE_CONDUITS_ZOOM` lines of conduits are joined before it is asked whether they are large enough to see: then
 * one is read from a quarter of a pixel on, so that what is left out of a chain is a gap that nobody sees.
 */
const JOINED_SHARE = 0.25;

const DEGREE = Math.PI / 180;

/** Room for the difference between a bounding box and a shape in the plane of the map. */
const SLACK = 0.9;

/**
 * Width and height in degrees that make a pixel in a tile: what is smaller both ways is not drawn, so it need not be
 * read. 0, 0 from the zoom of full detail on.
 */
export function leastSize([, south, , north]: Bounds, zoom: number): readonly [widthDeg: number, heightDeg: number] {
  if (zoom >= TILE_LAYER_DEFAULTS.fullDetailZoom) return [0, 0];
  const widthDeg = (SLACK * 360) / 2 ** zoom / TILE_LAYER_DEFAULTS.tilePx;
  // A pixel spans fewest degrees of latitude where the map is stretched most.
  return [widthDeg, widthDeg * Math.cos(Math.max(Math.abs(south), Math.abs(north)) * DEGREE)];
}

/** `leastSize` of conduits. */
export function leastConduitSize(bounds: Bounds, zoom: number): readonly [widthDeg: number, heightDeg: number] {
  const [widthDeg, heightDeg] = leastSize(bounds, zoom);
  if (zoom >= WHOLE_CONDUITS_ZOOM) return [widthDeg, heightDeg];
  return [JOINED_SHARE * widthDeg, JOINED_SHARE * heightDeg];
}

/** Classes of road that are drawn at a zoom, as the layer's own rule says. */
export function roadClasses(zoom: number): readonly RoadClass[] {
  if (zoom < ROAD_LAYER.minZoom) return [];
  return ROAD_CLASSES.filter((each) => ROAD_LAYER.isShown?.(roadOfClass(each), zoom) !== false);
}

function roadOfClass(each: RoadClass): Parameters<typeof ROAD_LAYER.geometry>[0] {
  const value = { sourceId: '', class: each, name: UNNAMED, path: new Float64Array(0) };
  return { featureId: '', id: null, value: { ...value, widthM: null, level: null, isBridge: false } };
}

/** The greatest rank of a place that is drawn at a zoom (below 0: none), and the rank of one that states none. */
export function placeRanks(zoom: number): { readonly most: number; readonly last: number } {
  return { most: zoom - PLACE_LAYER.minZoom, last: LAST_RANK };
}

/** Kinds of city point that are drawn at a zoom. */
export function cityPointKinds(zoom: number): readonly CityPointKind[] {
  return CITY_POINT_KINDS.filter((kind) => zoom >= CITY_POINT_MIN_ZOOM[kind]);
}

/** Levels of the management grid that are drawn at a zoom. */
export function gridLevels(zoom: number): readonly GridLevel[] {
  return GRID_LEVELS.filter((level) => zoom >= GRID_LEVEL_MIN_ZOOM[level]);
}
