import type { ConformedGround, ConformInput } from './conform.ts';
import { gridsForTile, groundSampler } from './ground-surface.ts';
import { groupBy } from './group-by.ts';
import { sampleGrid } from './height-grid.ts';
import { type HeightSource, pyramidRectangle } from './height-source.ts';
import { COVER_LEVEL, finestTerrainLevel } from './layer-json.ts';
import { QUANTIZED_MAX, type QuantizedMesh } from './quantized-mesh.ts';
import { median } from './residual-trend.ts';
import { EDGE_NEARNESS_STEPS, terrainMesh } from './terrain-mesh.ts';
import { assertTerrainAddress, type TerrainAddress, tileAt, tileRectangle, tileSizeDeg } from './terrain-tiling.ts';

/** What a scene's terrain is made of. */
export interface TerrainScene {
  /** The elevation model; null where there is none and the ground is drawn from covers alone. */
  readonly source: HeightSource | null;
  readonly conformed: ConformedGround | null;
  /** Level drawn where nothing is known (`fillLevel`), metres. */
  readonly fillLevelM: number;
  /** Ellipsoidal height less level, metres. */
  readonly geoidOffsetM: number;
}

/** Covers are vertices of the tiles from here on; in coarser ones they would be nearer to each other than its samples. */
const FIRST_COVER_LEVEL = COVER_LEVEL - 1;

/** Makes one tile: reads the blocks it needs, samples the drawn ground, triangulates. Same scene, same tile. */
export async function terrainTile(scene: TerrainScene, address: TerrainAddress): Promise<QuantizedMesh> {
  assertTerrainAddress(address);
  const { source, conformed, fillLevelM, geoidOffsetM } = scene;
  const grids = source === null ? [] : await gridsForTile(source, address);
  const rectangle = source === null ? null : pyramidRectangle(source.pyramid);
  const covers = conformed === null || address.level < FIRST_COVER_LEVEL ? [] : coversNear(conformed.covers, address);
  const levelAt = groundSampler({ grids, rectangle, fillLevelM, conformed });
  return terrainMesh(address, levelAt, geoidOffsetM, { covers: Float64Array.from(covers) });
}

/**
 * The level to draw where nothing is known: the median of the covers, else the mean of the elevation model's coarsest
 * samples. Null where there is neither: such a scene has no terrain to offer.
 */
export async function fillLevel(source: HeightSource | null, covers: Float64Array): Promise<number | null> {
  const levels = covers.filter((level, i) => i % 3 === 2 && Number.isFinite(level));
  const middle = median(levels);
  if (!Number.isNaN(middle)) return middle;
  const coarsest = source === null ? null : await source.block(source.pyramid.levels - 1, 0, 0);
  const known = (coarsest ?? new Float32Array(0)).filter((level) => !Number.isNaN(level));
  return known.length === 0 ? null : known.reduce((sum, level) => sum + level, 0) / known.length;
}

/**
 * What `conformGround` asks for: at each cover the level of the elevation model, and that drawn where it knows none.
 * Reads the blocks under the covers, one tile's at a time.
 */
export async function groundUnderCovers(
  source: HeightSource | null,
  covers: Float64Array,
  fillLevelM: number,
): Promise<ConformInput> {
  const count = covers.length / 3;
  const demLevelsM = new Float64Array(count).fill(Number.NaN);
  const drawnLevelsM = new Float64Array(count).fill(fillLevelM);
  if (source === null) return { covers, demLevelsM, drawnLevelsM };
  const place = (i: number) => [covers[i * 3] ?? Number.NaN, covers[i * 3 + 1] ?? Number.NaN] as const;
  const placed = [...drawnLevelsM.keys()].filter((i) => place(i).every(Number.isFinite));
  const level = Math.max(COVER_LEVEL, finestTerrainLevel(source.pyramid.cellLatDeg, true));
  const groups = groupBy(placed, (i) => {
    const { x, y } = tileAt(level, ...place(i));
    return y * 2 ** (level + 1) + x;
  });
  const rectangle = pyramidRectangle(source.pyramid);
  for (const group of groups.values()) {
    const [first] = group;
    if (first === undefined) continue;
    const grids = await gridsForTile(source, tileAt(level, ...place(first)));
    const drawnAt = groundSampler({ grids, rectangle, fillLevelM, conformed: null });
    const [finest] = grids;
    for (const i of group) {
      const [lon, lat] = place(i);
      drawnLevelsM[i] = drawnAt(lon, lat);
      if (finest !== undefined) demLevelsM[i] = sampleGrid(finest, lon, lat);
    }
  }
  return { covers, demLevelsM, drawnLevelsM };
}

function coversNear(covers: Float64Array, address: TerrainAddress): readonly number[] {
  const [west, south, east, north] = tileRectangle(address);
  const margin = (2 * EDGE_NEARNESS_STEPS * tileSizeDeg(address.level)) / QUANTIZED_MAX;
  const near: number[] = [];
  for (let i = 0; i < covers.length; i += 3) {
    const lon = covers[i] ?? 0;
    const lat = covers[i + 1] ?? 0;
    if (lon < west - margin || lon > east + margin || lat < south - margin || lat > north + margin) continue;
    near.push(lon, lat, covers[i + 2] ?? 0);
  }
  return near;
}
