import type { NetworkRows } from '@undercroft/core/network/network-rows';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { Store } from '@undercroft/store/store';
import { LRUCache } from 'lru-cache';
import { notImported } from '../served-scenes.ts';
import type { Revisions } from '../tiles/revisions.ts';

/** Links and nodes kept of all scenes together: about 400 MB. The network asked for longest ago goes first. */
const MOST_ROWS = 4_000_000;

/** The networks of scenes, whole, read once a revision however many ask; those not asked for make room. */
export class NetworkCache {
  readonly #store: Pick<Store, 'analysis'>;
  readonly #revisions: Revisions;
  readonly #kept = new LRUCache<string, NetworkRows>({
    maxSize: MOST_ROWS,
    sizeCalculation: ({ links, nodes }) => Math.max(1, links.count + nodes.count),
  });
  readonly #reading = new Map<string, Promise<NetworkRows>>();

  constructor(store: Pick<Store, 'analysis'>, revisions: Revisions) {
    this.#store = store;
    this.#revisions = revisions;
  }

  /** The network as it is published now. Rejects when it cannot be read whole. */
  async of(scene: Scene): Promise<NetworkRows> {
    const revision = await this.#revisions.current(scene.id);
    const kept = this.#kept.get(scene.id);
    if (kept !== undefined && kept.revision === revision) return kept;
    const under = this.#reading.get(scene.id);
    if (under !== undefined) {
      const rows = await under;
      if (rows.revision === revision) return rows;
      // It had begun before that revision was published; one that has begun since will do.
    }
    return await (this.#reading.get(scene.id) ?? this.#read(scene));
  }

  #read(scene: Scene): Promise<NetworkRows> {
    const reading = this.#store.analysis.network(scene.id).then((rows) => {
      if (rows === null) throw notImported(scene.id);
      this.#kept.set(scene.id, rows);
      return rows;
    });
    this.#reading.set(scene.id, reading);
    const done = () => void this.#reading.delete(scene.id);
    reading.then(done, done);
    return reading;
  }
}
