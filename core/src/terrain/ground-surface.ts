import type { ConformedGround } from './conform.ts';
import { type HeightGrid, sampleGrid } from './height-grid.ts';
import { type HeightSource, heightWindow, levelForSpacing, pyramidRectangle } from './height-source.ts';
import { gridLine } from './mesh-draft.ts';
import { QUANTIZED_MAX } from './quantized-mesh.ts';
import type { LevelSampler } from './terrain-mesh.ts';
import {
  type LonLatRectangle,
  latitudeAt,
  longitudeAt,
  type TerrainAddress,
  TILE_CELLS,
  tileSizeDeg,
} from './terrain-tiling.ts';

export interface GroundSurface {
  /** Windows of the elevation model, the preferred first; a coarser one stands in where a finer knows nothing. */
  readonly grids: readonly HeightGrid[];
  /** What the elevation model covers; beyond it the surface fades from its edge to `fillLevelM`. */
  readonly rectangle: LonLatRectangle | null;
  /** Level drawn where nothing at all is known, metres: that of the scene's covers or of the model, never a made-up 0. */
  readonly fillLevelM: number;
  readonly conformed: ConformedGround | null;
}

/** Distance over which the ground fades to the fill level outside the elevation model, degrees (about 5 km). */
const FADE_DEG = 0.05;

/** The drawn ground as a function of the place: elevation model, filled where unknown, plus the residual field. */
export function groundSampler({ grids, rectangle, fillLevelM, conformed }: GroundSurface): LevelSampler {
  const base: LevelSampler = (lon, lat) => {
    if (rectangle === null) return fillLevelM;
    const [west, south, east, north] = rectangle;
    const x = Math.max(west, Math.min(east, lon));
    const y = Math.max(south, Math.min(north, lat));
    const share = Math.hypot(lon - x, lat - y) / FADE_DEG;
    if (share >= 1) return fillLevelM;
    const level = firstKnown(grids, x, y, fillLevelM);
    return share === 0 ? level : level + (fillLevelM - level) * share * share * (3 - 2 * share);
  };
  if (conformed === null) return base;
  return (lon, lat) => base(lon, lat) + conformed.residualAt(lon, lat);
}

/**
 * The windows of an elevation model that a tile needs: of the level as fine as the tile's samples, and while that has gaps
 * of the coarser ones to fill them from. The same choice for all tiles of a level, so that neighbours see the same surface.
 */
export async function gridsForTile(source: HeightSource, address: TerrainAddress): Promise<readonly HeightGrid[]> {
  const { pyramid } = source;
  const [west, south, east, north] = pyramidRectangle(pyramid);
  const reach = gridLine(1);
  const { level, x, y } = address;
  const at = (low: number, high: number, value: number) => Math.max(low, Math.min(high, value));
  // One sample more on each side, for the normals; then only what lies within the model, or its nearest edge.
  const area = [
    at(west, east, longitudeAt(level, x * QUANTIZED_MAX - 2 * reach)),
    at(south, north, latitudeAt(level, y * QUANTIZED_MAX - 2 * reach)),
    at(west, east, longitudeAt(level, (x + 1) * QUANTIZED_MAX + 2 * reach)),
    at(south, north, latitudeAt(level, (y + 1) * QUANTIZED_MAX + 2 * reach)),
  ] as const;
  const grids: HeightGrid[] = [];
  const finest = levelForSpacing(pyramid, tileSizeDeg(level) / TILE_CELLS);
  for (let each = finest; each < pyramid.levels; each++) {
    const grid = await heightWindow(source, each, area);
    grids.push(grid);
    if (!grid.levelsM.some(Number.isNaN)) break;
  }
  return grids;
}

/** Share of a tile's samples, 0 to 1, at which the elevation model itself knows a level. */
export function knownShare(grids: readonly HeightGrid[], address: TerrainAddress): number {
  const grid = grids[0];
  if (grid === undefined) return 0;
  let known = 0;
  for (let row = 0; row <= TILE_CELLS; row++) {
    const lat = latitudeAt(address.level, address.y * QUANTIZED_MAX + gridLine(row));
    for (let column = 0; column <= TILE_CELLS; column++) {
      const lon = longitudeAt(address.level, address.x * QUANTIZED_MAX + gridLine(column));
      if (!Number.isNaN(sampleGrid(grid, lon, lat))) known++;
    }
  }
  return known / (TILE_CELLS + 1) ** 2;
}

function firstKnown(grids: readonly HeightGrid[], lon: number, lat: number, fillLevelM: number): number {
  for (const grid of grids) {
    const level = sampleGrid(grid, lon, lat);
    if (!Number.isNaN(level)) return level;
  }
  return fillLevelM;
}
