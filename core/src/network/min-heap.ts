/** A binary min-heap of numbers that name things, by key: flat arrays that grow as needed. */
export interface MinHeap {
  readonly size: () => number;
  readonly push: (key: number, item: number) => void;
  /** Takes the item of the least key; -1 when the heap is empty. */
  readonly pop: () => number;
  /** Key of the item last popped. */
  readonly poppedKey: () => number;
}

export function minHeap(capacity = 64): MinHeap {
  let keys = new Float64Array(Math.max(1, capacity));
  let items = new Int32Array(keys.length);
  let count = 0;
  let lastKey = Number.NaN;

  const grow = (): void => {
    const wider = new Float64Array(keys.length * 2);
    wider.set(keys);
    keys = wider;
    const more = new Int32Array(wider.length);
    more.set(items);
    items = more;
  };

  return {
    size: () => count,
    poppedKey: () => lastKey,
    push(key, item) {
      if (count === keys.length) grow();
      let hole = count++;
      while (hole > 0) {
        const parent = (hole - 1) >> 1;
        const parentKey = keys[parent] ?? 0;
        if (parentKey <= key) break;
        keys[hole] = parentKey;
        items[hole] = items[parent] ?? 0;
        hole = parent;
      }
      keys[hole] = key;
      items[hole] = item;
    },
    pop() {
      if (count === 0) return -1;
      const least = items[0] ?? -1;
      lastKey = keys[0] ?? Number.NaN;
      count -= 1;
      const key = keys[count] ?? 0;
      const item = items[count] ?? 0;
      let hole = 0;
      for (let child = 1; child < count; child = 2 * hole + 1) {
        if (child + 1 < count && (keys[child + 1] ?? 0) < (keys[child] ?? 0)) child += 1;
        const childKey = keys[child] ?? 0;
        if (childKey >= key) break;
        keys[hole] = childKey;
        items[hole] = items[child] ?? 0;
        hole = child;
      }
      keys[hole] = key;
      items[hole] = item;
      return least;
    },
  };
}
