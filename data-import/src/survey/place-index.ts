import { grown } from './growing.ts';

/** Places of a plane by number, found again by distance. */
export interface PlaceIndex {
  /** Adds the next place; its number is the count from before. */
  add(x: number, y: number): number;
  /** The nearest place added no farther than the reach away, -1 for none; of equals the one added first. */
  nearest(x: number, y: number): number;
  /** Calls for every place within the reach. */
  near(x: number, y: number, found: (place: number, square: number) => void): void;
}

/**
 * Many places tried against one are enough: a cell of true data holds a handful, and a file made to fill one cell must
 * not make the search quadratic.
 */
const MOST_TRIED = 256;

/**
 * An index of places in metres for one reach: a hashed grid whose cells are as wide as the reach, so that only nine are
 * looked at. Places of one cell form a chain.
 */
export function placeIndex(reachM: number): PlaceIndex {
  const cellM = Math.max(reachM, 1e-6);
  let heads = new Int32Array(1 << 12).fill(-1);
  let xs = new Float64Array(1024);
  let ys = new Float64Array(1024);
  let next = new Int32Array(1024);
  let count = 0;

  const link = (i: number) => {
    const slot = hash(Math.floor(at(xs, i) / cellM), Math.floor(at(ys, i) / cellM)) & (heads.length - 1);
    next[i] = heads[slot] ?? -1;
    heads[slot] = i;
  };
  const near: PlaceIndex['near'] = (x, y, found) => {
    const cx = Math.floor(x / cellM);
    const cy = Math.floor(y / cellM);
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        let i = heads[hash(cx + dx, cy + dy) & (heads.length - 1)] ?? -1;
        for (let tried = 0; i >= 0 && tried < MOST_TRIED; tried++) {
          const square = (at(xs, i) - x) ** 2 + (at(ys, i) - y) ** 2;
          // Two cells of one hash share a chain: the cell is asked for, so that no place is found twice.
          if (square <= reachM * reachM && isIn(i, cx + dx, cy + dy)) found(i, square);
          i = next[i] ?? -1;
        }
      }
    }
  };
  const isIn = (i: number, cx: number, cy: number): boolean =>
    Math.floor(at(xs, i) / cellM) === cx && Math.floor(at(ys, i) / cellM) === cy;
  return {
    add(x, y) {
      xs = grown(xs, count + 1);
      ys = grown(ys, count + 1);
      next = grown(next, count + 1);
      xs[count] = x;
      ys[count] = y;
      if (count >= heads.length) {
        heads = new Int32Array(heads.length * 4).fill(-1);
        for (let i = 0; i < count; i++) link(i);
      }
      link(count);
      return count++;
    },
    nearest(x, y) {
      let best = -1;
      let bestSquare = Number.POSITIVE_INFINITY;
      near(x, y, (i, square) => {
        if (square > bestSquare || (square === bestSquare && i > best)) return;
        best = i;
        bestSquare = square;
      });
      return best;
    },
    near,
  };
}

function hash(cx: number, cy: number): number {
  let h = Math.imul(cx | 0, 0x9e3779b1) ^ Math.imul(cy | 0, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}
