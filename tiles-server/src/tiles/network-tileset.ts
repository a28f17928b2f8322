import { coarserContents, detailOf } from '@undercroft/core/tiling/coarser-contents';
import { networkTile, TILER_VERSION } from '@undercroft/core/tiling/network-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { fallbackLevelM, tileCentre } from '@undercroft/core/tiling/tileset-json';
import type { Store } from '@undercroft/store/store';
import type { Tileset } from './tileset.ts';

/** The underground network as solids. */
export function networkTileset(store: Store): Tileset {
  return {
    name: 'network',
    isAlwaysThere: true,
    version: TILER_VERSION,
    cells: (scene, zoom) => store.tiles.cells(scene.id, zoom),
    coarser: coarserContents,
    async content(scene, tile, tree) {
      const { from, to } = cellRange(tile.address);
      return networkTile(await store.tiles.rows(scene.id, from, to), {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        fallbackLevelM: fallbackLevelM(tile, tree),
        detail: detailOf(tile),
      });
    },
  };
}
