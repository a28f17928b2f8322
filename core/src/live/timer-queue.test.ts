import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TimerQueue } from './timer-queue.ts';

describe('a queue of timers', () => {
  it('gives the earliest first, and of one time the one put in first', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 60 }), (times) => {
        const queue = new TimerQueue<number>();
        for (const [order, dueMs] of times.entries()) queue.put(dueMs, order);
        expect(queue.size).toBe(times.length);
        const taken: (readonly [number, number])[] = [];
        for (let first = queue.takeFirst(); first !== null; first = queue.takeFirst()) {
          taken.push([first.dueMs, first.what]);
        }
        const wanted = times.map((dueMs, order) => [dueMs, order] as const);
        expect(taken).toEqual(wanted.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]));
        expect(queue.first()).toBeNull();
      }),
    );
  });
});
