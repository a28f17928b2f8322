type Levels = Float32Array | null;

/** Keeps the blocks used last, and reads a block once for all who ask for it at the same time. */
export class BlockCache {
  readonly #most: number;
  /** In the order of their last use. */
  readonly #kept = new Map<string, Promise<Levels>>();

  constructor(most: number) {
    this.#most = most;
  }

  /** The block of that key; `read` is called when it is not kept. A failed reading is not kept. */
  get(key: string, read: () => Promise<Levels>): Promise<Levels> {
    const known = this.#kept.get(key);
    const block = known ?? read();
    this.#kept.delete(key);
    this.#kept.set(key, block);
    if (known === undefined) {
      block.catch(() => {
        if (this.#kept.get(key) === block) this.#kept.delete(key);
      });
      for (const oldest of this.#kept.keys()) {
        if (this.#kept.size <= this.#most) break;
        this.#kept.delete(oldest);
      }
    }
    return block;
  }
}
