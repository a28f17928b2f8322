import { describe, expect, it } from 'vitest';
import { seededRandom } from '../random/seeded-random.ts';
import { pointIndex } from './point-index.ts';

describe('the nearest points', () => {
  it('are those of a look at all of them, the first of two equally far', () => {
    const random = seededRandom(11);
    // Half of them on a lattice, so that many are equally far.
    const count = 600;
    const xs = Float64Array.from({ length: count }, (_, i) => (i % 2 === 0 ? (i % 40) * 10 : random.between(0, 400)));
    const ys = Float64Array.from({ length: count }, (_, i) =>
      i % 2 === 0 ? Math.floor(i / 40) * 10 : random.between(0, 150),
    );
    const index = pointIndex(xs, ys, 25);
    for (let k = 0; k < 200; k++) {
      const [x, y] = k % 2 === 0 ? [(k % 30) * 10, 50] : [random.between(-200, 600), random.between(-200, 350)];
      const all = Array.from(xs, (px, point) => ({ point, distanceM: Math.hypot(px - x, (ys[point] ?? 0) - y) }));
      const wanted = all.sort((a, b) => a.distanceM - b.distanceM || a.point - b.point).slice(0, 24);
      expect(index.nearest(x, y, 24)).toEqual(wanted.map(({ point }) => point));
    }
  });

  it('are all there are where more are wanted', () => {
    const index = pointIndex(Float64Array.of(0, 5), Float64Array.of(0, 0), 10);
    expect(index.nearest(4, 0, 24)).toEqual([1, 0]);
  });
});
