import type { TileAddress } from '@undercroft/core/tiling/quadtree';

/**
 * Which data tile a picture is painted from, and which part of it: beyond the finest zoom of the data, a part of the
 * finest tile, enlarged.
 *
 * ```
 *   data tile, enlarged to `tilePx`     +----+----+
 *                                       |    |####|  the picture: `picturePx` wide,
 *                                       +----+----+  its corner at (`leftPx`, `topPx`)
 *                                       |    |    |
 *                                       +----+----+
 * ```
 */
export interface TileWindow {
  readonly data: TileAddress;
  readonly tilePx: number;
  readonly leftPx: number;
  readonly topPx: number;
}

export function tileWindow({ z, x, y }: TileAddress, finestZoom: number, picturePx: number): TileWindow {
  const beyond = Math.max(0, z - finestZoom);
  const parts = 2 ** beyond;
  const data = { z: z - beyond, x: Math.floor(x / parts), y: Math.floor(y / parts) };
  return {
    data,
    tilePx: picturePx * parts,
    leftPx: (x - data.x * parts) * picturePx,
    topPx: (y - data.y * parts) * picturePx,
  };
}
