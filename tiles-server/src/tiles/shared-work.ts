/** One work for all who wait for it. Whoever has gone waits no longer, and when the last has gone the work is given up. */
export class SharedWork<Result> {
  readonly #abort = new AbortController();
  readonly #result: Promise<Result>;
  #waiting = 0;

  /** `work` is begun at once; its signal aborts when nobody waits any more. */
  constructor(work: (signal: AbortSignal) => Promise<Result>) {
    this.#result = work(this.#abort.signal);
    // Whoever waited may have gone: then nobody hears of a failure.
    this.#result.catch(() => undefined);
  }

  /** True once it was given up: its result is worth nothing. */
  get isGivenUp(): boolean {
    return this.#abort.signal.aborted;
  }

  /** Resolves to the result; rejects with the signal's reason as soon as that aborts. */
  async join(signal?: AbortSignal): Promise<Result> {
    this.#waiting += 1;
    if (signal === undefined) return await this.#result;
    return await new Promise<Result>((resolve, reject) => {
      const leave = (): void => {
        this.#waiting -= 1;
        if (this.#waiting === 0) this.#abort.abort(signal.reason);
        reject(signal.reason);
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave, { once: true });
      this.#result.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
    });
  }
}
