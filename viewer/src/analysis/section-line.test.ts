import { describe, expect, it } from 'vitest';
import { cutToLength, lengthM, MOST_LINE_M, pointsAlong, type SectionLine } from './section-line.ts';

/** Along the equator a degree of longitude is 6,378,137 m * pi / 180 = 111,319.49 m. */
const HUNDREDTH: SectionLine = [
  [119.6, 0],
  [119.601, 0],
];

describe('a section line', () => {
  it('is as long as the arc of the equator it lies on', () => {
    expect(lengthM(HUNDREDTH)).toBeCloseTo(111.31949, 3);
  });

  it('is sampled from end to end in equal steps no longer than asked for', () => {
    const points = pointsAlong(HUNDREDTH, 50);
    // 111.3 m in steps of at most 50 m: three steps.
    expect(points).toHaveLength(4);
    expect(points[0]).toEqual(HUNDREDTH[0]);
    expect(points[3]).toEqual(HUNDREDTH[1]);
    expect(points[1]?.[0]).toBeCloseTo(119.6 + 0.001 / 3, 9);
  });

  it('keeps its first end and its direction when it is cut', () => {
    const cut = cutToLength(HUNDREDTH, 50);
    expect(cut[0]).toEqual(HUNDREDTH[0]);
    expect(lengthM(cut)).toBeCloseTo(50, 6);
    expect(cut[1][1]).toBeCloseTo(0, 12);
    expect(cutToLength(HUNDREDTH)).toBe(HUNDREDTH);
    expect(MOST_LINE_M).toBeGreaterThan(111);
  });
});
