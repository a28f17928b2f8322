import { ProblemError } from '../problem.ts';

/** How much is worked on, and waited for, at the same time. */
export interface TurnsOptions {
  /** Works at once. */
  readonly atOnce: number;
  /** Waiting beyond those; one more is refused. */
  readonly waiting: number;
  /** What the works are called to whoever is sent away; analyses unless told. */
  readonly what?: string;
}

/** Lets so many works run at once and so many wait; who comes then is sent away instead of kept for ever. */
export class Turns {
  readonly #options: TurnsOptions;
  readonly #queue: (() => void)[] = [];
  #running = 0;

  constructor(options: TurnsOptions) {
    this.#options = options;
  }

  /**
   * Runs `work` when its turn comes; whose caller has gone loses the turn. Throws `ProblemError('too-busy')` when too many
   * wait, and the signal's reason when it aborts before the turn.
   */
  async run<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#turn(signal);
    try {
      signal.throwIfAborted();
      return await work();
    } finally {
      this.#release();
    }
  }

  async #turn(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#running < this.#options.atOnce) {
      this.#running += 1;
      return;
    }
    const { atOnce, waiting, what = 'analyses' } = this.#options;
    if (this.#queue.length >= waiting) {
      throw new ProblemError(
        'too-busy',
        `The server works on ${atOnce} ${what} and ${this.#queue.length} wait: ask again in a moment.`,
      );
    }
    await new Promise<void>((resolve, reject) => {
      const called = () => {
        signal.removeEventListener('abort', left);
        resolve();
      };
      const left = () => {
        this.#queue.splice(this.#queue.indexOf(called), 1);
        reject(signal.reason);
      };
      signal.addEventListener('abort', left, { once: true });
      this.#queue.push(called);
    });
  }

  /** The place goes to who waits longest; only without any does it fall free. */
  #release(): void {
    const next = this.#queue.shift();
    if (next === undefined) this.#running -= 1;
    else next();
  }
}
