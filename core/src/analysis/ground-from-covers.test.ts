import { describe, expect, it } from 'vitest';
import { groundFromCovers } from './ground-from-covers.ts';

describe('groundFromCovers', () => {
  it('has no ground without covers', () => {
    expect(groundFromCovers(new Float64Array())).toBeNull();
  });

  it('is level over covers at one level', () => {
    const covers = Float64Array.from([10, 55, 12, 10.01, 55, 12, 10, 55.01, 12]);
    expect(new Set(groundFromCovers(covers)?.levelsM)).toEqual(new Set([12]));
  });

  it('never leaves the range of the covers, and is high where they are high', () => {
    const ground = groundFromCovers(Float64Array.from([10, 55, 10, 10.02, 55, 30]));
    if (ground === null) throw new Error('ground expected');
    expect(Math.min(...ground.levelsM)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...ground.levelsM)).toBeLessThanOrEqual(30);
    const firstRow = ground.levelsM.slice(0, ground.columns);
    expect(firstRow[0]).toBeLessThan(firstRow.at(-1) ?? 0);
    expect(ground.levelsM).toHaveLength(ground.columns * ground.rows);
  });
});
