import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

/** So many numbers of a run. */
function run(seed: number, count: number): readonly number[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
}

describe('seededRandom', () => {
  it('gives the same run for the same seed and another for another', () => {
    expect(run(7, 100)).toEqual(run(7, 100));
    expect(run(7, 100)).not.toEqual(run(8, 100));
  });

  it('begins with the finished first step of splitmix32, worked out here in whole numbers without bound', () => {
    const word = (value: bigint): bigint => BigInt.asUintN(32, value);
    let mixed = 0x9e3779b9n;
    mixed = word((mixed ^ (mixed >> 16n)) * 0x21f0aaadn);
    mixed = word((mixed ^ (mixed >> 15n)) * 0x735a2d97n);
    mixed ^= mixed >> 15n;
    expect(seededRandom(0).next()).toBe(Number(mixed) / 2 ** 32);
  });

  it('fills each tenth of [0, 1) with a tenth of 100,000 numbers, within five standard deviations (475)', () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    const values = run(1, 100_000);
    expect(values.filter((value) => !(value >= 0 && value < 1))).toEqual([]);
    for (const value of values) {
      const tenth = Math.floor(value * 10);
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    for (const count of tenths) expect(Math.abs(count - 10_000)).toBeLessThan(475);
  });

  it('stays between its bounds, and is never sure of nothing nor unsure of everything', () => {
    const random = seededRandom(3);
    for (let i = 0; i < 1000; i++) {
      const value = random.between(-2, 5);
      expect(value >= -2 && value < 5).toBe(true);
      expect(random.chance(0)).toBe(false);
      expect(random.chance(1)).toBe(true);
    }
  });

  it('picks every item of a list sooner or later, and refuses an empty one', () => {
    const random = seededRandom(4);
    expect(new Set(Array.from({ length: 100 }, () => random.pick(['a', 'b', 'c'])))).toEqual(new Set(['a', 'b', 'c']));
    expect(() => random.pick([])).toThrow(
      new RangeError('pick: wanted a list with at least one item, got an empty one'),
    );
  });
});
