import type { TileDetail } from './tile-detail.ts';
import type { Tile } from './tileset-json.ts';

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

export function coarserContents(tree: Tile): CoarserContents {
  const out = new Map<Tile, CoarserContent>();
  const visit = (tile: Tile, above: CoarserContent | null): void => {
    const own = contentOf(tile);
    if (own !== null && own !== above) out.set(tile, own);
    for (const child of tile.children) visit(child, own);
  };
  visit(tree, null);
  return out;
}

/** How finely the content of a tile is drawn. */
export function detailOf(tile: Tile): TileDetail {
  return contentOf(tile)?.detail ?? 'full';
}

function contentOf(tile: Tile): CoarserContent | null {
  if (tile.children.length === 0 || tile.count > MOST_FOR_MAINS) return null;
  return tile.count <= MOST_FOR_LINES ? LINES : MAINS;
}
