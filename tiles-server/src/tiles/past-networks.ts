import type { Scene } from '@undercroft/core/protocol/scene';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import type { Store } from '@undercroft/store/store';
import { LRUCache } from 'lru-cache';
import type { Encoded } from './encoded.ts';
import type { EncodedCache } from './encoded-cache.ts';
import { pastNetworkTileset } from './network-tileset.ts';
import { RowsAbove } from './rows-above.ts';
import { addressKey, readSceneTiles, type SceneTiles } from './scene-tiles.ts';
import { tileBody } from './tile-body.ts';
import type { TileEncoder } from './tile-encoder.ts';
import type { Tileset } from './tileset.ts';

/** Past states whose plan of tiles is kept, of all scenes together: who scrubs goes to and fro between a few. */
const KEPT_STATES = 16;

/** How long a state is taken to stand before the store is asked again, milliseconds: it ends when an import is undone. */
const STANDS_MS = 500;

/** What there is at an address of a past state: `null` for no such state, `noTile` for none in it. */
export type PastTile = Encoded | 'noTile' | null;

interface PastState {
  readonly tileset: Tileset;
  readonly tiles: SceneTiles;
}

interface KeptState {
  /** When it was begun to be read; `now` of the options. */
  readonly at: number;
  readonly reading: Promise<PastState | null>;
}

export interface PastNetworksOptions {
  readonly store: Store;
  readonly encoder: TileEncoder;
  readonly cache: EncodedCache;
  /** Milliseconds of a steady clock. */
  readonly now: () => number;
}

/**
 * Tilesets of the network as it was, kept in memory alone: a state is named by numbers of imports, which come again in a
 * database that was restored. Each state is planned, and each of its tiles made, once for all who ask at once.
 */
export class PastNetworks {
  readonly #store: Store;
  readonly #encoder: TileEncoder;
  readonly #cache: EncodedCache;
  readonly #now: () => number;
  /** Of all states together: a scrubbing hand would hold rows of each. */
  readonly #above = new RowsAbove();
  readonly #kept = new LRUCache<string, KeptState>({ max: KEPT_STATES });

  constructor({ store, encoder, cache, now }: PastNetworksOptions) {
    this.#store = store;
    this.#encoder = encoder;
    this.#cache = cache;
    this.#now = now;
  }

  /** The tileset document; null when the network of the scene never had that state, or has it no more. */
  async document(scene: Scene, revision: string): Promise<Encoded | null> {
    return (await (await this.#state(scene, revision))?.tiles.document()) ?? null;
  }

  async tile(scene: Scene, revision: string, address: TileAddress): Promise<PastTile> {
    const state = await this.#state(scene, revision);
    if (state === null) return null;
    const { tree, tiles } = state.tiles;
    const tile = tiles.get(addressKey(address));
    if (tree === null || tile === undefined) return 'noTile';
    const key = `${scene.id}/network/as-of/${revision}/${addressKey(address)}`;
    const body = await this.#cache.get(key, (gone) => tileBody(state.tileset, { scene, tile, tree }, gone));
    return body ?? 'noTile';
  }

  async #state(scene: Scene, revision: string): Promise<PastState | null> {
    const key = `${scene.id}/${revision}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined && this.#now() - kept.at < STANDS_MS) return await kept.reading;
    const reading = this.#read(scene, revision, kept?.reading);
    this.#kept.set(key, { at: this.#now(), reading });
    // Neither a failure nor a name that somebody made up is worth a place.
    const forget = (): void => {
      if (this.#kept.peek(key)?.reading === reading) this.#kept.delete(key);
    };
    reading.then(
      (state) => {
        if (state === null) forget();
      },
      () => forget(),
    );
    return await reading;
  }

  /** What was read before is read no second time: only whether it still stands. */
  async #read(scene: Scene, revision: string, before?: Promise<PastState | null>): Promise<PastState | null> {
    const network = await this.#store.tiles.pastNetwork(scene.id, revision);
    if (network === null) return null;
    const known = await before?.catch(() => null);
    if (known !== undefined && known !== null) return known;
    const tileset = pastNetworkTileset(network, this.#encoder, this.#above);
    return { tileset, tiles: await readSceneTiles(tileset, scene, revision, null) };
  }
}
