import { createHash } from 'node:crypto';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { CoarserContents } from '@undercroft/core/tiling/coarser-contents';
import { addressOf, type TileAddress } from '@undercroft/core/tiling/quadtree';
import type { CellSummary } from '@undercroft/core/tiling/tile-rows';
import {
  contentTiles,
  emptyTilesetJson,
  fallbackLevelM,
  LEAF_ZOOM,
  type Tile,
  tilesetJson,
  tileTree,
} from '@undercroft/core/tiling/tileset-json';
import type { TrunkEdit } from '@undercroft/store/edit-store';
import { type Encoded, encodedJson } from './encoded.ts';
import type { KeptCells } from './kept-cells.ts';
import type { Tileset } from './tileset.ts';
import { TrunkThresholds, trunkChanges } from './trunk-thresholds.ts';

/** The tiles of a tileset of one scene as of one revision. */
export interface SceneTiles {
  readonly tree: Tile | null;
  readonly coarser: CoarserContents;
  /** Those with content, by address. */
  readonly tiles: ReadonlyMap<string, Tile>;
  /** What they were made from, for the next revision. */
  readonly cells: SceneCells;
  /** The tileset's document; null where there is none. */
  document(): Promise<Encoded | null>;
  /** Another whenever the bytes of that tile may be; never one that was before. */
  versionOf(tile: Tile): Promise<string>;
  /** The same without asking anything; null where it cannot be told so. */
  knownVersionOf(tile: Tile): string | null;
  /**
   * Whether a content of trunks may have other bytes than it had in a former state of the scene. Asks nothing: where
   * nobody knows which conduits were in it, an edit of any of the tile's is taken to have changed it.
   */
  isTrunksChange(tile: Tile, before: SceneTiles): boolean;
  /** Whether a tile that was there is drawn otherwise whatever its rows are: in another frame, or what has no level at another. */
  isFrameChange(tile: Tile, before: SceneTiles): boolean;
  /** What of a tile's bytes is not in its rows: its frame, the level of what has none, and for how far off it is made. */
  frameOf(tile: Tile): string;
  /** The version of a content of trunks that holds conduits of this rank and above. */
  trunksVersion(tile: Tile, rank: number): string;
  readonly thresholds: TrunkThresholds;
}

/** Summaries of cells and how often each has changed. */
export interface SceneCells {
  /** Names what may have touched any cell. */
  readonly whole: string;
  readonly summaries: ReadonlyMap<number, CellSummary>;
  /** Cells that changed since `whole`, each with a name for its changes: another after every one. */
  readonly changes: ReadonlyMap<number, string>;
  /** Edits since `whole` that touched conduits, by their imports. */
  readonly trunkEdits: ReadonlyMap<number, TrunkEdit>;
}

/** What is known of a scene's tiles from before the process was started, and what is kept for after it. */
export interface LastingPlan {
  /** The rank that `read` gives of a tile in a version. */
  rank(tile: Tile, version: string, read: () => Promise<number | null>): Promise<number | null>;
  /** Cells that were read under that `whole`, with the changes they hold; null where nothing is known. */
  cells(whole: string): Promise<KeptCells | null>;
  keepCells(whole: string, cells: KeptCells): Promise<void>;
}

/**
 * Reads the tiles of a scene. Of a scene that is known, only the cells that edits have changed since are asked for; after
 * an import all are.
 */
export async function readSceneTiles(
  tileset: Tileset,
  scene: Scene,
  revision: string,
  known: SceneTiles | null,
  lasting: LastingPlan | null = null,
): Promise<SceneTiles> {
  const cells = await readCells(tileset, scene, revision, known?.cells ?? null, lasting);
  // In the order of their cells, whichever came last: same rows, same document.
  const tree = tileTree([...cells.summaries.values()].sort((a, b) => a.cell - b.cell));
  const coarser: CoarserContents = tree === null ? new Map() : (tileset.coarser?.(tree) ?? new Map());
  const tiles = tree === null ? [] : [...contentTiles(tree), ...coarser.keys()];
  const byAddress = new Map(tiles.map((tile) => [addressKey(tile.address), tile]));
  const changesOf = changesByTile(byAddress, cells.changes);
  const frameOf = (tile: Tile) =>
    [tree === null ? 0 : fallbackLevelM(tile, tree), ...tile.bbox, coarser.get(tile)?.errorM ?? 0].join(' ');
  const nameOf = (changes: string, tile: Tile) => [cells.whole, tileset.version, changes, frameOf(tile)].join(' ');
  const trunksVersion = (tile: Tile, rank: number) =>
    nameOf(`trunks ${rank} ${trunkChanges(cells.trunkEdits, tile, rank)}`, tile);
  const plainVersion = (tile: Tile) => `${nameOf(changesOf(addressKey(tile.address)), tile)} ${tile.count}`;
  const rankOf = async (tile: Tile) => (await tileset.trunkThreshold?.(scene, tile)) ?? null;
  const thresholds = thresholdsOf(cells, known, async (tile) =>
    lasting === null ? await rankOf(tile) : await lasting.rank(tile, plainVersion(tile), () => rankOf(tile)),
  );
  const isTrunks = (tile: Tile) => coarser.get(tile)?.detail === 'trunks';
  let document: Promise<Encoded | null> | null = null;
  return {
    tree,
    thresholds,
    trunksVersion,
    coarser,
    tiles: byAddress,
    cells,
    document() {
      document ??= documentOf(tileset, scene, revision, tree, coarser);
      return document;
    },
    async versionOf(tile) {
      return isTrunks(tile) ? trunksVersion(tile, await thresholds.of(tile)) : plainVersion(tile);
    },
    knownVersionOf(tile) {
      if (!isTrunks(tile)) return plainVersion(tile);
      const rank = thresholds.known(tile);
      return rank === null ? null : trunksVersion(tile, rank);
    },
    frameOf,
    isFrameChange(tile, before) {
      const was = before.tiles.get(addressKey(tile.address));
      return was !== undefined && before.frameOf(was) !== frameOf(tile);
    },
    isTrunksChange(tile, before) {
      const was = before.tiles.get(addressKey(tile.address));
      if (was === undefined) return true;
      const rank = before.thresholds.known(was) ?? 0;
      return before.trunksVersion(was, rank) !== trunksVersion(tile, rank);
    },
  };
}

