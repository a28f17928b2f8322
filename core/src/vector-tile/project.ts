import type { TileAddress } from '../tiling/quadtree.ts';
import type { FlatPath } from './flat-path.ts';

/** Latitude at which web Mercator ends: the plane is a square. */
const MAX_LATITUDE = 85.05112877980659;
const DEGREE = Math.PI / 180;

/**
 * Web Mercator (EPSG:3857's sphere) in units of one tile: 0 to `extent` from west to east and from north to south.
 * Longitude and latitude in degrees in, flat; the result, with its bounding box, replaces what `out` held. False, and an empty result, when a
 * number among them is not finite: such a path has no place.
 */
export function projectPath(lonLat: Float64Array, address: TileAddress, extent: number, out: FlatPath): boolean {
  const tiles = 2 ** address.z;
  const xScale = (tiles / 360) * extent;
  const x0 = (tiles / 2 - address.x) * extent;
  const yScale = (tiles / (4 * Math.PI)) * extent;
  const y0 = (tiles / 2 - address.y) * extent;
  out.resize(lonLat.length);
  const { values } = out;
  let check = 0;
  let minX = Number.POSITIVE_INFINITY;
  let minY = Number.POSITIVE_INFINITY;
  let maxX = Number.NEGATIVE_INFINITY;
  let maxY = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < lonLat.length; i += 2) {
    const lat = lonLat[i + 1] ?? Number.NaN;
    const sine = Math.sin(Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat)) * DEGREE);
    const x = x0 + (lonLat[i] ?? Number.NaN) * xScale;
    const y = y0 - Math.log((1 + sine) / (1 - sine)) * yScale;
    values[i] = x;
    values[i + 1] = y;
    check += x + y;
    if (x < minX) minX = x;
    if (x > maxX) maxX = x;
    if (y < minY) minY = y;
    if (y > maxY) maxY = y;
  }
  out.minX = minX;
  out.minY = minY;
  out.maxX = maxX;
  out.maxY = maxY;
  if (Number.isFinite(check)) return true;
  out.clear();
  return false;
}

/** Longitude and latitude in degrees of a place in a tile: the inverse of `projectPath`. */
export function unprojectPoint(
  x: number,
  y: number,
  address: TileAddress,
  extent: number,
): readonly [lon: number, lat: number] {
  const tiles = 2 ** address.z;
  const lon = ((address.x + x / extent) / tiles) * 360 - 180;
  const n = Math.PI * (1 - (2 * (address.y + y / extent)) / tiles);
  return [lon, Math.atan(Math.sinh(n)) / DEGREE];
}

/** Metres on the ground of one unit of a tile, at its middle latitude. */
export function metresPerUnit(address: TileAddress, extent: number): number {
  const [, lat] = unprojectPoint(extent / 2, extent / 2, address, extent);
  return (2 * Math.PI * 6378137 * Math.cos(lat * DEGREE)) / (2 ** address.z * extent);
}
