import type { ImageryExtent, ImageryTile } from '@undercroft/core/map/imagery-tile';
import type { TableWriter } from './table-writer.ts';

/** What describes a layer's pictures. */
export interface ImageryExtentRow {
  readonly west: number;
  readonly south: number;
  readonly east: number;
  readonly north: number;
  readonly min_zoom: number;
  readonly max_zoom: number;
}

/** The one extent of a layer. */
const EXTENT = 'extent';

export const EXTENT_WRITER: TableWriter<ImageryExtent> = {
  table: 'imagery_extent',
  columns: {
    source_id: (out) => out.text(EXTENT),
    west: (out, { bbox }) => out.double(bbox[0]),
    south: (out, { bbox }) => out.double(bbox[1]),
    east: (out, { bbox }) => out.double(bbox[2]),
    north: (out, { bbox }) => out.double(bbox[3]),
    min_zoom: (out, { minZoom }) => out.integer(minZoom),
    max_zoom: (out, { maxZoom }) => out.integer(maxZoom),
  },
};

export function extentOf(row: ImageryExtentRow): ImageryExtent {
  return { bbox: [row.west, row.south, row.east, row.north], minZoom: row.min_zoom, maxZoom: row.max_zoom };
}

/** Source id of a tile: `zoom/x/y`. */
export function imageryTileKey({ zoom, x, y }: Pick<ImageryTile, 'zoom' | 'x' | 'y'>): string {
  return `${zoom}/${x}/${y}`;
}

export const IMAGERY_TILE_WRITER: TableWriter<ImageryTile> = {
  table: 'imagery_tile',
  columns: { source_id: (out, tile) => out.text(imageryTileKey(tile)), png: (out, tile) => out.bytea(tile.png) },
};
