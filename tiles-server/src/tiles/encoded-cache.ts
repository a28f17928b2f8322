import { LRUCache } from 'lru-cache';
import type { Encoded } from './encoded.ts';
import { SharedWork } from './shared-work.ts';

/** Compressed tiles kept in memory, bytes. */
const CACHE_BYTES = 64 * 1024 * 1024;

/** What an entry takes beside its bytes, roughly. */
const ENTRY_BYTES = 200;

interface Entry {
  /** Null for a tile that holds nothing. */
  readonly body: Encoded | null;
}

/** Bodies by key: made once for all who ask at the same time, and kept while there is room. */
export class EncodedCache {
  readonly #kept = new LRUCache<string, Entry>({
    maxSize: CACHE_BYTES,
    sizeCalculation: ({ body }) => (body?.gzip.length ?? 0) + ENTRY_BYTES,
  });
  readonly #making = new Map<string, SharedWork<Encoded | null>>();

  /** The body of that key when it is kept; null when it is not, and for a tile that holds nothing. */
  kept(key: string): Encoded | null {
    return this.#kept.get(key)?.body ?? null;
  }

  /**
   * The body of that key; `make` is called when it is neither kept nor being made, with a signal that aborts when
   * everyone who asked has gone. A failure is not kept. Rejects with the reason of `signal` when that aborts.
   */
  async get(
    key: string,
    make: (signal: AbortSignal) => Promise<Encoded | null>,
    signal?: AbortSignal,
  ): Promise<Encoded | null> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept.body;
    const underWay = this.#making.get(key);
    const work = underWay === undefined || underWay.isGivenUp ? this.#begin(key, make) : underWay;
    return await work.join(signal);
  }

  #begin(key: string, make: (signal: AbortSignal) => Promise<Encoded | null>): SharedWork<Encoded | null> {
    const work: SharedWork<Encoded | null> = new SharedWork(async (signal) => {
      try {
        const body = await make(signal);
        this.#kept.set(key, { body });
        return body;
      } finally {
        if (this.#making.get(key) === work) this.#making.delete(key);
      }
    });
    this.#making.set(key, work);
    return work;
  }
}
