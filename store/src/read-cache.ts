/** Keeps the answers used last, and reads one once for all who ask for it at the same time. */
export class ReadCache<Answer> {
  readonly #most: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Promise<Answer>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The answer of that key; `read` is called when it is not kept. A failed reading is not kept. */
  get(key: string, read: () => Promise<Answer>): Promise<Answer> {
    const known = this.#kept.get(key);
    const answer = known ?? read();
    this.#kept.delete(key);
    this.#kept.set(key, answer);
    if (known === undefined) {
      answer.catch(() => {
        if (this.#kept.get(key) === answer) this.#kept.delete(key);
      });
      for (const oldest of this.#kept.keys()) {
        if (this.#kept.size <= this.#most) break;
        this.#kept.delete(oldest);
      }
    }
    return answer;
  }
}
