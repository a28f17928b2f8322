import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minHeap } from './min-heap.ts';

describe('minHeap', () => {
  it('hands out its items by ascending key, and -1 when it is empty', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ noNaN: true, min: 0 })), (keys) => {
        const heap = minHeap(1);
        for (const [item, key] of keys.entries()) heap.push(key, item);
        expect(heap.size()).toBe(keys.length);
        const popped: number[] = [];
        for (let item = heap.pop(); item >= 0; item = heap.pop()) {
          expect(heap.poppedKey()).toBe(keys[item]);
          popped.push(item);
        }
        expect(popped.map((item) => keys[item])).toEqual(keys.toSorted((a, b) => a - b));
        expect(popped.toSorted((a, b) => a - b)).toEqual([...keys.keys()]);
      }),
      { numRuns: 200, seed: 3 },
    );
    expect(minHeap().pop()).toBe(-1);
  });
});
