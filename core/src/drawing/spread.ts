/**
 * Moves rising wishes as little as it can so that neighbours stand `pitch` or more apart, within `from` and `to` where
 * there is room: runs that crowd are pooled about their mean. Where there is not, they run on beyond `to`.
 */
export function spread(wishes: readonly number[], pitch: number, from: number, to: number): readonly number[] {
  const pools: { sum: number; count: number }[] = [];
  // Less its place in the row, each wish wants to be no less than the one before: isotonic regression by pooling.
  for (const [i, wish] of wishes.entries()) {
    let pool = { sum: wish - i * pitch, count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pools.pop();
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
    }
    pools.push(pool);
  }
  const out: number[] = [];
  const highest = to - (wishes.length - 1) * pitch;
  for (const { sum, count } of pools) {
    const at = Math.max(from, Math.min(highest, sum / count));
    for (let k = 0; k < count; k++) out.push(at + out.length * pitch);
  }
  return out;
}
