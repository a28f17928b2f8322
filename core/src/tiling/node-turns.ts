import { isBlock } from './joint.ts';
import type { TileLink, TileNode } from './tile-rows.ts';

/**
 * Which way the thing at a node faces: radians anticlockwise from east, along the first conduit that ends there; 0 for a
 * node without a form at which round conduits meet.
 */
export type NodeTurns = (row: Pick<TileNode, 'node' | 'incident'>) => number;

/** The turns of a tile's nodes from its links; where no link of the tile ends, things face east. */
export function nodeTurns(links: readonly TileLink[]): NodeTurns {
  let known: TurnsByPlace | null = null;
  return ({ node: { form, position }, incident }) => {
    if ((form === null || form === undefined) && !incident.some(isBlock)) return 0;
    const [lon, lat] = position;
    known ??= turnsOf(links);
    return known.at(lon, lat);
  };
}

function turnsOf(links: readonly TileLink[]): TurnsByPlace {
  const turns = new TurnsByPlace(2 * links.length);
  for (const { link } of links) {
    const n = link.path.length / 2;
    if (n < 2) continue;
    turns.add(link.path, 0, 1);
    turns.add(link.path, n - 1, n - 2);
  }
  return turns;
}

const STEPS_A_DEGREE = 1e7;
const DEGREE = Math.PI / 180;

/**
 * The first turn at each place, to a centimetre: a table of open addresses.
 *
 * CONTRIBUTOR NOTES. With the places as texts in a map it took a tenth of the time of a tile, most of it to spell them.
 */
class TurnsByPlace {
  /** One more than the number of the place; 0 where there is none. */
  readonly #slots: Int32Array;
  readonly #lons: Int32Array;
  readonly #lats: Int32Array;
  readonly #turns: Float64Array;
  #count = 0;

  constructor(most: number) {
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 1)));
    this.#lons = new Int32Array(most);
    this.#lats = new Int32Array(most);
    this.#turns = new Float64Array(most);
  }

  /** Of the end of a path, towards the vertex next to it; nothing of one that has no direction in plan. */
  add(path: Float64Array, end: number, next: number): void {
    const lon = path[end * 2] ?? 0;
    const lat = path[end * 2 + 1] ?? 0;
    const dLon = (path[next * 2] ?? 0) - lon;
    const dLat = (path[next * 2 + 1] ?? 0) - lat;
    if (dLon === 0 && dLat === 0) return;
    const slot = this.#slotOf(lon, lat);
    if ((this.#slots[slot] ?? 0) > 0) return;
    this.#lons[this.#count] = Math.round(lon * STEPS_A_DEGREE);
    this.#lats[this.#count] = Math.round(lat * STEPS_A_DEGREE);
    this.#turns[this.#count] = Math.atan2(dLat, dLon * Math.cos(lat * DEGREE));
    this.#count += 1;
    this.#slots[slot] = this.#count;
  }

  /** 0 where nothing ends. */
  at(lon: number, lat: number): number {
    const place = this.#slots[this.#slotOf(lon, lat)] ?? 0;
    return place === 0 ? 0 : (this.#turns[place - 1] ?? 0);
  }

  /** Where the place is, or would be. */
  #slotOf(lon: number, lat: number): number {
    const x = Math.round(lon * STEPS_A_DEGREE);
    const y = Math.round(lat * STEPS_A_DEGREE);
    const mask = this.#slots.length - 1;
    const mixed = Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b);
    for (let slot = (mixed ^ (mixed >>> 15)) & mask; ; slot = (slot + 1) & mask) {
      const place = this.#slots[slot] ?? 0;
      if (place === 0 || (this.#lons[place - 1] === x && this.#lats[place - 1] === y)) return slot;
    }
  }
}
