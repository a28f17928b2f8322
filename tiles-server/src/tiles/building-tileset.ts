import type { TileBuilding } from '@undercroft/core/building/building-columns';
import { BUILDING_TILER_VERSION, buildingTile } from '@undercroft/core/building/building-tile';
import { boundsOf } from '@undercroft/core/geometry/polygon';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { fallbackLevelM, tileCentre } from '@undercroft/core/tiling/tileset-json';
import type { BuildingCell, Store } from '@undercroft/store/store';
import { cellsOnGround } from './cells-on-ground.ts';
import type { LevelRange } from './ground-range.ts';
import type { DrawnGround, GroundService } from './ground-service.ts';
import type { Tileset } from './tileset.ts';

/**
 * Buildings as solids on the drawn ground: each stands at the lowest level of it along its outline; one with surveyed
 * surfaces stands at its own levels.
 */
export function buildingTileset(store: Store, grounds: GroundService): Tileset {
  return {
    name: 'buildings',
    isAlwaysThere: false,
    version: BUILDING_TILER_VERSION,

    cells: async (scene, zoom) => cellsOnGround(scene, grounds, await store.map.buildingCells(scene.id, zoom), summary),

    async content(scene, tile, tree) {
      const { from, to } = cellRange(tile.address);
      const rows = await store.map.buildings(scene.id, from, to);
      const ground = await grounds.of(scene);
      const levels = new Map<string, number | null>();
      for (const row of rows) levels.set(row.featureId, ground === null ? null : await lowestUnder(row, ground));
      return buildingTile(rows, {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        groundLevelM: ({ featureId }) => levels.get(featureId) ?? null,
        fallbackLevelM: fallbackLevelM(tile, tree),
      });
    },
  };
}

/** Where the ground is not known a building is drawn about the middle of the tileset, as tall as it is either way. */
function summary(cell: BuildingCell, ground: LevelRange | null): CellSummary {
  const { surveyedLowM, surveyedHighM, tallestM } = cell;
  const plain = { cell: cell.cell, count: cell.count, bbox: cell.bbox };
  if (ground === null) return { ...plain, minLevelM: surveyedLowM, maxLevelM: surveyedHighM, maxSizeM: tallestM };
  const minLevelM = Math.min(ground.lowM, surveyedLowM ?? ground.lowM);
  const maxLevelM = Math.max(ground.highM + tallestM, surveyedHighM ?? ground.highM);
  return { ...plain, minLevelM, maxLevelM, maxSizeM: 0 };
}

/** At the corners of the outline and half-way between them; null for a building without an outline. */
async function lowestUnder({ building }: TileBuilding, ground: DrawnGround): Promise<number | null> {
  const ring = building.rings[0] ?? new Float64Array(0);
  if (ring.length === 0) return null;
  const levelAt = await ground.samplerIn(boundsOf(ring));
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 1 < ring.length; i += 2) {
    const [lon = 0, lat = 0, nextLon = lon, nextLat = lat] = ring.subarray(i, i + 4);
    lowest = Math.min(lowest, levelAt(lon, lat), levelAt((lon + nextLon) / 2, (lat + nextLat) / 2));
  }
  return Number.isFinite(lowest) ? lowest : null;
}
