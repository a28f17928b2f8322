import { expect, it } from 'vitest';
import { UTILITIES } from './utility.ts';
import { UTILITY_COLOURS } from './utility-colour.ts';

/** CIE L*a*b* of an sRGB colour under D65. */
function lab(colour: readonly [number, number, number]): readonly [number, number, number] {
  const [r, g, b] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

it('tells any two utilities apart: colours differ by 24 or more (CIE 1976; 2.3 can just be seen)', () => {
  for (const [i, one] of UTILITIES.entries()) {
    for (const other of UTILITIES.slice(i + 1)) {
      const a = lab(UTILITY_COLOURS[one]);
      const b = lab(UTILITY_COLOURS[other]);
      const apart = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
      expect({ one, other, apart }).toEqual({ one, other, apart: Math.max(24, apart) });
    }
  }
});
