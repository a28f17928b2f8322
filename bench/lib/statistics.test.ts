import { describe, expect, it } from 'vitest';
import { median, percentile, rounded } from './statistics.ts';

describe('statistics', () => {
  it('takes the middle value, or the mean of the two in the middle', () => {
    expect(median([9, 1, 5])).toBe(5);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow(RangeError);
  });

  it('takes the smallest value that 95 of 100 do not exceed', () => {
    const values = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(values, 0.95)).toBe(95);
    expect(percentile([7], 0.95)).toBe(7);
    expect(() => percentile([], 0.95)).toThrow(RangeError);
  });

  it('keeps four digits', () => {
    expect(rounded(123_456)).toBe(123_500);
    expect(rounded(0.012_345_6)).toBe(0.012_35);
  });
});
