import type { Store } from '@undercroft/store/store';
import { nationalRules, type SceneRules } from '../analysis/scene-rules.ts';
import { buildingTileset } from './building-tileset.ts';
import { EncodedCache } from './encoded-cache.ts';
import { furnitureTileset } from './furniture-tileset.ts';
import { GroundService } from './ground-service.ts';
import { networkTileset } from './network-tileset.ts';
import { Revisions } from './revisions.ts';
import { TerrainService } from './terrain-service.ts';
import type { TileDisk } from './tile-disk.ts';
import type { TileEncoder } from './tile-encoder.ts';
import { TileService } from './tile-service.ts';
import { uncertaintyTileset } from './uncertainty-tileset.ts';
import { VectorTileService } from './vector-tile-service.ts';

/** Everything that makes tiles of scenes: the one place for the server and for what is exported. */
export interface TileServices {
  readonly revisions: Revisions;
  /** Tiles in memory. */
  readonly cache: EncodedCache;
  readonly grounds: GroundService;
  /** 3D Tiles. */
  readonly tiles: TileService;
  readonly terrain: TerrainService;
  readonly vectorTiles: VectorTileService;
}

export interface TileServicesOptions {
  readonly store: Store;
  readonly encoder: TileEncoder;
  /** By what digs are judged, and so how sure a place is; without it the national rules. */
  readonly rules?: SceneRules;
  /** Where tiles outlive the process; without it they are kept in memory alone. */
  readonly disk?: TileDisk | null;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

export function tileServices({
  store,
  encoder,
  rules = nationalRules,
  disk = null,
  now,
}: TileServicesOptions): TileServices {
  const revisions = new Revisions(store, now);
  const cache = new EncodedCache();
  const grounds = new GroundService(store, revisions);
  const tilesets = [
    networkTileset(store, encoder),
    buildingTileset(store, grounds),
    furnitureTileset(store, grounds),
    uncertaintyTileset(store, grounds, rules),
  ];
  return {
    revisions,
    cache,
    grounds,
    tiles: new TileService(tilesets, revisions, cache, disk),
    terrain: new TerrainService(grounds, cache),
    vectorTiles: new VectorTileService(store, revisions, cache),
  };
}
