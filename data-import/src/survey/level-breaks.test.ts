import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelBreaks } from './level-breaks.ts';

describe('levelBreaks', () => {
  it('cuts nothing of a line that falls evenly', () => {
    expect(levelBreaks([0, 10, 30], [9, 8.9, 8.7], 0.01)).toEqual([]);
  });

  it('cuts where a siphon turns, and not at the vertex between', () => {
    expect(levelBreaks([0, 10, 20, 30], [9, 7, 7.5, 8], 0.01)).toEqual([1]);
  });

  it('cuts nothing where a level is unknown', () => {
    expect(levelBreaks([0, 10, 20], [9, Number.NaN, 9], 0.01)).toEqual([]);
  });

  it('leaves no vertex farther off than the tolerance', () => {
    const level = fc.integer({ min: 0, max: 5000 }).map((mm) => mm / 1000);
    fc.assert(
      fc.property(fc.array(level, { minLength: 2, maxLength: 30 }), (levels) => {
        const stations = levels.map((_, i) => i * 10);
        const kept = [0, ...levelBreaks(stations, levels, 0.01), levels.length - 1];
        for (let k = 1; k < kept.length; k++) {
          const [a, b] = [kept[k - 1] ?? 0, kept[k] ?? 0];
          for (let i = a; i <= b; i++) {
            const share = b === a ? 0 : (i - a) / (b - a);
            const straight = (levels[a] ?? 0) + ((levels[b] ?? 0) - (levels[a] ?? 0)) * share;
            expect(Math.abs((levels[i] ?? 0) - straight)).toBeLessThanOrEqual(0.01 + 1e-9);
          }
        }
      }),
    );
  });
});
