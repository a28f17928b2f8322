import { HEADS, layerHeads, liveAt, onlyLayer } from './layer-heads.ts';
import { extentOf, type ImageryExtentRow, imageryTileKey } from './rows/imagery-row.ts';
import type { Sql } from './sql.ts';
import type { ImageryRepository } from './store.ts';

const EXTENTS = `select f.layer_id, f.west, f.south, f.east, f.north, f.min_zoom, f.max_zoom
    from ${HEADS} join imagery_extent f on ${liveAt('f')} order by f.layer_id`;

const TILE = `select f.png from ${HEADS} join imagery_tile f on ${liveAt('f')} and f.source_id = $3`;

/** Draped pictures of a database; `ImageryRepository` says what each method does. */
export function imageryRepository(sql: Sql): ImageryRepository {
  return {
    async layers(scene) {
      const heads = await layerHeads(sql, scene);
      const rows = await sql.query<ImageryExtentRow & { layer_id: number }>(EXTENTS, heads.parameters);
      return rows.flatMap((row) => {
        const layer = heads.layers.find(({ id }) => id === row.layer_id);
        return layer === undefined ? [] : [{ layer: layer.name, extent: extentOf(row) }];
      });
    },
    async tile(scene, layer, address) {
      const heads = await layerHeads(sql, scene);
      if (!heads.layers.some(({ name }) => name === layer)) return null;
      const key = imageryTileKey(address);
      const [row] = await sql.query<{ png: Uint8Array }>(TILE, [...onlyLayer(heads, layer).parameters, key]);
      return row?.png ?? null;
    },
  };
}
