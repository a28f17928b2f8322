import { createHash } from 'node:crypto';
import { leafRange } from '@undercroft/core/tiling/dirty-tiles';
import type { Tile } from '@undercroft/core/tiling/tileset-json';
import type { TrunkEdit } from '@undercroft/store/edit-store';

interface Known {
  readonly tile: Tile;
  readonly rank: number;
}

/**
 * The rank from which on conduits are in the content of trunks of a tile, asked for when it is first wanted.
 *
 * An edit whose conduits all ranked below it, before and after, has left that content as it was. It is enough to know the
 * rank of now: had edits since some earlier moment changed what stands above it, one of them would rank above it too.
 */
export class TrunkThresholds {
  readonly #read: (tile: Tile) => Promise<number | null>;
  readonly #known: Map<string, Known>;
  readonly #reading = new Map<string, Promise<number>>();

  /** `read` gives null where all conduits of a tile are in its content. */
  constructor(read: (tile: Tile) => Promise<number | null>, known: ReadonlyMap<string, Known> = new Map()) {
    this.#read = read;
    this.#known = new Map(known);
  }

  /** Null while it was not asked for. */
  known(tile: Tile): number | null {
    return this.#known.get(keyOf(tile))?.rank ?? null;
  }

  async of(tile: Tile): Promise<number> {
    const key = keyOf(tile);
    const known = this.#known.get(key);
    if (known !== undefined) return known.rank;
    const begun = this.#reading.get(key);
    if (begun !== undefined) return await begun;
    const reading = this.#read(tile).then((read) => {
      const rank = read ?? 0;
      this.#known.set(key, { tile, rank });
      return rank;
    });
    this.#reading.set(key, reading);
    try {
      return await reading;
    } finally {
      this.#reading.delete(key);
    }
  }

  /** Those that are still so after further edits. */
  after(edits: readonly TrunkEdit[]): ReadonlyMap<string, Known> {
    return new Map([...this.#known].filter(([, { tile, rank }]) => !edits.some((edit) => touches(edit, tile, rank))));
  }
}

/** Names the edits that touched conduits of this rank or a greater one in a tile. */
export function trunkChanges(edits: ReadonlyMap<number, TrunkEdit>, tile: Tile, rank: number): string {
  const found = [...edits].filter(([, edit]) => touches(edit, tile, rank));
  const text = found.map(([importId, { change }]) => `${importId}:${change}`).join();
  return text === '' ? '' : createHash('sha256').update(text).digest('hex').slice(0, 16);
}

function touches({ rank, leafCells }: TrunkEdit, tile: Tile, from: number): boolean {
  if (rank < from) return false;
  const range = leafRange(tile);
  return leafCells.some((cell) => range.from <= cell && cell < range.to);
}

function keyOf({ address: { z, x, y } }: Tile): string {
  return `${z}/${x}/${y}`;
}
