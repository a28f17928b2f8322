import { coarserContents, coarserOf } from '@undercroft/core/tiling/coarser-contents';
import { networkSchema, TILER_VERSION } from '@undercroft/core/tiling/network-tile';
import { cellRange } from '@undercroft/core/tiling/quadtree';
import type { TileDetail } from '@undercroft/core/tiling/tile-detail';
import { fallbackLevelM, type Tile, tileCentre } from '@undercroft/core/tiling/tileset-json';
import { MOST_TRUNKS } from '@undercroft/core/tiling/trunk-rank';
import type { SentRows } from '@undercroft/store/sent-rows';
import type { PastNetwork, Store } from '@undercroft/store/store';
import { RowsAbove } from './rows-above.ts';
import type { JobRows, TileEncoder } from './tile-encoder.ts';
import type { Tileset } from './tileset.ts';

/** From `z/x/y.glb` to the schema beside `tileset.json`; a state of the past has none of its own. */
const SCHEMA_FROM_TILE = '../../schema.json';
const SCHEMA_FROM_PAST_TILE = '../../../../schema.json';

/** The underground network as solids. `mostTrunks`: conduits in a content of trunks. */
export function networkTileset(store: Store, encoder: TileEncoder, mostTrunks: number = MOST_TRUNKS): Tileset {
  const today = (scene: string): NetworkRead => ({
    cells: (zoom) => store.tiles.cells(scene, zoom),
    sent: store.tiles.sent(scene),
  });
  return {
    ...tilesetOf(today, SCHEMA_FROM_TILE, encoder, mostTrunks, new RowsAbove()),
    cells: (scene, zoom, only) => store.tiles.cells(scene.id, zoom, only),
    changedCells: (scene) => store.edits.changedCells(scene.id),
    settings: ({ heightDatum }) => `geoid ${heightDatum.geoidOffsetM} trunks ${mostTrunks}`,
    async trunkThreshold(scene, tile) {
      if (tile.count < mostTrunks) return null;
      const { from, to } = cellRange(tile.address);
      return await store.tiles.trunkThreshold(scene.id, from, to, mostTrunks);
    },
  };
}

/** The same of a network of the past; `above` may be that of others too. */
export function pastNetworkTileset(network: PastNetwork, encoder: TileEncoder, above: RowsAbove): Tileset {
  return tilesetOf(() => network, SCHEMA_FROM_PAST_TILE, encoder, MOST_TRUNKS, above);
}

type NetworkRead = Pick<PastNetwork, 'cells' | 'sent'>;

/** The tile drawn as lines above a finest one; null without one. */
function linesAbove(tree: Tile, { address }: Tile): Tile | null {
  let tile: Tile | undefined = tree;
  while (tile !== undefined && coarserOf(tile)?.detail !== 'lines') {
    tile = tile.children.find(({ address: { z, x, y } }) => {
      const down = address.z - z;
      return down >= 0 && address.x >> down === x && address.y >> down === y;
    });
  }
  return tile ?? null;
}

function ofOneTile(sent: SentRows): JobRows {
  return { sent, isShared: false, cells: null };
}

function tilesetOf(
  networkOf: (scene: string) => NetworkRead,
  schemaUri: string,
  encoder: TileEncoder,
  mostTrunks: number,
  above: RowsAbove,
): Tileset {
  return {
    name: 'network',
    isAlwaysThere: true,
    version: TILER_VERSION,
    schema: networkSchema,
    cells: (scene, zoom) => networkOf(scene.id).cells(zoom),
    coarser: coarserContents,
    async content(scene, tile, tree, signal) {
      const { from, to } = cellRange(tile.address);
      const coarser = coarserOf(tile);
      const detail: TileDetail = coarser?.detail ?? 'full';
      const options = {
        centre: tileCentre(tile),
        geoidOffsetM: scene.heightDatum.geoidOffsetM,
        fallbackLevelM: fallbackLevelM(tile, tree),
        detail,
        errorM: coarser?.errorM,
        schemaUri,
      };
      const { sent } = networkOf(scene.id);
      const rowsOf = async (): Promise<JobRows> => {
        switch (detail) {
          case 'trunks':
            return ofOneTile(await sent.trunks(from, to, mostTrunks, signal));
          case 'mains':
            return ofOneTile(await sent.mains(from, to, signal));
          case 'lines':
            return await above.keep(tile, () => sent.rows(from, to, signal));
          case 'full': {
            const lines = linesAbove(tree, tile);
            const sliced = lines === null ? null : await above.sliceOf(lines, tile);
            return sliced ?? ofOneTile(await sent.rows(from, to, signal));
          }
        }
      };
      const read = async () => ({ rows: await rowsOf(), options });
      return await encoder.network(read, signal);
    },
  };
}
