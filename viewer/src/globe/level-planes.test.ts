import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { levelPlanes, MOST_PLANES } from './level-planes.ts';

describe('level planes', () => {
  it('stand each metre from the first whole metre below ground at 22.4 m', () => {
    const { stepM, levelsM } = levelPlanes(22.4, 20.5);
    expect(stepM).toBe(1);
    expect(levelsM.slice(0, 4)).toEqual([22, 21, 20, 19]);
  });

  it('stand each 5 m for a camera 20 m deep', () => {
    const { stepM, levelsM } = levelPlanes(22, 2);
    expect(stepM).toBe(5);
    expect(levelsM).toContain(0);
    expect(levelsM).toContain(-5);
  });

  it('go through the datum: 0.3 m of ground has its first plane at 0, the next at -1', () => {
    expect(levelPlanes(0.3, -1.5).levelsM.slice(0, 2)).toEqual([0, -1]);
  });

  it('never stand above the ground, and enclose a camera below it', () => {
    const level = fc.double({ min: -50, max: 500, noNaN: true });
    fc.assert(
      fc.property(level, fc.double({ min: 0.01, max: 100, noNaN: true }), (ground, depth) => {
        const { levelsM, stepM } = levelPlanes(ground, ground - depth);
        expect(levelsM).toHaveLength(MOST_PLANES);
        // A quotient too small for a double is zero: then the plane at 0 stands over a ground a hair below it.
        for (const plane of levelsM) expect(plane).toBeLessThanOrEqual(ground + 1e-9);
        expect(levelsM.some((plane) => plane <= ground - depth + 1e-9 && plane > ground - depth - stepM - 1e-9)).toBe(
          true,
        );
      }),
    );
  });
});
