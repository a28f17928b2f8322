/** The middle value, or the mean of the two in the middle. Throws a RangeError when there is none. */
export function median(values: readonly number[]): number {
  return (quantile(values, 0.5, 'lower') + quantile(values, 0.5, 'upper')) / 2;
}

/** The smallest value that at least `share` of the values do not exceed. Throws a RangeError when there is none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (value === undefined) throw new RangeError('A percentile wants at least one value.');
  return value;
}

function quantile(values: readonly number[], share: number, side: 'lower' | 'upper'): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = share * (sorted.length - 1);
  const value = sorted[side === 'lower' ? Math.floor(place) : Math.ceil(place)];
  if (value === undefined) throw new RangeError('A median wants at least one value.');
  return value;
}

/** Rounds to four significant digits: more would be noise. */
export function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
