import { describe, expect, it } from 'vitest';
import { laidSolid, planGapM, spaceGapM } from './laid-solid.ts';
import { BANK, laidLine, laidPoint } from './testing/laid-line.ts';

const pipe = laidSolid(laidLine(laidPoint('A', [0, 0]), laidPoint('B', [20, 0])));
const bank = (y: number, topM: number, x = 0) =>
  laidSolid(
    laidLine(laidPoint('C', [x, y]), laidPoint('D', [x + 20, y]), {
      utility: 'power',
      make: BANK,
      fromLevelM: topM,
      toLevelM: topM,
    }),
  );

describe('the outside of laid lines', () => {
  it('pipe beside bank: 2 m between the axes less 0.1 and 0.3', () => {
    expect(planGapM(pipe, bank(2, -0.8))).toBeCloseTo(1.6, 12);
    // Their axes lie at -1, so that the nearest wall of the bank is straight beside the pipe.
    expect(spaceGapM(pipe, bank(2, -0.8))).toBeCloseTo(1.6, 12);
  });

  it('pipe above and beside a bank: from its axis to the upper edge, 1.7 m across and 1 m down, less 0.1', () => {
    expect(spaceGapM(pipe, bank(2, -2))).toBeCloseTo(Math.hypot(1.7, 1) - 0.1, 12);
  });

  it('a round pipe reaches past its last point by its radius, a bank ends there', () => {
    expect(planGapM(pipe, bank(0, -0.8, 21))).toBeCloseTo(0.9, 12);
    expect(planGapM(bank(0, -0.8), bank(0, -0.8, 21))).toBeCloseTo(1, 12);
  });

  it('meets what lies wholly inside it, or passes through it without an edge being near', () => {
    expect(spaceGapM(pipe, bank(0, -0.8))).toBeLessThanOrEqual(0);
    const across = laidSolid(
      laidLine(laidPoint('E', [10, -5]), laidPoint('F', [10, 5]), { make: BANK, fromLevelM: -0.75, toLevelM: -0.75 }),
    );
    expect(spaceGapM(bank(0, -0.8), across)).toBeCloseTo(0, 12);
    // Lifted by 0.5 m its bottom at -0.65 clears the top at -0.8 by 0.15.
    expect(spaceGapM(bank(0, -0.8), across, 0.5)).toBeCloseTo(0.15, 12);
  });
});
