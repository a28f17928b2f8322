import { describe, expect, it } from 'vitest';
import { fixed, grouped, metres, millimetres, networkLength, scaleBar, slopePerMille } from './quantity.ts';

describe('quantities on screen', () => {
  it('carry a real minus, and none before zero', () => {
    expect(metres(-1.85)).toBe('−1.85 m');
    expect(fixed(-0.004, 2)).toBe('0.00');
  });

  it('are grouped in threes', () => {
    expect(grouped(51248)).toBe('51\u202f248');
    expect(grouped(999)).toBe('999');
    expect(grouped(-1234567.25, 1)).toBe('−1\u202f234\u202f567.3');
    expect(millimetres(1200)).toBe('1\u202f200 mm');
  });

  it('are kilometres from a thousand metres', () => {
    expect(networkLength(999.4)).toBe('999 m');
    expect(networkLength(51248)).toBe('51.2 km');
  });

  it('give slopes in per mille', () => {
    expect(slopePerMille(0.0042)).toBe('4.20 ‰');
    expect(slopePerMille(-0.0173)).toBe('−17.3 ‰');
  });

  it('draw 100 m as 50 pixels at two metres a pixel', () => {
    expect(scaleBar(2, 99)).toEqual({ lengthM: 100, widthPx: 50 });
    expect(scaleBar(0.004, 100)).toEqual({ lengthM: 0.2, widthPx: 50 });
  });
});
