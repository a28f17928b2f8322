import type { Scene } from '@undercroft/core/protocol/scene';
import type { Revisions } from './revisions.ts';

/** A value of a scene with the revision of the rows it was read from. */
export interface Revised<Value> {
  readonly revision: string;
  readonly value: Value;
}

/**
 * What is read once a revision: the value of each scene's current revision, read once for all who ask at the same time.
 */
export class ByRevision<Value> {
  readonly #revisions: Revisions;
  readonly #read: (scene: Scene, revision: string) => Promise<Value>;
  /** What was read last. It is no promise: whoever waits for one that lives long is kept by the collector as long. */
  readonly #known = new Map<string, Revised<Value>>();
  readonly #reading = new Map<string, Reading<Value>>();

  constructor(revisions: Revisions, read: (scene: Scene, revision: string) => Promise<Value>) {
    this.#revisions = revisions;
    this.#read = read;
  }

  /** The value as of the scene's current revision; null while nothing of the scene is published. */
  async of(scene: Scene): Promise<Revised<Value> | null> {
    const revision = await this.#revisions.current(scene.id);
    if (revision === null) return null;
    const known = this.#known.get(scene.id);
    if (known?.revision === revision) return known;
    const begun = this.#reading.get(scene.id);
    // One that reads an older revision is of no use: what it reads is replaced.
    if (begun?.revision === revision) return await begun.value;
    const value = this.#readNow(scene, revision);
    this.#reading.set(scene.id, { revision, value });
    return await value;
  }

  async #readNow(scene: Scene, revision: string): Promise<Revised<Value>> {
    try {
      const read = { revision, value: await this.#read(scene, revision) };
      if (this.#isNewest(scene, revision)) this.#known.set(scene.id, read);
      return read;
    } finally {
      // A failed reading must not be the answer for ever.
      if (this.#isNewest(scene, revision)) this.#reading.delete(scene.id);
    }
  }

  #isNewest(scene: Scene, revision: string): boolean {
    return this.#reading.get(scene.id)?.revision === revision;
  }
}

interface Reading<Value> {
  readonly revision: string;
  readonly value: Promise<Revised<Value>>;
}
