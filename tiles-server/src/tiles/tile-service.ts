import type { DirtyTile } from '@undercroft/core/protocol/feature-edit';
import type { Scene } from '@undercroft/core/protocol/scene';
import { dirtyTiles } from '@undercroft/core/tiling/dirty-tiles';
import type { TileAddress } from '@undercroft/core/tiling/quadtree';
import { region } from '@undercroft/core/tiling/tileset-json';
import { ByRevision } from './by-revision.ts';
import { type Encoded, encodedJson } from './encoded.ts';
import type { EncodedCache } from './encoded-cache.ts';
import { keepCells, keptCells } from './kept-cells.ts';
import { keptRank } from './kept-rank.ts';
import type { Revisions } from './revisions.ts';
import { addressKey, type LastingPlan, readSceneTiles, type SceneTiles } from './scene-tiles.ts';
import { tileBody } from './tile-body.ts';
import type { TileDisk } from './tile-disk.ts';
import { lastingKey, tileKey } from './tile-key.ts';
import type { Tileset } from './tileset.ts';

/** What an edit did to a tileset. */
export interface TilesetChange {
  readonly tiles: readonly DirtyTile[];
  /** Whether tiles came or went: then the document says what there is. */
  readonly isStructural: boolean;
}

/**
 * Makes tiles out of the rows of each tile when they are asked for, once for all who ask at the same time, and keeps
 * them under the version of these rows: in memory, and on disk where a tileset says what else they rest on.
 */
export class TileService {
  readonly #cache: EncodedCache;
  readonly #disk: TileDisk | null;
  readonly #tilesets: ReadonlyMap<string, ServedTileset>;

  /** Without `disk` tiles are kept in memory alone. */
  constructor(tilesets: readonly Tileset[], revisions: Revisions, cache: EncodedCache, disk: TileDisk | null = null) {
    this.#cache = cache;
    this.#disk = disk;
    this.#tilesets = new Map(tilesets.map((tileset) => [tileset.name, servedTileset(tileset, revisions, disk)]));
  }

