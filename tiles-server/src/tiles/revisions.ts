import type { SceneVersions } from '@undercroft/store/edit-store';
import type { Store } from '@undercroft/store/store';

/** How long a scene's revision is taken for current before the store is asked again, ms. */
const REVISION_FRESH_MS = 500;

/** The published revision of each scene, asked of the store at most twice a second. */
export class Revisions {
  readonly #store: Pick<Store, 'edits'>;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly versions: SceneVersions | null; readonly at: number }>();
  /** How often a scene has been forgotten: what the store was asked before that is not kept. */
  readonly #forgotten = new Map<string, number>();

  /** `now` gives milliseconds of a steady clock. */
  constructor(store: Pick<Store, 'edits'>, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The revision that is served now; null while nothing of the scene is published. */
  async current(scene: string): Promise<string | null> {
    return (await this.versions(scene))?.revision ?? null;
  }

  /** The same, with the names of what changes less often. */
  async versions(scene: string): Promise<SceneVersions | null> {
    const known = this.fresh(scene);
    if (known !== undefined) return known;
    const at = this.#now();
    const forgotten = this.#forgotten.get(scene);
    const versions = await this.#store.edits.versions(scene);
    if (this.#forgotten.get(scene) === forgotten) this.#known.set(scene, { versions, at });
    return versions;
  }

  /** Those of this very moment, where they will never name other rows; null where that is not known. */
  async lasting(scene: string): Promise<SceneVersions | null> {
    return await this.#store.edits.lastingVersions(scene);
  }

  /** What `versions` gives, without asking; undefined when nobody knows it of late. */
  fresh(scene: string): SceneVersions | null | undefined {
    const known = this.#known.get(scene);
    return known !== undefined && this.#now() - known.at < REVISION_FRESH_MS ? known.versions : undefined;
  }

  /** Forgets what it knows of a scene, after an import or an edit. */
  refresh(scene: string): void {
    this.#known.delete(scene);
    this.#forgotten.set(scene, (this.#forgotten.get(scene) ?? 0) + 1);
  }
}
