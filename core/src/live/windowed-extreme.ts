/** The lowest, or highest, value of the last while. */
export interface WindowedExtreme {
  /** Takes in a value and answers the extreme of the window that ends with it. Times do not go back. */
  after(value: number, atMs: number): number;
}

/**
 * `isLowest` false is the highest. A queue in which values only grow (or only fall): each value enters and leaves once, and
 * what can never be the extreme again is not kept.
 */
export function windowedExtreme(isLowest: boolean, windowMs: number): WindowedExtreme {
  const queue: { readonly value: number; readonly atMs: number }[] = [];
  return {
    after(value, atMs) {
      while (queue.length > 0) {
        const last = queue.at(-1);
        if (last === undefined || (isLowest ? last.value < value : last.value > value)) break;
        queue.pop();
      }
      queue.push({ value, atMs });
      let first = queue[0];
      while (first !== undefined && atMs - first.atMs > windowMs) {
        queue.shift();
        first = queue[0];
      }
      return first?.value ?? value;
    },
  };
}
