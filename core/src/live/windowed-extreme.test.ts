import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowedExtreme } from './windowed-extreme.ts';

describe('the extreme of a window', () => {
  it('is the lowest, or highest, of the last while, both ends included', () => {
    const lowest = windowedExtreme(true, 10);
    expect([lowest.after(5, 0), lowest.after(3, 4), lowest.after(9, 10), lowest.after(9, 14)]).toEqual([5, 3, 3, 3]);
    // At 15 the value of 4 is eleven ago.
    expect(lowest.after(8, 15)).toBe(8);
    const highest = windowedExtreme(false, 10);
    expect([highest.after(5, 0), highest.after(3, 4), highest.after(2, 11)]).toEqual([5, 5, 3]);
  });

  it('is what looking through all of them finds', () => {
    const rows = fc.array(fc.record({ value: fc.integer({ min: -50, max: 50 }), stepMs: fc.nat(8) }), {
      maxLength: 80,
    });
    fc.assert(
      fc.property(rows, fc.nat(30), fc.boolean(), (steps, windowMs, isLowest) => {
        const extreme = windowedExtreme(isLowest, windowMs);
        const seen: { readonly value: number; readonly atMs: number }[] = [];
        let atMs = 0;
        for (const { value, stepMs } of steps) {
          atMs += stepMs;
          seen.push({ value, atMs });
          const within = seen.filter((each) => atMs - each.atMs <= windowMs).map((each) => each.value);
          expect(extreme.after(value, atMs)).toBe(isLowest ? Math.min(...within) : Math.max(...within));
        }
      }),
    );
  });
});
