import { coarserContents, detailOf } from '@undercroft/core/tiling/coarser-contents';
import { networkSchema, TILER_VERSION } from '@undercroft/core/tiling/network-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import { fallbackLevelM, tileCentre } from '@undercroft/core/tiling/tileset-json';
import type { PastNetwork, Store } from '@undercroft/store/store';
import type { TileEncoder } from './tile-encoder.ts';
import type { Tileset } from './tileset.ts';

/** From `z/x/y.glb` to the schema beside `tileset.json`; a state of the past has none of its own. */
const SCHEMA_FROM_TILE = '../../schema.json';
const SCHEMA_FROM_PAST_TILE = '../../../../schema.json';

/** The underground network as solids. */
export function networkTileset(store: Store, encoder: TileEncoder): Tileset {
  const today = (scene: string): NetworkRead => ({
    cells: (zoom) => store.tiles.cells(scene, zoom),
    rows: (from, to, signal) => store.tiles.rows(scene, from, to, signal),
  });
  return {
    ...tilesetOf(today, SCHEMA_FROM_TILE, encoder),
    cells: (scene, zoom, only) => store.tiles.cells(scene.id, zoom, only),
    changedCells: (scene) => store.edits.changedCells(scene.id),
  };
}

/** The same of a network of the past. */
export function pastNetworkTileset(network: PastNetwork, encoder: TileEncoder): Tileset {
  return tilesetOf(() => network, SCHEMA_FROM_PAST_TILE, encoder);
}

/** Rows of today are given up when nobody waits for them; those of the past are read to the end. */
interface NetworkRead extends Pick<PastNetwork, 'cells'> {
  rows(fromCell: number, toCell: number, signal?: AbortSignal): ReturnType<PastNetwork['rows']>;
}

function tilesetOf(networkOf: (scene: string) => NetworkRead, schemaUri: string, encoder: TileEncoder): Tileset {
  return {
    name: 'network',
    isAlwaysThere: true,
    version: TILER_VERSION,
    schema: networkSchema,
    cells: (scene, zoom) => networkOf(scene.id).cells(zoom),
    coarser: coarserContents,
    async content(scene, tile, tree, signal) {
      const { from, to } = cellRange(tile.address);
      const options = {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        fallbackLevelM: fallbackLevelM(tile, tree),
        detail: detailOf(tile),
        schemaUri,
      };
      const read = async () => ({ rows: await networkOf(scene.id).rows(from, to, signal), options });
      return await encoder.network(read, signal);
    },
  };
}
