/** Most rows handed on at once: enough to be fast, few enough for anybody to spread into a call or draw a picture between. */
const MAX_BATCH = 4096;

/** The same rows in batches of a few thousand at most. */
export function* inBatches<T>(rows: readonly T[]): Generator<readonly T[]> {
  if (rows.length <= MAX_BATCH) {
    if (rows.length > 0) yield rows;
    return;
  }
  for (let start = 0; start < rows.length; start += MAX_BATCH) yield rows.slice(start, start + MAX_BATCH);
}
