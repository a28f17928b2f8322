import { FURNITURE_TILER_VERSION, furnitureTile } from '@undercroft/core/furniture/furniture-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import { fallbackLevelM, tileCentre } from '@undercroft/core/tiling/tileset-json';
import type { BuildingCell, Store } from '@undercroft/store/store';
import { cellsOnGround } from './cells-on-ground.ts';
import type { LevelRange } from './ground-range.ts';
import type { GroundService } from './ground-service.ts';
import type { Tileset } from './tileset.ts';

/** Trees and lamps on the drawn ground. */
export function furnitureTileset(store: Store, grounds: GroundService): Tileset {
  return {
    name: 'furniture',
    isAlwaysThere: false,
    version: FURNITURE_TILER_VERSION,

    cells: async (scene, zoom) =>
      cellsOnGround(scene, grounds, await store.map.furnitureCells(scene.id, zoom), summary),

    async content(scene, tile, tree) {
      const { from, to } = cellRange(tile.address);
      const rows = await store.map.furniture(scene.id, from, to);
      const ground = await grounds.of(scene);
      const levelAt = ground === null ? null : await ground.samplerIn(tile.bbox);
      return furnitureTile(rows, {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        groundLevelM: ({ furniture: { position } }) => {
          const level = levelAt?.(position[0], position[1]) ?? Number.NaN;
          return Number.isFinite(level) ? level : null;
        },
        fallbackLevelM: fallbackLevelM(tile, tree),
      });
    },
  };
}

/** A point has no width of its own: crowns reach half their size beyond it, and as high as the tallest. */
function summary({ cell, count, bbox, tallestM }: BuildingCell, ground: LevelRange | null): CellSummary {
  return ground === null
    ? { cell, count, bbox, minLevelM: null, maxLevelM: null, maxSizeM: tallestM }
    : { cell, count, bbox, minLevelM: ground.lowM, maxLevelM: ground.highM + tallestM, maxSizeM: tallestM / 2 };
}
