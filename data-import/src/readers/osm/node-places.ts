/** Places of nodes by their number, in flat arrays: 16 bytes a node where a map of objects would take over 100. */
export interface NodePlaces {
  /** Notes that a node's place is wanted. Only before `settle`. */
  want(node: number): void;
  /** Ends the wanting: places can be set from here on. */
  settle(): void;
  /** Sets the place of a node if it is wanted. */
  set(node: number, lon: number, lat: number): void;
  /** `null` when the node is not in the file. */
  readonly get: (node: number) => readonly [lon: number, lat: number] | null;
  /** Nodes noted so far, before `settle` with those that came twice. */
  readonly size: number;
}

const FIRST_CAPACITY = 1 << 16;

export function nodePlaces(): NodePlaces {
  let ids = new Float64Array(FIRST_CAPACITY);
  let size = 0;
  let lons = new Float64Array(0);
  let lats = new Float64Array(0);
  const indexOf = (node: number): number => {
    let low = 0;
    let high = size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const id = ids[middle] ?? 0;
      if (id === node) return middle;
      if (id < node) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  };
  return {
    want(node) {
      if (size === ids.length) {
        const larger = new Float64Array(size * 2);
        larger.set(ids);
        ids = larger;
      }
      ids[size++] = node;
    },
    settle() {
      ids.subarray(0, size).sort();
      let kept = 0;
      for (let i = 0; i < size; i++) {
        const id = ids[i] ?? 0;
        if (kept === 0 || id !== ids[kept - 1]) ids[kept++] = id;
      }
      size = kept;
      lons = new Float64Array(size).fill(Number.NaN);
      lats = new Float64Array(size).fill(Number.NaN);
    },
    set(node, lon, lat) {
      const index = indexOf(node);
      if (index < 0) return;
      lons[index] = lon;
      lats[index] = lat;
    },
    get(node) {
      const index = indexOf(node);
      const lon = lons[index];
      const lat = lats[index];
      return lon === undefined || lat === undefined || Number.isNaN(lon) ? null : [lon, lat];
    },
    get size() {
      return size;
    },
  };
}