  /** Names of the tilesets, whether or not a scene has anything in them. */
  get names(): readonly string[] {
    return [...this.#tilesets.keys()];
  }

  /** Whether a tileset tells of another what is drawn there already. */
  isAside(tileset: string): boolean {
    return this.#tilesets.get(tileset)?.tileset.isAside === true;
  }

  /** Names what the bytes of a tileset rest on besides its rows; nothing where that is nothing. */
  async basis(scene: Scene, tileset: string): Promise<string> {
    return (await this.#tilesets.get(tileset)?.tileset.basis?.(scene)) ?? '';
  }

  /** The tileset document; null while nothing of the scene is published or nothing of it has a place in a tileset that need not be there. */
  async document(scene: Scene, tileset: string): Promise<Encoded | null> {
    return (await (await this.now(scene, tileset))?.document()) ?? null;
  }

  /** The schema that a tileset's tiles refer to; null for one whose tiles carry their own. */
  async schema(tileset: string): Promise<Encoded | null> {
    const schema = this.#tilesets.get(tileset)?.tileset.schema;
    return schema === undefined ? null : await encodedJson(schema());
  }

  /** Addresses of all tiles of a tileset, in the order of its tree; none where a scene has nothing in it. */
  async addresses(scene: Scene, name: string): Promise<readonly TileAddress[]> {
    const read = await this.now(scene, name);
    return [...(read?.tiles.values() ?? [])].map(({ address }) => address);
  }

  /** One tile; null when the tileset has none of that address. It is given up when everyone who asked has gone. */
  async tile(scene: Scene, name: string, address: TileAddress, signal?: AbortSignal): Promise<Encoded | null> {
    const known = this.#tilesets.get(name);
    const now = (await known?.scenes.of(scene)) ?? null;
    const read = now?.value ?? null;
    const tree = read?.tree ?? null;
    const place = addressKey(address);
    const tile = read?.tiles.get(place);
    if (known === undefined || now === null || read === null || tree === null || tile === undefined) return null;
    const basis = await this.basis(scene, name);
    const key = tileKey(scene.id, name, `${await read.versionOf(tile)} ${basis}`, place);
    const make = (gone: AbortSignal) => tileBody(known.tileset, { scene, tile, tree }, gone);
    const disk = this.#disk;
    const settings = known.tileset.settings?.(scene);
    if (disk === null || settings === undefined) return await this.#cache.get(key, make, signal);
    const onDisk = lastingKey(key, settings);
    const isStill = () => known.isStill(scene, now.revision);
    return await this.#cache.get(key, (gone) => throughDisk(disk, onDisk, { make, isStill }, gone), signal);
  }

  /** The key under which a tile is kept that is current, without asking or making anything; null when that is not known. */
  keptKey(scene: Scene, name: string, place: string): string | null {
    const known = this.#tilesets.get(name);
    // What a basis is has to be asked.
    if (known === undefined || known.tileset.basis !== undefined) return null;
    const read = known.scenes.fresh(scene);
    const tile = read?.value.tiles.get(place);
    const version = tile === undefined ? null : (read?.value.knownVersionOf(tile) ?? null);
    return version === null ? null : tileKey(scene.id, name, `${version} `, place);
  }

  /** The tiles of a tileset as they are now; null while nothing of the scene is published. */
  async now(scene: Scene, name: string): Promise<SceneTiles | null> {
    return (await this.#tilesets.get(name)?.scenes.of(scene))?.value ?? null;
  }

  /** Which tiles hold other bytes after a change of some cells. */
  async changeSince(
    scene: Scene,
    name: string,
    before: SceneTiles,
    leafCells: readonly number[],
  ): Promise<TilesetChange> {
    const after = await this.now(scene, name);
    if (after === null || after.tree === null) return { tiles: [], isStructural: before.tree !== null };
    const { tree } = after;
    const { geoidOffsetM } = scene.heightDatum;
    const touched = new Set(
      dirtyTiles(after.tiles.values(), leafCells).filter(
        (tile) => after.coarser.get(tile)?.detail !== 'trunks' || after.isTrunksChange(tile, before),
      ),
    );
    return {
      tiles: [...after.tiles.values()]
        .filter((tile) => touched.has(tile) || after.isFrameChange(tile, before))
        .map((tile) => ({
          ...tile.address,
          region: region(tile, tree, geoidOffsetM),
        })),
      isStructural: shapeOf(before) !== shapeOf(after),
    };
  }
}

interface Making {
  readonly make: (gone: AbortSignal) => Promise<Encoded | null>;
  readonly isStill: () => Promise<boolean>;
}

/** The body of that key out of its file, or else made and then kept in one. */
async function throughDisk(
  disk: TileDisk,
  key: string,
  { make, isStill }: Making,
  gone: AbortSignal,
): Promise<Encoded | null> {
  const kept = await disk.read(key);
  if (kept !== null) return kept.body;
  const body = await make(gone);
  disk.write(key, body, isStill);
  return body;
}

/** Which contents there are and from how far each is drawn. */
function shapeOf({ tiles, coarser }: SceneTiles): string {
  return [...tiles]
    .map(([key, tile]) => `${key} ${coarser.get(tile)?.errorM ?? 0}`)
    .sort()
    .join();
}

interface ServedTileset {
  readonly tileset: Tileset;
  readonly scenes: ByRevision<SceneTiles>;
  /** Whether a revision of what its tiles change with stands at this moment, and will never name anything else. */
  isStill(scene: Scene, revision: string): Promise<boolean>;
}

/**
 * What was made between two revisions may be of the second under the key of the first. In memory nobody asks for that key
 * again; on disk a database brought back to the first would. So nothing is kept there before it was seen that the first
 * still stands.
 */
function servedTileset(tileset: Tileset, revisions: Revisions, disk: TileDisk | null): ServedTileset {
  const known = new Map<string, SceneTiles>();
  const of = tileset.changedCells === undefined ? 'ground' : 'revision';
  const isStill = async (scene: Scene, revision: string) => (await revisions.lasting(scene.id))?.[of] === revision;
  const lastingPlan = (scene: Scene, revision: string): LastingPlan | null => {
    const settings = tileset.settings?.(scene);
    if (disk === null || settings === undefined) return null;
    const stands = () => isStill(scene, revision);
    const keyOf = (what: string, version: string, place: string) =>
      lastingKey(tileKey(scene.id, `${tileset.name}-${what}`, version, place), settings);
    const cellsKey = (whole: string) => keyOf('cells', `${whole} ${tileset.version}`, 'all');
    return {
      rank: (tile, version, read) => keptRank(disk, keyOf('rank', version, addressKey(tile.address)), read, stands),
      cells: (whole) => keptCells(disk, cellsKey(whole)),
      keepCells: (whole, cells) => keepCells(disk, cellsKey(whole), cells, stands),
    };
  };
  const scenes = new ByRevision(
    revisions,
    async (scene, revision) => {
      const before = known.get(scene.id) ?? null;
      const read = await readSceneTiles(tileset, scene, revision, before, lastingPlan(scene, revision));
      known.set(scene.id, read);
      return read;
    },
    of,
  );
  return { tileset, scenes, isStill };
}
