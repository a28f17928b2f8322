import { QUANTIZED_MAX } from './quantized-mesh.ts';
import { TerrainError } from './terrain-error.ts';

/**
 * The tiling of `layer.json` with projection `EPSG:4326` and scheme `tms`: two tiles at level 0, each 180 degrees wide;
 * x runs east from -180 degrees, y runs NORTH from -90.
 */
export interface TerrainAddress {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** West, south, east, north in degrees. */
export type LonLatRectangle = readonly [west: number, south: number, east: number, north: number];

export const FINEST_TERRAIN_LEVEL = 22;

/** Cells along a side of a tile's sample grid; one more sample than cells. */
export const TILE_CELLS = 64;

/**
 * Greatest error Cesium assumes of a tile of level 0, metres (`TerrainProvider.getEstimatedLevelZeroGeometricErrorFor
 * AHeightmap` with a width of 65 and two tiles); it halves with each level. Tiles are drawn where it is below 2 pixels.
 */
export const LEVEL_ZERO_GEOMETRIC_ERROR_M = (6378137 * 2 * Math.PI * 0.25) / (65 * 2);

/** Share of Cesium's assumption that our meshes may use up: a quarter of a pixel. */
const ERROR_SHARE = 1 / 8;
/** No mesh is finer than this: below it samples are noise. */
const LEAST_ERROR_M = 0.03;

/**
 * Greatest vertical distance in metres, at the samples of the tile's grid, between the mesh of a level and the surface
 * it was made from: 9633 m at level 0, 2.35 m at level 12, 0.147 m at 16, 0.03 m from 19 on.
 */
export function meshErrorM(level: number): number {
  return Math.max(LEAST_ERROR_M, (LEVEL_ZERO_GEOMETRIC_ERROR_M * ERROR_SHARE) / 2 ** level);
}

/** Side of a tile in degrees. */
export function tileSizeDeg(level: number): number {
  return 180 / 2 ** level;
}

export function tileRectangle({ level, x, y }: TerrainAddress): LonLatRectangle {
  return [
    longitudeAt(level, x * QUANTIZED_MAX),
    latitudeAt(level, y * QUANTIZED_MAX),
    longitudeAt(level, (x + 1) * QUANTIZED_MAX),
    latitudeAt(level, (y + 1) * QUANTIZED_MAX),
  ];
}

/**
 * Longitude of a whole number of quantum steps from -180 degrees. Neighbours count the same steps to their common edge,
 * so they compute the same double.
 */
export function longitudeAt(level: number, steps: number): number {
  return -180 + steps * (tileSizeDeg(level) / QUANTIZED_MAX);
}

/** Latitude of a whole number of quantum steps from -90 degrees. */
export function latitudeAt(level: number, steps: number): number {
  return -90 + steps * (tileSizeDeg(level) / QUANTIZED_MAX);
}

/** The tile of a level in which a place lies; the outermost tiles own the world's last edges. */
export function tileAt(level: number, lon: number, lat: number): TerrainAddress {
  const size = tileSizeDeg(level);
  const x = Math.floor((lon + 180) / size);
  const y = Math.floor((lat + 90) / size);
  return { level, x: clamp(x, 2 ** (level + 1) - 1), y: clamp(y, 2 ** level - 1) };
}

/** Throws `TerrainError` for an address outside the tiling. */
export function assertTerrainAddress({ level, x, y }: TerrainAddress): void {
  const fits = (value: number, end: number) => Number.isInteger(value) && value >= 0 && value < end;
  if (fits(level, FINEST_TERRAIN_LEVEL + 1) && fits(x, 2 ** (level + 1)) && fits(y, 2 ** level)) return;
  throw new TerrainError(
    'bad-tile',
    `There is no terrain tile ${level}/${x}/${y}: levels are 0 to 22, 2 x 1 at level 0.`,
  );
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}