function thresholdsOf(
  cells: SceneCells,
  known: SceneTiles | null,
  read: (tile: Tile) => Promise<number | null>,
): TrunkThresholds {
  if (known === null || known.cells.whole !== cells.whole) return new TrunkThresholds(read);
  const news = [...cells.trunkEdits].flatMap(([importId, edit]) =>
    known.cells.trunkEdits.get(importId)?.change === edit.change ? [] : [edit],
  );
  return new TrunkThresholds(read, known.thresholds.after(news));
}

async function readCells(
  tileset: Tileset,
  scene: Scene,
  revision: string,
  known: SceneCells | null,
  lasting: LastingPlan | null,
): Promise<SceneCells> {
  const changed = (await tileset.changedCells?.(scene)) ?? null;
  const all = async () => {
    const summaries = await tileset.cells(scene, LEAF_ZOOM);
    return new Map(summaries.map((summary) => [summary.cell, summary]));
  };
  if (changed === null) return { whole: revision, summaries: await all(), changes: new Map(), trunkEdits: new Map() };
  const { whole } = changed.versions;
  const ofNow = { whole, changes: changed.cells, trunkEdits: changed.trunkEdits };
  if (known !== null && known.whole === whole) {
    return { ...ofNow, summaries: (await withNews(tileset, scene, known, changed.cells)).summaries };
  }
  const kept = (await lasting?.cells(whole)) ?? null;
  const { summaries, news } =
    kept === null
      ? { summaries: await all(), news: Number.POSITIVE_INFINITY }
      : await withNews(tileset, scene, kept, changed.cells);
  if (news > 0) await lasting?.keepCells(whole, { summaries, changes: changed.cells });
  return { ...ofNow, summaries };
}

/** Summaries of before, those anew that changed since, and how many these are. */
async function withNews(
  tileset: Tileset,
  scene: Scene,
  before: KeptCells,
  changes: SceneCells['changes'],
): Promise<{ readonly summaries: Map<number, CellSummary>; readonly news: number }> {
  // A change may be gone again: of a database that was brought back to what it was.
  const cells = new Set([...changes.keys(), ...before.changes.keys()]);
  const news = [...cells].filter((cell) => before.changes.get(cell) !== changes.get(cell));
  const summaries = new Map(before.summaries);
  for (const cell of news) summaries.delete(cell);
  if (news.length > 0) {
    for (const summary of await tileset.cells(scene, LEAF_ZOOM, news)) summaries.set(summary.cell, summary);
  }
  return { summaries, news: news.length };
}

async function documentOf(
  tileset: Tileset,
  scene: Scene,
  revision: string,
  tree: Tile | null,
  coarser: CoarserContents,
): Promise<Encoded | null> {
  const plain = { geoidOffsetM: scene.heightDatum.geoidOffsetM, version: `${revision}-${tileset.version}` };
  if (tree !== null) return await encodedJson(tilesetJson(tree, { ...plain, coarser }));
  return tileset.isAlwaysThere ? await encodedJson(emptyTilesetJson(scene.camera.target, plain)) : null;
}

/** Names the changes of all cells of a tile together, by its address: another name after every one of them. */
function changesByTile(
  tiles: ReadonlyMap<string, Tile>,
  changes: ReadonlyMap<number, string>,
): (address: string) => string {
  const texts = new Map<string, string[]>();
  for (const [cell, change] of [...changes].sort(([a], [b]) => a - b)) {
    const { x, y } = addressOf(cell, LEAF_ZOOM);
    for (let z = LEAF_ZOOM; z >= 0; z--) {
      const up = LEAF_ZOOM - z;
      const key = addressKey({ z, x: x >> up, y: y >> up });
      if (!tiles.has(key)) continue;
      const text = texts.get(key) ?? [];
      if (text.length === 0) texts.set(key, text);
      text.push(`${cell}=${change}`);
    }
  }
  const names = new Map<string, string>();
  return (address) => {
    const text = texts.get(address);
    if (text === undefined) return 'none';
    const name = names.get(address) ?? createHash('sha256').update(text.join()).digest('hex').slice(0, 16);
    names.set(address, name);
    return name;
  };
}

export function addressKey({ z, x, y }: TileAddress): string {
  return `${z}/${x}/${y}`;
}
