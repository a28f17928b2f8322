/**
 * Share of a normal distribution about 0 that lies below `x`. Within 7.5e-8 (Abramowitz and Stegun 1964, 26.2.17).
 * Without spread it is a step, half at 0.
 */
export function normalShare(x: number, sigma: number): number {
  if (sigma === 0) return x > 0 ? 1 : x < 0 ? 0 : 0.5;
  const z = Math.abs(x / sigma);
  if (z > 8) return x > 0 ? 1 : 0;
  const t = 1 / (1 + 0.2316419 * z);
  const tail =
    Math.exp(-0.5 * z * z) *
    INVERSE_ROOT_2PI *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x >= 0 ? 1 - tail : tail;
}

export const INVERSE_ROOT_2PI = 1 / Math.sqrt(2 * Math.PI);
