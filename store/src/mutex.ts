/** Runs one piece of work at a time, in the order asked for. */
export class Mutex {
  #last: Promise<unknown> = Promise.resolve();

  /** Waits for its turn, runs `work`, and settles as it does; a failure does not hold up the next. */
  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
