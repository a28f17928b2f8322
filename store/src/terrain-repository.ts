import type { HeightSource } from '@undercroft/core/terrain/height-source';
import { HEADS, layerHeads, liveAt, onlyLayer } from './layer-heads.ts';
import { ReadCache } from './read-cache.ts';
import { blockKey, levelsOf, type PyramidRow, pyramidOf } from './rows/terrain-row.ts';
import type { Sql } from './sql.ts';
import type { TerrainRepository } from './store.ts';

/** Blocks kept in memory, a quarter of a megabyte each. */
const BLOCKS_KEPT = 128;

const PYRAMID = `select f.layer_id, f.west, f.north, f.cell_lon_deg, f.cell_lat_deg, f.column_count, f.row_count,
    f.level_count from ${HEADS} join terrain_pyramid f on ${liveAt('f')} order by l.head desc limit 1`;

const BLOCK = `select f.levels from ${HEADS} join terrain_block f on ${liveAt('f')} and f.source_id = $3`;

/** Elevation models of a database; `TerrainRepository` says what each method does. */
export function terrainRepository(sql: Sql): TerrainRepository {
  const cache = new ReadCache<Float32Array | null>(BLOCKS_KEPT);
  return {
    async elevation(scene) {
      const heads = await layerHeads(sql, scene);
      const [row] = await sql.query<PyramidRow & { layer_id: number }>(PYRAMID, heads.parameters);
      const layer = heads.layers.find(({ id }) => id === row?.layer_id);
      if (row === undefined || layer === undefined) return null;
      const ofLayer = onlyLayer(heads, layer.name);
      const block: HeightSource['block'] = (level, column, blockRow) => {
        const key = blockKey({ level, column, row: blockRow });
        return cache.get(`${layer.id}/${layer.head}/${key}`, async () => {
          const [found] = await sql.query<{ levels: Uint8Array }>(BLOCK, [...ofLayer.parameters, key]);
          return found === undefined ? null : levelsOf(found.levels);
        });
      };
      return { layer: layer.name, source: { pyramid: pyramidOf(row), block } };
    },
  };
}
