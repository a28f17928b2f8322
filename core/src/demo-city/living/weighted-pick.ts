/** Gives the index of a weight for a number in [0, 1): each as often as its weight says. */
export function weightedPick(weights: readonly number[]): (draw: number) => number {
  const upTo = new Float64Array(weights.length);
  let sum = 0;
  for (const [i, weight] of weights.entries()) {
    sum += weight;
    upTo[i] = sum;
  }
  return (draw) => {
    const wanted = draw * sum;
    let low = 0;
    let high = upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] ?? 0) > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** Shares a whole number out by weight: the sum is exact, each share within one of its due (largest remainders). */
export function share(count: number, weights: readonly number[]): readonly number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const due = weights.map((weight) => (count * weight) / sum);
  const shares = due.map(Math.floor);
  let left = count - shares.reduce((total, each) => total + each, 0);
  const byRemainder = due
    .map((each, i) => ({ i, rest: each - Math.floor(each) }))
    .sort((a, b) => b.rest - a.rest || a.i - b.i);
  for (const { i } of byRemainder) {
    if (left <= 0) break;
    shares[i] = (shares[i] ?? 0) + 1;
    left -= 1;
  }
  return shares;
}
