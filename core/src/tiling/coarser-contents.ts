import type { TileDetail } from './tile-detail.ts';
import { EMPTY_TILE_ERROR_M, type Tile } from './tileset-json.ts';

/** A coarser content of a tile with tiles under it, and its geometric error in metres: beyond what distance it is drawn. */
export interface CoarserContent {
  readonly detail: Exclude<TileDetail, 'full'>;
  readonly errorM: number;
}

/** The tiles of a tree that have a coarser content. */
export type CoarserContents = ReadonlyMap<Tile, CoarserContent>;

/**
 * From the root down, the first tile with so few features gets the content: one tile instead of four to sixteen. At 8
 * pixels of error on a 900-line screen `lines` are drawn beyond some 240 m, `mains` beyond some 1000 m.
 */
const LINES: CoarserContent = { detail: 'lines', errorM: 1.5 };
const MOST_FOR_LINES = 3500;
const MAINS: CoarserContent = { detail: 'mains', errorM: 6 };
const MOST_FOR_MAINS = 14_000;

/**
 * Above the mains every tile has the trunks of its own, with twice the error of what is under them: half as far seen, a
 * tile shows a quarter of the city and as many conduits. What a tile shows of its quarter, that quarter shows too, and
 * more: going nearer, nothing vanishes.
 */
const TRUNKS_OVER_FINER = 2;

export function coarserContents(tree: Tile): CoarserContents {
  const out = new Map<Tile, CoarserContent>();
  const visit = (tile: Tile, above: CoarserContent | null): void => {
    const own = coarserOf(tile);
    if (own !== null && own !== above) out.set(tile, own);
    for (const child of tile.children) visit(child, own);
  };
  visit(tree, null);
  return out;
}

/** The coarser content of a tile with tiles under it, whether or not one above stands in for it; null of a finest tile. */
export function coarserOf(tile: Tile): CoarserContent | null {
  if (tile.children.length === 0) return null;
  if (tile.count <= MOST_FOR_LINES) return LINES;
  if (tile.count <= MOST_FOR_MAINS) return MAINS;
  const finer = tile.children.map((child) => Math.max(MAINS.errorM, coarserOf(child)?.errorM ?? 0));
  return { detail: 'trunks', errorM: Math.min(EMPTY_TILE_ERROR_M, TRUNKS_OVER_FINER * Math.max(...finer)) };
}
