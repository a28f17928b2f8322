/** Children of a node. */
const FANOUT = 16;

/** Boxes of the plane, packed into a tree once, that can be asked which of them meet a box. */
export interface BoxIndex {
  /** Calls `found` with the number of every box that meets this one, borders included, in no order. `true` ends it. */
  search(west: number, south: number, east: number, north: number, found: (item: number) => boolean | undefined): void;
}

/**
 * Packs boxes (west, south, east, north; four numbers a box) into a tree: sorted into columns by x and within them by y
 * (Leutenegger and others 1997, sort-tile-recursive), sixteen to a node. Built in n log n, never changed.
 */
export function boxIndex(boxes: Float64Array): BoxIndex {
  const count = boxes.length / 4;
  const items = tiledOrder(boxes, count);
  // Level 0 holds the boxes in order; each level above holds a box for every sixteen below.
  const levels: Float64Array[] = [ordered(boxes, items)];
  for (let below = levels[0]; below !== undefined && below.length > FANOUT * 4; below = levels.at(-1)) {
    levels.push(parentsOf(below));
  }
  const top = levels.length - 1;
  return {
    search(west, south, east, north, found) {
      const pending: number[] = [];
      const rootCount = (levels[top]?.length ?? 0) / 4;
      for (let i = rootCount - 1; i >= 0; i--) pending.push(top, i);
      while (pending.length > 0) {
        const at = pending.pop() ?? 0;
        const level = pending.pop() ?? 0;
        const tree = levels[level];
        if (tree === undefined) continue;
        const o = at * 4;
        if ((tree[o] ?? 0) > east || (tree[o + 1] ?? 0) > north) continue;
        if ((tree[o + 2] ?? 0) < west || (tree[o + 3] ?? 0) < south) continue;
        if (level === 0) {
          if (found(items[at] ?? 0) === true) return;
          continue;
        }
        const childCount = (levels[level - 1]?.length ?? 0) / 4;
        const last = Math.min(childCount, (at + 1) * FANOUT);
        for (let child = at * FANOUT; child < last; child++) pending.push(level - 1, child);
      }
    },
  };
}

function tiledOrder(boxes: Float64Array, count: number): Uint32Array {
  const middle = (axis: 0 | 1) => {
    const middles = new Float64Array(count);
    for (let i = 0; i < count; i++) middles[i] = (boxes[i * 4 + axis] ?? 0) + (boxes[i * 4 + 2 + axis] ?? 0);
    return middles;
  };
  const xs = middle(0);
  const ys = middle(1);
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort((a, b) => (xs[a] ?? 0) - (xs[b] ?? 0));
  const columns = Math.max(1, Math.ceil(Math.sqrt(count / FANOUT)));
  const perColumn = Math.ceil(count / columns / FANOUT) * FANOUT;
  for (let start = 0; start < count && perColumn > 0; start += perColumn) {
    order.subarray(start, start + perColumn).sort((a, b) => (ys[a] ?? 0) - (ys[b] ?? 0));
  }
  return order;
}

function ordered(boxes: Float64Array, items: Uint32Array): Float64Array {
  const out = new Float64Array(boxes.length);
  for (let i = 0; i < items.length; i++) {
    const from = (items[i] ?? 0) * 4;
    out.set(boxes.subarray(from, from + 4), i * 4);
  }
  return out;
}

function parentsOf(below: Float64Array): Float64Array {
  const count = below.length / 4;
  const out = new Float64Array(Math.ceil(count / FANOUT) * 4);
  for (let parent = 0; parent * 4 < out.length; parent++) {
    let west = Number.POSITIVE_INFINITY;
    let south = Number.POSITIVE_INFINITY;
    let east = Number.NEGATIVE_INFINITY;
    let north = Number.NEGATIVE_INFINITY;
    for (let i = parent * FANOUT; i < Math.min(count, (parent + 1) * FANOUT); i++) {
      west = Math.min(west, below[i * 4] ?? 0);
      south = Math.min(south, below[i * 4 + 1] ?? 0);
      east = Math.max(east, below[i * 4 + 2] ?? 0);
      north = Math.max(north, below[i * 4 + 3] ?? 0);
    }
    out[parent * 4] = west;
    out[parent * 4 + 1] = south;
    out[parent * 4 + 2] = east;
    out[parent * 4 + 3] = north;
  }
  return out;
}
