import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Scene } from '@undercroft/core/protocol/scene';
import { networkTile, TILER_VERSION } from '@undercroft/core/tiling/network-tile';
import { cellRange, type TileAddress } from '@undercroft/core/tiling/quadtree';
import {
  contentTiles,
  fallbackLevelM,
  LEAF_ZOOM,
  type Tile,
  tileCentre,
  tilesetJson,
  tileTree,
} from '@undercroft/core/tiling/tileset-json';
import type { Store } from '@undercroft/store/store';
import { LRUCache } from 'lru-cache';

const gzipped = promisify(gzip);

/** Compressed tiles kept in memory, bytes. */
const CACHE_BYTES = 192 * 1024 * 1024;

/** Level 6 is within 1 % of level 9's size on these tiles at a third of its time. */
const GZIP_LEVEL = 6;

/** How long a scene's revision is taken for current before the store is asked again, ms. */
const REVISION_FRESH_MS = 500;

/** A body ready to be sent: compressed when it was made, tagged by its content. */
export interface Encoded {
  readonly gzip: Buffer;
  /** Strong tag of the content without quotes; each encoding adds its own suffix. */
  readonly tag: string;
  readonly contentType: string;
}

interface SceneTiles {
  readonly revision: string;
  readonly tree: Tile | null;
  readonly tiles: ReadonlyMap<string, Tile>;
  readonly tileset: Encoded | null;
}

/** The one tileset a scene has so far. */
export const TILESETS: readonly string[] = ['network'];

/**
 * Makes tiles out of the rows of each tile when they are asked for, once for all who ask at the same time, and keeps
 * them under the rows' revision and the tiler's version.
 */
export class TileService {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #cache = new LRUCache<string, Encoded>({
    maxSize: CACHE_BYTES,
    sizeCalculation: (entry) => entry.gzip.length + 200,
  });
  readonly #making = new Map<string, Promise<Encoded | null>>();
  readonly #scenes = new Map<string, Promise<SceneTiles>>();
  readonly #revisions = new Map<string, { readonly revision: string | null; readonly at: number }>();

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The revision that is served now; null while nothing of the scene is published. */
  async revision(scene: string): Promise<string | null> {
    const known = this.#revisions.get(scene);
    if (known !== undefined && this.#now() - known.at < REVISION_FRESH_MS) return known.revision;
    const revision = await this.#store.features.revision(scene);
    this.#revisions.set(scene, { revision, at: this.#now() });
    return revision;
  }

  /** Forgets what it knows of a scene's revision, after an import. */
  refresh(scene: string): void {
    this.#revisions.delete(scene);
  }

  /** The tileset document; null while nothing of the scene is published or nothing of it has a place. */
  async tileset(scene: Scene): Promise<Encoded | null> {
    return (await this.#tilesOf(scene))?.tileset ?? null;
  }

  /** One tile; null when the tileset has none of that address. */
  async tile(scene: Scene, address: TileAddress): Promise<Encoded | null> {
    const tiles = await this.#tilesOf(scene);
    const tile = tiles?.tiles.get(addressKey(address));
    if (tiles === null || tiles.tree === null || tile === undefined) return null;
    const key = `${scene.id}/${tiles.revision}/${addressKey(address)}`;
    const cached = this.#cache.get(key);
    if (cached !== undefined) return cached;
    const underWay = this.#making.get(key);
    if (underWay !== undefined) return underWay;
    const making = this.#make(scene, tile, tiles.tree).finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    const made = await making;
    if (made !== null) this.#cache.set(key, made);
    return made;
  }

  async #make(scene: Scene, tile: Tile, tree: Tile): Promise<Encoded | null> {
    const { from, to } = cellRange(tile.address);
    const rows = await this.#store.tiles.rows(scene.id, from, to);
    const bytes = networkTile(rows, {
      centre: tileCentre(tile),
      geoidOffsetM: scene.heightDatum.geoidOffsetM,
      fallbackLevelM: fallbackLevelM(tile, tree),
    });
    return bytes === null ? null : encoded(bytes, 'model/gltf-binary');
  }

  async #tilesOf(scene: Scene): Promise<SceneTiles | null> {
    const revision = await this.revision(scene.id);
    if (revision === null) return null;
    const known = this.#scenes.get(scene.id);
    if (known !== undefined) {
      const tiles = await known.catch(() => null);
      if (tiles?.revision === revision) return tiles;
    }
    // A second request may have begun reading while this one waited: then both use that reading.
    const begun = this.#scenes.get(scene.id);
    if (begun !== undefined && begun !== known) return begun;
    const reading = this.#read(scene, revision);
    this.#scenes.set(scene.id, reading);
    // A failed reading must not be the answer for ever.
    reading.catch(() => {
      if (this.#scenes.get(scene.id) === reading) this.#scenes.delete(scene.id);
    });
    return reading;
  }

  async #read(scene: Scene, revision: string): Promise<SceneTiles> {
    const tree = tileTree(await this.#store.tiles.cells(scene.id, LEAF_ZOOM));
    if (tree === null) return { revision, tree, tiles: new Map(), tileset: null };
    const version = `${revision}-${TILER_VERSION}`;
    const json = tilesetJson(tree, { geoidOffsetM: scene.heightDatum.geoidOffsetM, version });
    return {
      revision,
      tree,
      tiles: new Map(contentTiles(tree).map((tile) => [addressKey(tile.address), tile])),
      tileset: await encoded(Buffer.from(JSON.stringify(json)), 'application/json'),
    };
  }
}

/** Compresses and tags a body. */
export async function encoded(bytes: Uint8Array, contentType: string): Promise<Encoded> {
  const tag = createHash('sha256').update(bytes).digest('base64url').slice(0, 27);
  return { gzip: await gzipped(bytes, { level: GZIP_LEVEL }), tag, contentType };
}

function addressKey({ z, x, y }: TileAddress): string {
  return `${z}/${x}/${y}`;
}
