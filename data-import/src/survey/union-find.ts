/** Sets of numbers from 0 that are joined two by two; the least number of a set stands for it. */
export function unionFind(count: number): Int32Array {
  const roots = new Int32Array(count);
  for (let i = 0; i < count; i++) roots[i] = i;
  return roots;
}

export function join(roots: Int32Array, a: number, b: number): void {
  const rootA = rootOf(roots, a);
  const rootB = rootOf(roots, b);
  if (rootA !== rootB) roots[Math.max(rootA, rootB)] = Math.min(rootA, rootB);
}

export function rootOf(roots: Int32Array, start: number): number {
  let i = start;
  for (let up = roots[i] ?? i; up !== i; up = roots[i] ?? i) {
    // Halves the way for the next who asks.
    roots[i] = roots[up] ?? up;
    i = up;
  }
  return i;
}
