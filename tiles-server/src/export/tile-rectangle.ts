import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { Bounds } from '@undercroft/store/store';

/** Tiles of one zoom of the web Mercator scheme, both ends included. */
export interface TileRectangle {
  readonly fromX: number;
  readonly fromY: number;
  readonly toX: number;
  readonly toY: number;
}

/** The tiles of a zoom that a rectangle in degrees touches. */
export function tileRectangle([west, south, east, north]: Bounds, z: number): TileRectangle {
  const side = 2 ** z;
  const clip = (value: number) => Math.max(0, Math.min(side - 1, Math.floor(value)));
  const x = (lon: number) => clip(((lon + 180) / 360) * side);
  const y = (lat: number) => {
    const sine = Math.sin((lat * Math.PI) / 180);
    return clip((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  };
  return { fromX: x(west), fromY: y(north), toX: x(east), toY: y(south) };
}

/** How many tiles there are in a rectangle from one zoom to another, both included. */
export function tileCount(bounds: Bounds, minZoom: number, maxZoom: number): number {
  let count = 0;
  for (let z = minZoom; z <= maxZoom; z++) count += sizeOf(tileRectangle(bounds, z));
  return count;
}

/** How many of the tiles under one lie in a rectangle, down to a zoom. */
export function countBelow({ z, x, y }: TileAddress, bounds: Bounds, maxZoom: number): number {
  let count = 0;
  for (let zoom = z + 1; zoom <= maxZoom; zoom++) {
    const all = tileRectangle(bounds, zoom);
    const scale = 2 ** (zoom - z);
    count += sizeOf({
      fromX: Math.max(all.fromX, x * scale),
      fromY: Math.max(all.fromY, y * scale),
      toX: Math.min(all.toX, (x + 1) * scale - 1),
      toY: Math.min(all.toY, (y + 1) * scale - 1),
    });
  }
  return count;
}

export function isIn({ fromX, fromY, toX, toY }: TileRectangle, { x, y }: TileAddress): boolean {
  return x >= fromX && x <= toX && y >= fromY && y <= toY;
}

function sizeOf({ fromX, fromY, toX, toY }: TileRectangle): number {
  return Math.max(0, toX - fromX + 1) * Math.max(0, toY - fromY + 1);
}
