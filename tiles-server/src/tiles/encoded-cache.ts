import { LRUCache } from 'lru-cache';
import type { Encoded } from './encoded.ts';

/** Compressed tiles kept in memory, bytes. */
const CACHE_BYTES = 192 * 1024 * 1024;

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
  readonly #making = new Map<string, Promise<Encoded | null>>();

  /** The body of that key; `make` is called when it is neither kept nor being made. A failure is not kept. */
  async get(key: string, make: () => Promise<Encoded | null>): Promise<Encoded | null> {
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept.body;
    const underWay = this.#making.get(key);
    if (underWay !== undefined) return await underWay;
    const making = make().finally(() => this.#making.delete(key));
    this.#making.set(key, making);
    const body = await making;
    this.#kept.set(key, { body });
    return body;
  }
}
