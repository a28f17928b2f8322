import type { Scene } from '@undercroft/core/protocol/scene';
import type { SceneVersions } from '@undercroft/store/edit-store';
import type { Revisions } from './revisions.ts';

/** A value of a scene with the revision of the rows it was read from. */
export interface Revised<Value> {
  readonly revision: string;
  readonly value: Value;
}

/**
 * What is read once a revision: the value of each scene's current revision, read once for all who ask at the same time.
 * What does not hold rows of the network is read once a change of the rest: `of` says of which.
 */
export class ByRevision<Value> {
  readonly #revisions: Revisions;
  readonly #read: (scene: Scene, revision: string) => Promise<Value>;
  readonly #of: keyof SceneVersions;
  readonly #known = new Map<string, Promise<Revised<Value>>>();
  readonly #settled = new Map<string, Revised<Value>>();

  constructor(
    revisions: Revisions,
    read: (scene: Scene, revision: string) => Promise<Value>,
    of: keyof SceneVersions = 'revision',
  ) {
    this.#revisions = revisions;
    this.#read = read;
    this.#of = of;
  }

  /** The value as of the scene's current revision; null while nothing of the scene is published. */
  async of(scene: Scene): Promise<Revised<Value> | null> {
    const revision = (await this.#revisions.versions(scene.id))?.[this.#of];
    if (revision === undefined) return null;
    // While one reading is waited for another request may begin the next: then both use that.
    let known = this.#known.get(scene.id);
    for (let before: typeof known; known !== undefined && known !== before; known = this.#known.get(scene.id)) {
      before = known;
      const value = await known.catch(() => null);
      if (value?.revision === revision) return value;
    }
    const reading = this.#read(scene, revision).then((value) => ({ revision, value }));
    this.#known.set(scene.id, reading);
    reading.then(
      (settled) => {
        if (this.#known.get(scene.id) === reading) this.#settled.set(scene.id, settled);
      },
      // A failed reading must not be the answer for ever.
      () => {
        if (this.#known.get(scene.id) === reading) this.#known.delete(scene.id);
      },
    );
    return await reading;
  }

  /** The same without asking or reading anything; null where it is not known to be current. */
  fresh(scene: Scene): Revised<Value> | null {
    const settled = this.#settled.get(scene.id);
    const revision = this.#revisions.fresh(scene.id)?.[this.#of];
    return settled !== undefined && settled.revision === revision ? settled : null;
  }
}
