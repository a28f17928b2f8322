import type { Bounds } from '@undercroft/store/store';

/** Finest level: cells of 360 / 2^20 degrees, some 38 m. */
const FINEST = 20;
/** More than the columns of any level, so that cells of different rows never share a key. */
const STRIDE = 2 ** 22;

interface Placed<Item> {
  readonly bounds: Bounds;
  readonly item: Item;
}

/**
 * Finds the rectangles that hold a point without looking at all of them. Every rectangle stands in the one to four cells
 * that it meets, on the finest level whose cells are not smaller than it; a point asks one cell a level in use.
 */
export class AreaIndex<Item> {
  readonly #levels = new Map<number, Map<number, Placed<Item>[]>>();

  add(bounds: Bounds, item: Item): void {
    const level = levelOf(bounds);
    const cells = this.#levels.get(level) ?? new Map<number, Placed<Item>[]>();
    this.#levels.set(level, cells);
    for (const key of cellsOf(bounds, level)) {
      const held = cells.get(key) ?? [];
      held.push({ bounds, item });
      cells.set(key, held);
    }
  }

  /** Takes out what was added with the same rectangle. */
  remove(bounds: Bounds, item: Item): void {
    const level = levelOf(bounds);
    const cells = this.#levels.get(level);
    if (cells === undefined) return;
    for (const key of cellsOf(bounds, level)) {
      const left = (cells.get(key) ?? []).filter((placed) => placed.item !== item);
      if (left.length === 0) cells.delete(key);
      else cells.set(key, left);
    }
    if (cells.size === 0) this.#levels.delete(level);
  }

  /** Calls `found` once for every rectangle that holds the point; edges belong to it. */
  at(lon: number, lat: number, found: (item: Item) => void): void {
    for (const [level, cells] of this.#levels) {
      const held = cells.get(keyAt(lon, lat, level));
      if (held === undefined) continue;
      for (const { bounds, item } of held) if (holds(bounds, lon, lat)) found(item);
    }
  }
}

/** True for a point in a rectangle or on its edge; never for one without a place (NaN). */
export function holds([west, south, east, north]: Bounds, lon: number, lat: number): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north;
}

function levelOf([west, south, east, north]: Bounds): number {
  const size = Math.max(east - west, north - south);
  let level = 0;
  while (level < FINEST && 360 / 2 ** (level + 1) >= size) level++;
  return level;
}

function* cellsOf([west, south, east, north]: Bounds, level: number): Iterable<number> {
  const size = 360 / 2 ** level;
  for (let row = rowOf(south, size); row <= rowOf(north, size); row++) {
    for (let column = columnOf(west, size); column <= columnOf(east, size); column++) yield row * STRIDE + column;
  }
}

function keyAt(lon: number, lat: number, level: number): number {
  const size = 360 / 2 ** level;
  return rowOf(lat, size) * STRIDE + columnOf(lon, size);
}

function columnOf(lon: number, size: number): number {
  return Math.floor((lon + 180) / size);
}

function rowOf(lat: number, size: number): number {
  return Math.floor((lat + 90) / size);
}
