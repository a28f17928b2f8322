/** Waits between attempts: doubling from the first to the longest, each shortened by up to half by chance. */
export interface BackOff {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Short enough that a view is whole again some seconds after its server is back, however long that was away. */
export const TILE_BACK_OFF: BackOff = { firstMs: 500, longestMs: 5000 };

/**
 * Milliseconds to wait before attempt number `attempt` (1 is the first repeat). `chance` in [0, 1) spreads clients that
 * failed together; the answer lies between half of the full wait and all of it.
 */
export function waitMs(attempt: number, chance: number, backOff: BackOff = TILE_BACK_OFF): number {
  const full = Math.min(backOff.longestMs, backOff.firstMs * 2 ** Math.min(Math.max(attempt - 1, 0), 30));
  return full * (1 - chance / 2);
}
