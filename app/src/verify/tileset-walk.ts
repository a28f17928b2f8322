import type { BoundingVolume } from '@undercroft/core/verify/bounding-volume';
import { contentKind, type ExaminedContent } from '@undercroft/core/verify/examine-content';
import type { FeatureLedger } from '@undercroft/core/verify/feature-ledger';
import { FindingLog } from '@undercroft/core/verify/finding-log';
import type { Matrix } from '@undercroft/core/verify/matrix';
import {
  checkEntity,
  type TileAbove,
  type WalkedContent,
  type WalkedTile,
  walkTile,
} from '@undercroft/core/verify/walked-tile';
import { type CheckBooks, checkContent } from './content-check.ts';
import { implicitTiles } from './implicit-walk.ts';
import { type ReadTileset, readTileset } from './read-tileset.ts';
import { tilesIn } from './tiles-in.ts';
import { SourceError, type TilesetSource } from './tileset-source.ts';
import { NOTHING_COUNTED, type VerifyCounts } from './verify-report.ts';

/** No walk goes through more tiles than this, nor through tilesets nested deeper. */
const MOST_TILES = 5_000_000;
const MOST_NESTED = 32;

/** A finest content, told of as the walk comes through it. */
export interface FinestContent {
  readonly examined: ExaminedContent;
  readonly toTileset: Matrix;
  readonly volume: BoundingVolume;
  readonly place: string;
}

/** What a walk is told besides the source. */
export interface WalkOptions {
  readonly log: FindingLog;
  readonly ledger: FeatureLedger;
  readonly signal: AbortSignal;
  /** Called for each content that nothing below stands in for. */
  readonly onFinest: (content: FinestContent) => Promise<void>;
  /** Called for each tile; `tilesInAll` is null while it is not known how many there are. */
  readonly onProgress: (counts: Readonly<VerifyCounts>, tilesInAll: number | null) => void;
}

interface OpenTile {
  readonly json: unknown;
  readonly above: TileAbove;
  readonly place: string;
}

/** Goes through every tile of a tileset, those of tilesets in it included, one content in memory at a time. */
export class TilesetWalk {
  readonly counts: VerifyCounts = { ...NOTHING_COUNTED };
  readonly #source: TilesetSource;
  readonly #options: WalkOptions;
  readonly #books: CheckBooks;
  /** Files that many contents name, such as a schema of all: the last few are kept. */
  readonly #kept = new Map<string, Uint8Array>();
  /** Tiles of the tileset; null where tilesets in it, or implicit tiles, may hold more. */
  #tilesInAll: number | null = null;

  constructor(source: TilesetSource, options: WalkOptions) {
    this.#source = source;
    this.#options = options;
    this.#books = { log: options.log, ledger: options.ledger, counts: this.counts };
  }

  /** Walks the tileset of the source. False when its document cannot be read at all; the log says why. */
  async walk(): Promise<boolean> {
    const { root } = this.#source;
    const bytes = await this.#read(root, root);
    return bytes === null ? false : await this.#tileset(bytes, root, null, []);
  }

