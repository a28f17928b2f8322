import type { Store } from '@undercroft/store/store';

/** How long a scene's revision is taken for current before the store is asked again, ms. */
const REVISION_FRESH_MS = 500;

/** The published revision of each scene, asked of the store at most twice a second. */
export class Revisions {
  readonly #store: Store;
  readonly #now: () => number;
  readonly #known = new Map<string, { readonly revision: string | null; readonly at: number }>();

  /** `now` gives milliseconds of a steady clock. */
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** The revision that is served now; null while nothing of the scene is published. */
  async current(scene: string): Promise<string | null> {
    const known = this.#known.get(scene);
    if (known !== undefined && this.#now() - known.at < REVISION_FRESH_MS) return known.revision;
    const revision = await this.#store.features.revision(scene);
    this.#known.set(scene, { revision, at: this.#now() });
    return revision;
  }

  /** Forgets what it knows of a scene, after an import. */
  refresh(scene: string): void {
    this.#known.delete(scene);
  }
}
