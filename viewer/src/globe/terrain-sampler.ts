import { QUANTIZED_MAX, type QuantizedMesh } from '@undercroft/core/terrain/quantized-mesh';
import { type TerrainAddress, tileSizeDeg } from '@undercroft/core/terrain/terrain-tiling';
import type { GroundSurface } from '../geometry/ground-surface.ts';
import { type TerrainMeshIndex, terrainMeshIndex } from './terrain-mesh-index.ts';

/** The drawn ground, from the very tiles it is drawn with. */
export interface TerrainSampler extends GroundSurface {
  /** Takes in a tile that came to be drawn. */
  add(address: TerrainAddress, mesh: QuantizedMesh): void;
}

/** Tiles kept; the longest unasked go first. A tile weighs about 150 kB. */
const MOST_TILES = 320;

interface HeldTile {
  readonly mesh: QuantizedMesh;
  /** Made when the tile is first asked. */
  index: TerrainMeshIndex | null;
  lastAsked: number;
}

/**
 * Levels of the finest tile that has come for a place; of the coarse ground where none has. The engine's own answer is
 * not asked: it knows only what is on screen, and not below a see-through ground.
 */
export function terrainSampler(coarse: GroundSurface, geoidOffsetM: number): TerrainSampler {
  /** By level, then by x and y in one number. */
  const levels = new Map<number, Map<number, HeldTile>>();
  let finest = -1;
  let coarsest = Number.POSITIVE_INFINITY;
  let count = 0;
  let clock = 0;

  const heightIn = (tile: HeldTile, u: number, v: number): number => {
    tile.index ??= terrainMeshIndex(tile.mesh);
    tile.lastAsked = ++clock;
    return tile.index.heightAt(u, v);
  };
  const dropOldest = (): void => {
    const all = [...levels.values()].flatMap((tiles) => [...tiles].map(([key, tile]) => ({ tiles, key, tile })));
    all.sort((a, b) => a.tile.lastAsked - b.tile.lastAsked);
    for (const { tiles, key } of all.slice(0, MOST_TILES / 4)) {
      tiles.delete(key);
      count--;
    }
  };

  return {
    bbox: coarse.bbox,
    minLevelM: coarse.minLevelM,
    maxLevelM: coarse.maxLevelM,
    levelAt(lon, lat) {
      for (let level = finest; level >= coarsest; level--) {
        const tiles = levels.get(level);
        if (tiles === undefined) continue;
        const size = tileSizeDeg(level);
        const column = (lon + 180) / size;
        const row = (lat + 90) / size;
        const x = Math.floor(column);
        const y = Math.floor(row);
        const tile = tiles.get(keyOf(x, y));
        if (tile === undefined) continue;
        const height = heightIn(tile, (column - x) * QUANTIZED_MAX, (row - y) * QUANTIZED_MAX);
        if (!Number.isNaN(height)) return height - geoidOffsetM;
      }
      return coarse.levelAt(lon, lat);
    },
    add({ level, x, y }, mesh) {
      const tiles = levels.get(level) ?? new Map<number, HeldTile>();
      levels.set(level, tiles);
      const key = keyOf(x, y);
      if (!tiles.has(key)) count++;
      tiles.set(key, { mesh, index: null, lastAsked: ++clock });
      finest = Math.max(finest, level);
      coarsest = Math.min(coarsest, level);
      if (count > MOST_TILES) dropOldest();
    },
  };
}

/** Columns and rows of level 22 have at most 23 bits. */
function keyOf(x: number, y: number): number {
  return x * 2 ** 23 + y;
}
