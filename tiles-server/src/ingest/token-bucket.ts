/** Events a second on average, and so many seconds' worth of them at once. */
const BURST_S = 10;

/** What a source may bring: `ratePerS` events a second on average, ten times as many at once. Times are ms of a steady clock. */
export class TokenBucket {
  readonly #ratePerMs: number;
  readonly #most: number;
  #tokens: number;
  #atMs: number;

  constructor(ratePerS: number, nowMs: number) {
    this.#ratePerMs = ratePerS / 1000;
    this.#most = Math.max(1, ratePerS * BURST_S);
    this.#tokens = this.#most;
    this.#atMs = nowMs;
  }

  /**
   * Takes `count` and gives 0, or leaves everything and gives the milliseconds after which it could. More than the bucket
   * ever holds is taken when it is full; it then owes the rest.
   */
  take(count: number, nowMs: number): number {
    this.#tokens = Math.min(this.#most, this.#tokens + Math.max(0, nowMs - this.#atMs) * this.#ratePerMs);
    this.#atMs = nowMs;
    const wanted = Math.min(count, this.#most);
    // A millionth is what adding up fractions may lose.
    if (this.#tokens + 1e-6 < wanted) return Math.ceil((wanted - this.#tokens) / this.#ratePerMs - 1e-6);
    this.#tokens -= count;
    return 0;
  }
}
