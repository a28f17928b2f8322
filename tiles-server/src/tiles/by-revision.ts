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
  readonly #known = new Map<string, Promise<Revised<Value>>>();

  constructor(revisions: Revisions, read: (scene: Scene, revision: string) => Promise<Value>) {
    this.#revisions = revisions;
    this.#read = read;
  }

  /** The value as of the scene's current revision; null while nothing of the scene is published. */
  async of(scene: Scene): Promise<Revised<Value> | null> {
    const revision = await this.#revisions.current(scene.id);
    if (revision === null) return null;
    const known = this.#known.get(scene.id);
    if (known !== undefined) {
      const value = await known.catch(() => null);
      if (value?.revision === revision) return value;
    }
    // A second request may have begun reading while this one waited: then both use that reading.
    const begun = this.#known.get(scene.id);
    if (begun !== undefined && begun !== known) return await begun;
    const reading = this.#read(scene, revision).then((value) => ({ revision, value }));
    this.#known.set(scene.id, reading);
    // A failed reading must not be the answer for ever.
    reading.catch(() => {
      if (this.#known.get(scene.id) === reading) this.#known.delete(scene.id);
    });
    return await reading;
  }
}
