import { describe, expect, it } from 'vitest';
import { capsuleOverlap, crossingSpan, type LaidSize } from './crossings.ts';
import type { Obstacle } from './obstacle.ts';

const WATER: LaidSize = { kind: 'water', halfWidthM: 0.1, heightM: 0.2 };

function across(xM: number, more: Partial<Obstacle> = {}): Obstacle {
  return {
    kind: 'gas',
    network: 'gas',
    line: 1,
    a: [xM, -5],
    b: [xM, 5],
    halfWidthM: 0.1,
    topAM: 3,
    topBM: 3,
    bottomAM: 2.8,
    bottomBM: 2.8,
    ...more,
  };
}

describe('capsuleOverlap', () => {
  it('is twice the reach where lines cross squarely', () => {
    expect(capsuleOverlap([0, 0], [10, 0], [5, -5], [5, 5], 1)).toEqual({ fromM: 4, toM: 6 });
  });

  it('is longer by the root of two where they cross at 45 degrees', () => {
    const overlap = capsuleOverlap([0, 0], [10, 0], [0, -5], [10, 5], 1);
    expect(overlap?.fromM).toBeCloseTo(5 - Math.SQRT2, 9);
    expect(overlap?.toM).toBeCloseTo(5 + Math.SQRT2, 9);
  });

  it('counts what ends short of the line but within reach of it', () => {
    const overlap = capsuleOverlap([0, 0], [10, 0], [5, 0.6], [5, 5], 1);
    expect(overlap?.fromM).toBeCloseTo(4.2, 9);
    expect(overlap?.toM).toBeCloseTo(5.8, 9);
  });

  it('is nothing where lines pass apart', () => {
    expect(capsuleOverlap([0, 0], [10, 0], [0, 1.5], [10, 1.5], 1)).toBeNull();
  });

  it('is the whole stretch beside a parallel line within reach', () => {
    expect(capsuleOverlap([2, 0], [8, 0], [0, 0.5], [10, 0.5], 1)).toEqual({ fromM: 0, toM: 6 });
  });
});

describe('crossingSpan', () => {
  it('bars outer tops from the clearance under the gas main to the clearance and its own height over it', () => {
    const span = crossingSpan([0, 0], [10, 0], WATER, across(5));
    // Both half-widths and 0.2 m beside; 0.15 m clear, and 15 mm to spare.
    expect(span?.fromM).toBeCloseTo(4.6, 9);
    expect(span?.toM).toBeCloseTo(5.4, 9);
    expect(span?.lowM).toBeCloseTo(2.8 - 0.15 - 0.015, 9);
    expect(span?.highM).toBeCloseTo(3 + 0.15 + 0.2 + 0.015, 9);
  });

  it('takes the highest top and the lowest bottom of a sloping line over the overlap', () => {
    const sloping = across(5, { topAM: 3, topBM: 4, bottomAM: 2.8, bottomBM: 3.8 });
    const span = crossingSpan([0, 0], [10, 0], WATER, sloping);
    // It climbs 0.1 m a metre, and 0.4 m on both sides of the middle count.
    expect(span?.highM).toBeCloseTo(3.5 + 0.04 + 0.15 + 0.2 + 0.015, 9);
    expect(span?.lowM).toBeCloseTo(3.3 - 0.04 - 0.15 - 0.015, 9);
  });

  it('lets nothing through above the floor of a shaft', () => {
    const shaft = across(5, { kind: 'shaft', a: [5, 0], b: [5, 0], halfWidthM: 0.7, topAM: 6, topBM: 6 });
    const span = crossingSpan([0, 0], [10, 0], WATER, shaft);
    expect(span?.fromM).toBeCloseTo(5 - 1.1, 9);
    expect(span?.highM).toBe(Number.POSITIVE_INFINITY);
    expect(span?.lowM).toBeCloseTo(2.8 - 0.3 - 0.015, 9);
  });
});