  async #tileset(bytes: Uint8Array, file: string, above: TileAbove | null, chain: readonly string[]): Promise<boolean> {
    const { log } = this.#options;
    const tileset = await readTileset(bytes, file, (reference) => this.#readBeside(file, reference), above, log);
    if (tileset === null) return false;
    this.counts.tilesets += 1;
    this.#tilesInAll = above === null ? tilesIn(tileset.document.root) : null;
    checkEntity(tileset.document.metadata, tileset.facts, log, file);
    tileset.document.groups?.forEach((group, i) => {
      checkEntity(group, tileset.facts, log, `${file} groups/${i}`);
    });
    const open: OpenTile[] = [{ json: tileset.document.root, above: tileset.above, place: `${file} root` }];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      this.#options.signal.throwIfAborted();
      if (this.counts.tiles >= MOST_TILES) {
        log.add('TILESET_TOO_DEEP', next.place, `More than ${MOST_TILES} tiles are not walked through.`);
        return true;
      }
      const tile = walkTile(next.json, next.above, tileset.facts, log, next.place);
      if (tile === null) continue;
      if (tile.document.implicitTiling !== undefined) {
        await this.#implicit(tile, next.above, tileset, [...chain, file]);
        continue;
      }
      const children = tile.document.children ?? [];
      await this.#contents(tile, children.length === 0, file, [...chain, file]);
      children.forEach((json, i) => {
        open.push({ json, above: tile.below, place: `${next.place}/children/${i}` });
      });
    }
    return true;
  }

  async #implicit(root: WalkedTile, above: TileAbove, tileset: ReadTileset, chain: readonly string[]): Promise<void> {
    const { log } = this.#options;
    const { file, facts } = tileset;
    const read = {
      tileset: (reference: string) => this.#readBeside(file, reference),
      subtree: async (subtree: string, reference: string) => {
        const base = this.#resolved(file, subtree, subtree);
        return base === null ? null : await this.#readBeside(base, reference);
      },
    };
    for await (const implicit of implicitTiles(root, above, facts.schema, read, log, this.counts)) {
      const { place } = implicit;
      this.#options.signal.throwIfAborted();
      if (this.counts.tiles >= MOST_TILES) {
        log.add('TILESET_TOO_DEEP', place, `More than ${MOST_TILES} tiles are not walked through.`);
        return;
      }
      const tile = walkTile(implicit.tile, implicit.above, facts, implicit.isRoot ? new FindingLog() : log, place);
      if (tile !== null) await this.#contents(tile, !implicit.hasChildren, file, chain);
    }
  }

  async #contents(tile: WalkedTile, isLeaf: boolean, file: string, chain: readonly string[]): Promise<void> {
    this.counts.tiles += 1;
    this.#options.onProgress(this.counts, this.#tilesInAll);
    const isFinest = isLeaf || tile.below.refine === 'ADD';
    for (const content of tile.contents) {
      const reached = this.#resolved(file, content.uri, content.place);
      const bytes = reached === null ? null : await this.#read(reached, content.place);
      if (reached === null || bytes === null) continue;
      if (contentKind(bytes) === 'json') await this.#nested(bytes, reached, tile, chain);
      else await this.#content(bytes, reached, content, tile, isFinest);
    }
  }

  /** A content in JSON is a tileset of its own. */
  async #nested(
    bytes: Uint8Array,
    file: string,
    { below, place }: WalkedTile,
    chain: readonly string[],
  ): Promise<void> {
    const { log } = this.#options;
    if (chain.includes(file)) {
      log.add('TILESET_CYCLE', place, `The tileset "${file}" holds itself.`);
      return;
    }
    if (chain.length >= MOST_NESTED) {
      log.add('TILESET_TOO_DEEP', place, `Tilesets nested deeper than ${MOST_NESTED} are not walked through.`);
      return;
    }
    await this.#tileset(bytes, file, below, chain);
  }

  async #content(
    bytes: Uint8Array,
    file: string,
    content: WalkedContent,
    tile: WalkedTile,
    isFinest: boolean,
  ): Promise<void> {
    const { transform } = tile.below;
    const fetched = { bytes, place: file, content, transform, isFinest };
    const examined = await checkContent(fetched, (reference) => this.#readBeside(file, reference), this.#books);
    if (examined === null || !isFinest) return;
    await this.#options.onFinest({ examined, toTileset: transform, volume: content.volume, place: file });
  }

  /** Reads a file that another names; the last few stay in memory. */
  async #readBeside(base: string, reference: string): Promise<Uint8Array | null> {
    const file = this.#resolved(base, reference, base);
    if (file === null) return null;
    const known = this.#kept.get(file);
    if (known !== undefined) return known;
    const bytes = await this.#read(file, base);
    if (bytes === null) return null;
    if (this.#kept.size >= 4) this.#kept.clear();
    this.#kept.set(file, bytes);
    return bytes;
  }

  #resolved(base: string, reference: string, place: string): string | null {
    try {
      return this.#source.resolve(base, reference);
    } catch (error) {
      this.#say(error, place);
      return null;
    }
  }

  async #read(file: string, place: string): Promise<Uint8Array | null> {
    try {
      return await this.#source.read(file, this.#options.signal);
    } catch (error) {
      this.#say(error, place);
      return null;
    }
  }

  #say(error: unknown, place: string): void {
    if (!(error instanceof SourceError)) throw error;
    const codes = { outside: 'CONTENT_OUTSIDE', missing: 'CONTENT_MISSING', tooLarge: 'CONTENT_TOO_LARGE' } as const;
    this.#options.log.add(codes[error.failure], place, error.message);
  }
}
