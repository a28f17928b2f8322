import type { CellRange } from '@undercroft/core/tiling/quadtree';
import type { TileRows } from '@undercroft/core/tiling/tile-rows';
import { CelledRows, type SentRows, tileRowsOf } from '@undercroft/store/sent-rows';
import { LRUCache } from 'lru-cache';

/** Sets of rows that are kept: of 3,500 features each takes some 5 MB. */
const KEPT_ROWS = 4;

/** Rows of which several tiles are cut, read once for all of them; each set is known by whatever the thread knows it by. */
export class ReadRows<Name extends NonNullable<unknown>> {
  readonly #kept = new LRUCache<Name, CelledRows>({ max: KEPT_ROWS });

  /** Those of a set whose finest cell lies in the range; null when it is not kept and nobody sent it. */
  shared(name: Name, sent: SentRows | null, cells: CellRange | null): TileRows | null {
    const rows = this.#kept.get(name) ?? (sent === null ? null : new CelledRows(tileRowsOf(sent)));
    if (rows === null) return null;
    this.#kept.set(name, rows);
    return cells === null ? rows.rows : rows.within(cells);
  }
}
