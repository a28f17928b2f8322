import {
  type LonLatRectangle,
  type TerrainAddress,
  tileAt,
  tileSizeDeg,
} from '@undercroft/core/terrain/terrain-tiling';

/**
 * The tiles of one level of the global terrain tiling that cover a scene and its surroundings: the coarsest that are
 * drawn. Over the whole globe the engine would walk down a dozen levels before it came to the scene, and draw until then
 * a ground whose flat facets cut metres deep through the pipes.
 */
export interface TerrainArea {
  /** Level of these tiles in the global tiling. */
  readonly level: number;
  /** Westernmost column and southernmost row there (rows count northwards). */
  readonly x: number;
  readonly y: number;
  readonly columns: number;
  readonly rows: number;
  readonly rectangle: LonLatRectangle;
}

/** A tile as the engine counts within the area: level 0 are the area's own tiles, y southwards. */
export interface AreaTile {
  readonly level: number;
  readonly x: number;
  readonly y: number;
}

/** The ground reaches this many times the scene's extent to every side; by there it has faded to haze. */
const REACH = 4;

/** Smallest extent that is reckoned with, degrees (about 550 m). */
const LEAST_SIDE_DEG = 0.005;

const METRES_A_DEGREE = 111_132;

/** Most tiles a side: more are more to begin with, fewer are coarser. */
const MOST_TILES_A_SIDE = 7;
const FINEST_AREA_LEVEL = 15;

/**
 * The surroundings of a bounding box (west, south, east, north in degrees), in the finest tiles that are few enough;
 * `reachM` is how far from its middle they reach at least.
 */
export function terrainArea(bbox: LonLatRectangle, reachM = 0): TerrainArea {
  const [west, south, east, north] = surroundings(bbox, reachM / METRES_A_DEGREE);
  for (let level = FINEST_AREA_LEVEL; ; level--) {
    const first = tileAt(level, west, south);
    const last = tileAt(level, east, north);
    const columns = last.x - first.x + 1;
    const rows = last.y - first.y + 1;
    if (level > 0 && (columns > MOST_TILES_A_SIDE || rows > MOST_TILES_A_SIDE)) continue;
    const size = tileSizeDeg(level);
    const rectangle = [
      first.x * size - 180,
      first.y * size - 90,
      (last.x + 1) * size - 180,
      (last.y + 1) * size - 90,
    ] as const;
    return { level, x: first.x, y: first.y, columns, rows, rectangle };
  }
}

/** The address in the global tiling of a tile of the area. */
export function globalTile(area: TerrainArea, { level, x, y }: AreaTile): TerrainAddress {
  const split = 2 ** level;
  return { level: area.level + level, x: area.x * split + x, y: (area.y + area.rows) * split - 1 - y };
}

function surroundings([west, south, east, north]: LonLatRectangle, leastReachDeg: number): LonLatRectangle {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.max((east - west) * shrink, north - south, LEAST_SIDE_DEG);
  const reachLat = Math.max(side * (REACH + 0.5), leastReachDeg);
  const reachLon = reachLat / shrink;
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  return [
    Math.max(lon - reachLon, -180),
    Math.max(lat - reachLat, -89.9),
    Math.min(lon + reachLon, 179.9),
    Math.min(lat + reachLat, 89.9),
  ];
}
