import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { besideAxis } from './beside-axis.ts';

function moved(points: readonly number[], asideM: number): readonly number[] {
  return [...besideAxis(Float64Array.from(points), asideM)].map((value) => Math.round(value * 1e9) / 1e9 + 0);
}

describe('an axis moved to its right', () => {
  it('lies to the east of one that runs north, at its levels', () => {
    expect(moved([0, 0, 5, 0, 10, 4], 0.6)).toEqual([0.6, 0, 5, 0.6, 10, 4]);
  });

  it('meets the other leg at a right angle, whatever the lengths of the legs: 100 m north, 4 m east', () => {
    expect(moved([0, 0, 0, 0, 100, 0, 4, 100, 0], 0.6)).toEqual([0.6, 0, 0, 0.6, 99.4, 0, 4, 99.4, 0]);
    expect(moved([0, 0, 0, 0, 100, 0, 4, 100, 0], -0.6)).toEqual([-0.6, 0, 0, -0.6, 100.6, 0, 4, 100.6, 0]);
  });

  it('goes with the leg before it down a riser, and with the one after it where it begins with one', () => {
    expect(moved([0, 0, 5, 0, 10, 5, 0, 10, 2], 1)).toEqual([1, 0, 5, 1, 10, 5, 1, 10, 2]);
    expect(moved([0, 0, 5, 0, 0, 2, 10, 0, 2], 1)).toEqual([0, -1, 5, 0, -1, 2, 10, -1, 2]);
  });

  it('stays where it is without any plan direction', () => {
    expect(moved([3, 4, 5, 3, 4, 1], 1)).toEqual([3, 4, 5, 3, 4, 1]);
  });

  it('runs no farther out than 1 / cos 50 degrees at a sharp turn, and comes back along the way it went', () => {
    const back = moved([0, 0, 0, 0, 10, 0, 0, 0, 0], 1);
    expect(back.slice(3, 5)).toEqual([1, 10]);
    const turn = (160 * Math.PI) / 180;
    const sharp = moved([0, 0, 0, 0, 10, 0, 10 * Math.sin(turn), 10 + 10 * Math.cos(turn), 0], 1);
    expect(Math.hypot(sharp[3] ?? 0, (sharp[4] ?? 0) - 10)).toBeCloseTo(1 / Math.cos((50 * Math.PI) / 180), 8);
  });

  it('keeps every leg of long enough legs as far away as wanted at turns of up to 100 degrees', () => {
    const step = fc.record({
      turn: fc.double({ min: -1.74, max: 1.74, noNaN: true }),
      length: fc.double({ min: 5, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.double({ min: -1, max: 1, noNaN: true }),
        (steps, aside) => {
          const axis = [0, 0, 0];
          let heading = 0;
          for (const { turn, length } of steps) {
            heading += turn;
            const n = axis.length;
            axis.push(
              (axis[n - 3] ?? 0) + length * Math.sin(heading),
              (axis[n - 2] ?? 0) + length * Math.cos(heading),
              0,
            );
          }
          const beside = besideAxis(Float64Array.from(axis), aside);
          for (let k = 0; k + 3 < axis.length; k += 3) {
            const [x, y] = [axis[k] ?? 0, axis[k + 1] ?? 0];
            const [dx, dy] = [(axis[k + 3] ?? 0) - x, (axis[k + 4] ?? 0) - y];
            for (const end of [k, k + 3]) {
              const rightM = (((beside[end] ?? 0) - x) * dy - ((beside[end + 1] ?? 0) - y) * dx) / Math.hypot(dx, dy);
              expect(rightM).toBeCloseTo(aside, 8);
            }
          }
        },
      ),
    );
  });
});
