import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TILE_BACK_OFF, waitMs } from './back-off.ts';
import { failingRequests } from './failing-requests.ts';

describe('waiting before a tile is asked for again', () => {
  it('doubles from half a second to five seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((attempt) => waitMs(attempt, 0))).toEqual([
      500, 1000, 2000, 4000, 5000, 5000, 5000, 5000,
    ]);
  });

  it('is shortened by chance, at most by half', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1e9 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        (n, c) => {
          const wait = waitMs(n, c);
          expect(wait).toBeGreaterThanOrEqual(TILE_BACK_OFF.firstMs / 2);
          expect(wait).toBeLessThanOrEqual(TILE_BACK_OFF.longestMs);
        },
      ),
    );
  });
});

describe('addresses that fail', () => {
  it('are counted once each, and told of when their number changes', () => {
    const told: number[] = [];
    const failing = failingRequests((size) => told.push(size));
    expect(failing.failed('a')).toBe(1);
    expect(failing.failed('a')).toBe(2);
    expect(failing.failed('b')).toBe(1);
    failing.settled('a');
    failing.settled('c');
    failing.settled('b');
    expect(told).toEqual([1, 2, 1, 0]);
    expect(failing.failed('a')).toBe(1);
  });
});
