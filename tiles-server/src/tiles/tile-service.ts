import type { Scene } from '@undercroft/core/protocol/scene';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import {
  contentTiles,
  emptyTilesetJson,
  LEAF_ZOOM,
  type Tile,
  tilesetJson,
  tileTree,
} from '@undercroft/core/tiling/tileset-json';
import { ByRevision } from './by-revision.ts';
import { type Encoded, encoded, encodedJson } from './encoded.ts';
import type { EncodedCache } from './encoded-cache.ts';
import type { Revisions } from './revisions.ts';
import type { Tileset } from './tileset.ts';

interface SceneTiles {
  readonly tree: Tile | null;
  readonly tiles: ReadonlyMap<string, Tile>;
  readonly document: Encoded | null;
}

/**
 * Makes tiles out of the rows of each tile when they are asked for, once for all who ask at the same time, and keeps
 * them under the rows' revision.
 */
export class TileService {
  readonly #cache: EncodedCache;
  readonly #tilesets: ReadonlyMap<string, { readonly tileset: Tileset; readonly scenes: ByRevision<SceneTiles> }>;

  constructor(tilesets: readonly Tileset[], revisions: Revisions, cache: EncodedCache) {
    this.#cache = cache;
    this.#tilesets = new Map(
      tilesets.map((tileset) => [
        tileset.name,
        { tileset, scenes: new ByRevision(revisions, (scene, revision) => readTiles(tileset, scene, revision)) },
      ]),
    );
  }

  /** Names of the tilesets, whether or not a scene has anything in them. */
  get names(): readonly string[] {
    return [...this.#tilesets.keys()];
  }

  /** The tileset document; null while nothing of the scene is published or nothing of it has a place in a tileset that need not be there. */
  async document(scene: Scene, tileset: string): Promise<Encoded | null> {
    return (await this.#tilesets.get(tileset)?.scenes.of(scene))?.value.document ?? null;
  }

  /** One tile; null when the tileset has none of that address. */
  async tile(scene: Scene, name: string, address: TileAddress): Promise<Encoded | null> {
    const known = this.#tilesets.get(name);
    const read = await known?.scenes.of(scene);
    const tree = read?.value.tree ?? null;
    const tile = read?.value.tiles.get(addressKey(address));
    if (known === undefined || read === undefined || read === null || tree === null || tile === undefined) return null;
    return await this.#cache.get(`${scene.id}/${name}/${read.revision}/${addressKey(address)}`, async () => {
      const bytes = await known.tileset.content(scene, tile, tree);
      return bytes === null ? null : await encoded(bytes, 'model/gltf-binary');
    });
  }
}

async function readTiles(tileset: Tileset, scene: Scene, revision: string): Promise<SceneTiles> {
  const tree = tileTree(await tileset.cells(scene, LEAF_ZOOM));
  const plain = { geoidOffsetM: scene.heightDatum.geoidOffsetM, version: `${revision}-${tileset.version}` };
  if (tree === null) {
    const json = tileset.isAlwaysThere ? emptyTilesetJson(scene.camera.target, plain) : null;
    return { tree, tiles: new Map(), document: json === null ? null : await encodedJson(json) };
  }
  const coarser = tileset.coarser?.(tree) ?? new Map<Tile, never>();
  const json = tilesetJson(tree, { ...plain, coarser });
  return {
    tree,
    tiles: new Map([...contentTiles(tree), ...coarser.keys()].map((tile) => [addressKey(tile.address), tile])),
    document: await encodedJson(json),
  };
}

function addressKey({ z, x, y }: TileAddress): string {
  return `${z}/${x}/${y}`;
}
