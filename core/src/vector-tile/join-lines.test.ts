import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { joinLines } from './join-lines.ts';

const line = (...values: number[]): Float64Array => Float64Array.from(values);
const joined = (...lines: Float64Array[]): number[][] => joinLines(lines).map((each) => [...each]);

/** Segments of lines, told apart by their ends whichever comes first. */
function segmentsOf(lines: readonly Float64Array[]): readonly string[] {
  return lines
    .flatMap((each) =>
      Array.from({ length: each.length / 2 - 1 }, (_, i) =>
        [`${each[2 * i]} ${each[2 * i + 1]}`, `${each[2 * i + 2]} ${each[2 * i + 3]}`].toSorted().join(' - '),
      ),
    )
    .toSorted();
}

describe('joinLines', () => {
  it('makes one line of a chain, however its lines lie and in whatever order they come', () => {
    expect(joined(line(0, 0, 1, 0), line(1, 0, 2, 0), line(2, 0, 3, 0))).toEqual([[0, 0, 1, 0, 2, 0, 3, 0]]);
    // The middle one first, both others turned round.
    expect(joined(line(1, 0, 2, 0), line(3, 0, 2, 0), line(1, 0, 0, 0))).toEqual([[0, 0, 1, 0, 2, 0, 3, 0]]);
  });

  it('ends lines where three meet', () => {
    const tee = [line(0, 0, 1, 0), line(1, 0, 2, 0), line(1, 0, 1, 1)];
    expect(joined(...tee)).toEqual(tee.map((each) => [...each]));
  });

  it('closes a ring of lines, and leaves alone a line that is a ring', () => {
    expect(joined(line(0, 0, 1, 0), line(1, 0, 1, 1), line(1, 1, 0, 0))).toEqual([[0, 0, 1, 0, 1, 1, 0, 0]]);
    expect(joined(line(0, 0, 1, 0, 1, 1, 0, 0))).toEqual([[0, 0, 1, 0, 1, 1, 0, 0]]);
  });

  it('leaves out what has no place', () => {
    expect(joined(line(0, 0, Number.NaN, 1), line(0, 0, 5, Number.NaN, 1, 0), line(5, 5), line(0, 0, 1, 0))).toEqual([
      [0, 0, 1, 0],
    ]);
  });

  it('draws the same: every segment is there once, on any grid of streets', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 4 }));
    const lines = fc.array(
      fc.array(place, { minLength: 2, maxLength: 4 }).map((places) => Float64Array.from(places.flat())),
      { maxLength: 30 },
    );
    fc.assert(
      fc.property(lines, (given) => {
        const out = joinLines(given);
        expect(segmentsOf(out)).toEqual(segmentsOf(given));
        expect(out.length).toBeLessThanOrEqual(given.length);
      }),
    );
  });
});
