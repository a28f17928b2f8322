import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterEnds } from './cluster-ends.ts';

describe('clusterEnds', () => {
  it('joins ends 19 mm apart and not ends 21 mm apart at a reach of 20 mm', () => {
    expect([...clusterEnds([0, 0.019, 5, 5.021], [0, 0, 0, 0], 4, 0.02)]).toEqual([0, 0, 2, 3]);
  });

  it('joins a chain of ends though its first and last lie apart', () => {
    expect([...clusterEnds([0, 0.03, 0.015], [0, 0, 0], 3, 0.02)]).toEqual([0, 0, 0]);
  });

  it('does not draw a curve of short steps into one point, and still joins its equal ends', () => {
    const xs = [0, 0.015, 0.015, 0.03, 0.03, 0.045, 0.045, 0.06];
    expect([
      ...clusterEnds(
        xs,
        xs.map(() => 0),
        8,
        0.02,
      ),
    ]).toEqual([0, 1, 1, 3, 3, 5, 5, 7]);
  });

  it('joins equal ends alone at a reach of 0', () => {
    expect([...clusterEnds([1, 1, 1.0001], [2, 2, 2], 3, 0)]).toEqual([0, 0, 2]);
  });

  it('gives the sets that every pair compared with every other gives', () => {
    const place = fc.integer({ min: 0, max: 40 }).map((step) => step * 0.0101);
    fc.assert(
      fc.property(fc.array(fc.tuple(place, place), { maxLength: 60 }), (places) => {
        const [xs, ys] = [places.map(([x]) => x), places.map(([, y]) => y)];
        const roots = clusterEnds(xs, ys, places.length, 0.02);
        expect([...roots]).toEqual(bruteForce(xs, ys, 0.02));
      }),
    );
  });
});

/** The least number of each set of ends that chains of near ends join; of a wide set, of the ends at one place. */
function bruteForce(xs: readonly number[], ys: readonly number[], reach: number): readonly number[] {
  const sets = xs.map((_, i) => i);
  for (let changed = true; changed; ) {
    changed = false;
    for (let i = 0; i < xs.length; i++) {
      for (let j = 0; j < xs.length; j++) {
        const square = ((xs[i] ?? 0) - (xs[j] ?? 0)) ** 2 + ((ys[i] ?? 0) - (ys[j] ?? 0)) ** 2;
        if (square > reach * reach || (sets[j] ?? 0) <= (sets[i] ?? 0)) continue;
        sets[j] = sets[i] ?? 0;
        changed = true;
      }
    }
  }
  const width = (own: number, values: readonly number[]) => {
    const members = values.filter((_, i) => sets[i] === own);
    return Math.max(...members) - Math.min(...members);
  };
  return sets.map((own, i) => {
    if (Math.max(width(own, xs), width(own, ys)) <= 2 * reach) return own;
    return xs.findIndex((x, j) => x === xs[i] && ys[j] === ys[i]);
  });
}
