import { FINEST_TERRAIN_LEVEL, type LonLatRectangle, TILE_CELLS, tileAt } from './terrain-tiling.ts';

/** A range of tiles of one level, both ends included; y counts north from the south pole. */
export interface TileRange {
  readonly startX: number;
  readonly startY: number;
  readonly endX: number;
  readonly endY: number;
}

/**
 * `layer.json`, what a viewer reads first. Its `extensions` name vertex normals only: Cesium fails on a tile with a metadata
 * extension unless the layer declares `metadataAvailability`.
 */
export interface LayerJson {
  readonly tilejson: '2.1.0';
  readonly name: string;
  readonly description: string;
  readonly version: string;
  readonly format: 'quantized-mesh-1.0';
  readonly attribution: string;
  readonly scheme: 'tms';
  readonly projection: 'EPSG:4326';
  readonly extensions: readonly string[];
  readonly tiles: readonly string[];
  readonly minzoom: 0;
  readonly maxzoom: number;
  readonly bounds: readonly [number, number, number, number];
  /** Ranges of tiles that exist, by level. */
  readonly available: readonly (readonly TileRange[])[];
}

export interface LayerJsonInput {
  readonly name: string;
  readonly description: string;
  /** Changes whenever a tile would: it is part of every tile's address. */
  readonly version: string;
  readonly attribution: string;
  /** Address of a tile, relative to the document, with `{z}`, `{x}`, `{y}` and `{version}`. */
  readonly tileTemplate: string;
  /** What the terrain covers. */
  readonly bounds: LonLatRectangle;
  readonly finestLevel: number;
}

/**
 * The layer's document. The two tiles of level 0 always exist: Cesium draws no globe without them. From level 1 on those
 * that touch the bounds do; outside them the viewer goes on with the coarser tile it has.
 */
export function layerJson(input: LayerJsonInput): LayerJson {
  const available: (readonly TileRange[])[] = [[{ startX: 0, startY: 0, endX: 1, endY: 0 }]];
  for (let level = 1; level <= input.finestLevel; level++) available.push([tileRange(input.bounds, level)]);
  return {
    tilejson: '2.1.0',
    name: input.name,
    description: input.description,
    version: input.version,
    format: 'quantized-mesh-1.0',
    attribution: input.attribution,
    scheme: 'tms',
    projection: 'EPSG:4326',
    extensions: ['octvertexnormals'],
    tiles: [input.tileTemplate],
    minzoom: 0,
    maxzoom: input.finestLevel,
    bounds: input.bounds,
    available,
  };
}

/** The tiles of a level that touch a rectangle. */
export function tileRange([west, south, east, north]: LonLatRectangle, level: number): TileRange {
  const first = tileAt(level, west, south);
  const last = tileAt(level, east, north);
  return { startX: first.x, startY: first.y, endX: last.x, endY: last.y };
}

/** Coarsest level that draws covers as surveyed: its samples are 4.8 m apart from south to north. */
export const COVER_LEVEL = 16;

/**
 * The finest level worth serving: samples as dense as the elevation model's cells; with covers at least level 16, where
 * the hollows and humps of the residual field (25 m half width) are well sampled and each cover is a vertex.
 */
export function finestTerrainLevel(cellDeg: number | null, hasCovers: boolean): number {
  const dem = cellDeg === null ? 0 : Math.ceil(Math.log2(180 / TILE_CELLS / cellDeg) - 1e-9);
  return Math.max(0, Math.min(FINEST_TERRAIN_LEVEL, Math.max(dem, hasCovers ? COVER_LEVEL : 0)));
}
