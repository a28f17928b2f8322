import { Math as CesiumMath, CustomHeightmapTerrainProvider, GeographicTilingScheme, Rectangle } from '@cesium/engine';
import type { GroundSurface } from '../geometry/ground-surface.ts';

/** Samples a side of a terrain tile. */
const SIDE = 33;

/** The terrain reaches this many times the ground's own extent to every side; by there it has faded to haze. */
const REACH = 4;

/** Coarsest tiles a side: fine enough that a straight edge between two samples stays within millimetres of the ground. */
const TILES_A_SIDE = 6;

/** Side of a tile over the error that is claimed for it where a map lies on it: as for the terrain that is served. */
const TILE_OVER_ERROR = 260;
const EARTH_RADIUS_M = 6378137;

/** Geometric error that is claimed for each level, metres: the ground is smooth, three levels tell all of it. */
const LEVEL_ERRORS_M = [3, 0.8, 0] as const;
const FINEST_LEVEL = LEVEL_ERRORS_M.length - 1;

/**
 * The coarse ground as terrain: heights above the ellipsoid, outside the grid at the level of its edge.
 *
 * Its tiles cover the surroundings of the scene alone. Over the whole globe the engine would walk down a dozen levels
 * before it came to the scene, and draw until then a ground whose flat facets cut metres deep through the pipes.
 */
export function groundTerrain(
  ground: GroundSurface,
  geoidOffsetM: number,
  carriesMap: boolean,
): CustomHeightmapTerrainProvider {
  const tilingScheme = new GeographicTilingScheme({
    rectangle: surroundings(ground),
    numberOfLevelZeroTilesX: TILES_A_SIDE,
    numberOfLevelZeroTilesY: TILES_A_SIDE,
  });
  const provider = new CustomHeightmapTerrainProvider({
    width: SIDE,
    height: SIDE,
    tilingScheme,
    callback(x, y, level) {
      const { west, south, east, north } = tilingScheme.tileXYToRectangle(x, y, level);
      const heights = new Float32Array(SIDE * SIDE);
      for (let row = 0; row < SIDE; row++) {
        const lat = CesiumMath.toDegrees(north + ((south - north) * row) / (SIDE - 1));
        for (let column = 0; column < SIDE; column++) {
          const lon = CesiumMath.toDegrees(west + ((east - west) * column) / (SIDE - 1));
          heights[row * SIDE + column] = ground.levelAt(lon, lat) + geoidOffsetM;
        }
      }
      return heights;
    },
  });
  // Under a map tiles go on splitting, each time to half the error: the engine finds the sharpness of the map by it.
  const { south, north } = tilingScheme.tileXYToRectangle(0, 0, 0);
  const mapErrorM = ((north - south) * EARTH_RADIUS_M) / TILE_OVER_ERROR;
  provider.getLevelMaximumGeometricError = (level) =>
    carriesMap ? mapErrorM / 2 ** level : (LEVEL_ERRORS_M[level] ?? 0);
  provider.getTileDataAvailable = (_x, _y, level) => level <= FINEST_LEVEL;
  return provider;
}

function surroundings({ bbox: [west, south, east, north] }: GroundSurface): Rectangle {
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180);
  const side = Math.max((east - west) * shrink, north - south, 0.005);
  const reachLat = side * (REACH + 0.5);
  const reachLon = reachLat / shrink;
  const lon = (west + east) / 2;
  const lat = (south + north) / 2;
  return Rectangle.fromDegrees(
    Math.max(lon - reachLon, -180),
    Math.max(lat - reachLat, -89),
    Math.min(lon + reachLon, 180),
    Math.min(lat + reachLat, 89),
  );
}
