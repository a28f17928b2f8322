const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

/** Nothing in a network, no coordinate and no level, is larger, in whatever unit: the Earth is 4e7 m round. */
const GREATEST = 1e9;

/** A decimal number of up to 1e9, or `null` for anything else (`NaN`, `1,5`, `inf`, `0x10`, `1e308`, nothing). */
export function decimal(text: string | undefined): number | null {
  if (text === undefined || !DECIMAL.test(text)) return null;
  const value = Number(text);
  return Math.abs(value) <= GREATEST ? value : null;
}

/** Takes off the noise of binary fractions: 9.419 + 0.25 reads 9.669, not 9.668999999999999. Nanometres in metres. */
export function tidy(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}
