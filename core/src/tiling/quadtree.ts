/**
 * The quadtree every tileset shares: web-Mercator tiles (z/x/y, y southwards) ordered along a Morton curve, so that
 * the rows of any tile are one range of an index.
 *
 * ```
 *   zoom 1, morton:   0 | 1        cell at zoom z covers cells  [m * 4^(24-z), (m + 1) * 4^(24-z))
 *                     --+--        of the finest zoom
 *                     2 | 3
 * ```
 */
export const CELL_ZOOM = 24;

const MAX_LATITUDE = 85.05112877980659;

export interface TileAddress {
  readonly z: number;
  readonly x: number;
  readonly y: number;
}

/** Morton index at `CELL_ZOOM` (48 bits, exact in a double) of a position in degrees. */
export function cellOf(lon: number, lat: number): number {
  const side = 2 ** CELL_ZOOM;
  const clamped = Math.max(-MAX_LATITUDE, Math.min(MAX_LATITUDE, lat));
  const sine = Math.sin((clamped * Math.PI) / 180);
  const x = Math.floor(((lon + 180) / 360) * side);
  const y = Math.floor((0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * side);
  return mortonOf(Math.max(0, Math.min(side - 1, x)), Math.max(0, Math.min(side - 1, y)));
}

/** Interleaves the bits of x (even places) and y (odd places), each below 2^24. */
export function mortonOf(x: number, y: number): number {
  // Two halves of 12 bits each: bit tricks stay within 32 bits, the product within 2^48.
  const low = spread12(x & 0xfff) + 2 * spread12(y & 0xfff);
  const high = spread12(x >>> 12) + 2 * spread12(y >>> 12);
  return high * 2 ** 24 + low;
}

/** The inverse of `mortonOf` for a cell of the given zoom. */
export function addressOf(morton: number, z: number): TileAddress {
  const low = morton % 2 ** 24;
  const high = Math.floor(morton / 2 ** 24);
  return {
    z,
    x: gather12(low) + gather12(high) * 4096,
    y: gather12(low >>> 1) + gather12(high >>> 1) * 4096,
  };
}

/** First and last-plus-one finest cell: `from <= cell && cell < to`. */
export interface CellRange {
  readonly from: number;
  readonly to: number;
}

/** The finest cells of a tile. */
export function cellRange(address: TileAddress): CellRange {
  const size = 4 ** (CELL_ZOOM - address.z);
  const from = mortonOf(address.x, address.y) * size;
  return { from, to: from + size };
}

function spread12(value: number): number {
  let v = value;
  v = (v | (v << 8)) & 0x00ff00ff;
  v = (v | (v << 4)) & 0x0f0f0f0f;
  v = (v | (v << 2)) & 0x33333333;
  return (v | (v << 1)) & 0x55555555;
}

function gather12(value: number): number {
  let v = value & 0x55555555;
  v = (v | (v >>> 1)) & 0x33333333;
  v = (v | (v >>> 2)) & 0x0f0f0f0f;
  v = (v | (v >>> 4)) & 0x00ff00ff;
  return (v | (v >>> 8)) & 0x0000ffff;
}
