import type { TileAddress } from '@undercroft/core/tiling/quadtree';

const DEGREE = Math.PI / 180;
const EARTH_ROUND_M = 2 * Math.PI * 6378137;

/** Style pixels of a tile's side. */
const TILE_PX = 512;

/** The zoom at which the map shows ground at this scale, metres a pixel, held within the zooms there are. */
export function labelZoom(metresPerPixel: number, lat: number, [least, most]: readonly [number, number]): number {
  const zoom = Math.log2((EARTH_ROUND_M * Math.cos(lat * DEGREE)) / (TILE_PX * metresPerPixel));
  return Math.max(least, Math.min(most, Math.round(Number.isFinite(zoom) ? zoom : most)));
}

/**
 * Tiles whose names come into question for a view: those about the point looked at, and a wider ring of coarser ones for
 * what is farther away. At most 25 and 9.
 */
export function labelTiles(
  lon: number,
  lat: number,
  zoom: number,
  [least]: readonly [number, number],
): readonly TileAddress[] {
  const coarser = Math.max(least, zoom - 3);
  return [...about(lon, lat, zoom, 2), ...(coarser < zoom ? about(lon, lat, coarser, 1) : [])];
}

function about(lon: number, lat: number, z: number, reach: number): TileAddress[] {
  const side = 2 ** z;
  const sine = Math.sin(Math.max(-85, Math.min(85, lat)) * DEGREE);
  const column = Math.floor(((lon + 180) / 360) * side);
  const row = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  const tiles: TileAddress[] = [];
  for (let y = Math.max(0, row - reach); y <= Math.min(side - 1, row + reach); y++) {
    for (let x = Math.max(0, column - reach); x <= Math.min(side - 1, column + reach); x++) tiles.push({ z, x, y });
  }
  return tiles;
}
