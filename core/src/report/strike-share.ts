/** A probability of a strike in whole percent: none is ever printed as impossible, or as certain. */
export function strikeShare(share: number): string {
  if (share < 0.01) return '< 1 %';
  if (share > 0.99) return '> 99 %';
  return `${Math.round(share * 100)} %`;
}
