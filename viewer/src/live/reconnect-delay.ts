/** The first and the longest wait before a broken stream is opened again, milliseconds. */
export const RECONNECT_MS = { first: 500, longest: 30_000 } as const;

/**
 * How long to wait before the `attempt`th try (from 0): twice as long from try to try, of which a random half is left
 * out, so that the pages of a whole building do not come back in the same moment. `random` lies in [0, 1).
 */
export function reconnectDelayMs(attempt: number, random: number): number {
  const whole = Math.min(RECONNECT_MS.longest, RECONNECT_MS.first * 2 ** Math.min(attempt, 20));
  return Math.max(RECONNECT_MS.first, whole * (0.5 + random / 2));
}
