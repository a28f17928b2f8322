import { grown } from './growing.ts';

/** Unordered pairs of numbers, each with the number of what came first with it. */
export interface PairIndex {
  /** Adds a pair for `value`; gives the value the pair was first added for, -1 when it is new. */
  add(a: number, b: number, value: number): number;
  /** The value the pair was first added for, -1 when it never was. */
  find(a: number, b: number): number;
}

/** An open hash table in three flat arrays: 12 bytes a pair where a map of texts would take a hundred. */
export function pairIndex(): PairIndex {
  let slots = new Int32Array(1 << 12).fill(-1);
  let low = new Int32Array(0);
  let high = new Int32Array(0);
  let values = new Int32Array(0);
  let count = 0;

  const slotOf = (a: number, b: number): number => {
    let slot = hash(a, b) & (slots.length - 1);
    for (let at = slots[slot] ?? -1; at >= 0; at = slots[slot] ?? -1) {
      if (low[at] === a && high[at] === b) return slot;
      slot = (slot + 1) & (slots.length - 1);
    }
    return slot;
  };
  return {
    find(a, b) {
      const at = slots[a < b ? slotOf(a, b) : slotOf(b, a)] ?? -1;
      return at < 0 ? -1 : (values[at] ?? -1);
    },
    add(a, b, value) {
      const [first, second] = a < b ? [a, b] : [b, a];
      const slot = slotOf(first, second);
      const known = slots[slot] ?? -1;
      if (known >= 0) return values[known] ?? -1;
      low = grown(low, count + 1);
      high = grown(high, count + 1);
      values = grown(values, count + 1);
      low[count] = first;
      high[count] = second;
      values[count] = value;
      slots[slot] = count++;
      if (count * 2 > slots.length) {
        slots = new Int32Array(slots.length * 2).fill(-1);
        for (let i = 0; i < count; i++) slots[slotOf(low[i] ?? 0, high[i] ?? 0)] = i;
      }
      return -1;
    },
  };
}

function hash(a: number, b: number): number {
  let h = Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  return (h ^ (h >>> 13)) >>> 0;
}
