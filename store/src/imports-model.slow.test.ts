import { CELL_ZOOM } from '@undercroft/core/tiling/quadtree';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeStores } from '../../tests/support/describe-stores.ts';
import type { ImportSession, Store } from './store.ts';
import { SAMPLE_REPORT, sampleNode, sampleSource } from './testing/sample-features.ts';

const RUNS = 25;
const TIMEOUT_MS = 300_000;
const LAYERS = ['sewer', 'water'] as const;
const SOURCE_IDS = ['A', 'B', 'C', 'D', 'E'] as const;

/** Cover level by source id. */
type Content = ReadonlyMap<string, number>;

/** What is shown: the level, and the import that brought that version. */
type Shown = ReadonlyMap<string, { readonly level: number; readonly from: number }>;

interface LayerModel {
  /** The published imports that were not undone, oldest first. */
  published: { readonly id: number; readonly shown: Shown }[];
  draft: { readonly id: number; readonly content: Content; readonly base: number } | null;
  changes: number;
}

const content = fc
  .uniqueArray(fc.tuple(fc.constantFrom(...SOURCE_IDS), fc.integer({ min: 1, max: 2 })), {
    minLength: 2,
    selector: ([id]) => id,
  })
  .map((pairs): Content => new Map(pairs));

const step = fc.record({
  what: fc.oneof(
    { weight: 6, arbitrary: fc.constant('import' as const) },
    { weight: 3, arbitrary: fc.constant('hold' as const) },
    { weight: 3, arbitrary: fc.constant('publish' as const) },
    { weight: 4, arbitrary: fc.constant('undo' as const) },
    { weight: 1, arbitrary: fc.constant('discard' as const) },
    { weight: 1, arbitrary: fc.constant('give up' as const) },
    { weight: 1, arbitrary: fc.constant('undo an old one' as const) },
  ),
  // Mostly the one, so that its imports follow each other.
  layer: fc.constantFrom(...LAYERS, LAYERS[0], LAYERS[0]),
  content,
});

type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

function shownBy(layer: LayerModel | undefined): Shown {
  return layer?.published.at(-1)?.shown ?? new Map();
}

function merged(before: Shown, content: Content, id: number): Shown {
  return new Map(
    [...content].map(([sourceId, level]) => {
      const old = before.get(sourceId);
      return [sourceId, old?.level === level ? old : { level, from: id }];
    }),
  );
}

function changesOf(before: Shown, content: Content): object {
  const ids = [...content.keys()];
  const unchanged = ids.filter((id) => before.get(id)?.level === content.get(id)).length;
  const added = ids.filter((id) => !before.has(id)).length;
  const retired = [...before.keys()].filter((id) => !content.has(id)).length;
  return { added, unchanged, retired, changed: ids.length - added - unchanged };
}

/** Does the steps on a store and beside it on plain maps, and compares after each. */
class Run {
  readonly #store: Store;
  readonly #scene: string;
  readonly #layers = new Map<string, LayerModel>(
    LAYERS.map((name) => [name, { published: [], draft: null, changes: 0 }]),
  );
  readonly #revisions = new Set<string | null>();
  #revision: string | null = null;

  constructor(store: Store, scene: string) {
    this.#store = store;
    this.#scene = scene;
  }

  async take({ what, layer: name, content: features }: Step): Promise<void> {
    const layer = this.#layers.get(name);
    if (layer === undefined) throw new Error(`There is no layer ${name}.`);
    const before = this.#total();
    const { imports } = this.#store;
    switch (what) {
      case 'import': {
        const session = await this.#loaded(name, features);
        const of = shownBy(layer);
        const { report } = await session.publish(SAMPLE_REPORT);
        expect(report?.changes).toEqual(changesOf(of, features));
        layer.draft = null;
        this.#publish(layer, session.importId, features);
        break;
      }
      case 'hold': {
        const session = await this.#loaded(name, features);
        const of = shownBy(layer);
        const { report } = await session.hold(SAMPLE_REPORT);
        expect(report?.changes).toEqual(changesOf(of, features));
        layer.draft = { id: session.importId, content: features, base: layer.changes };
        break;
      }
      case 'publish': {
        const { draft } = layer;
        if (draft === null) return;
        if (draft.base === layer.changes) {
          await imports.publish(draft.id);
          layer.draft = null;
          this.#publish(layer, draft.id, draft.content);
        } else {
          await expect(imports.publish(draft.id)).rejects.toMatchObject({ code: 'draft-outdated' });
        }
        break;
      }
      case 'discard':
        if (layer.draft === null) return;
        await imports.discard(layer.draft.id);
        layer.draft = null;
        break;
      case 'give up': {
        const session = await this.#loaded(name, features);
        await session.discard(null);
        layer.draft = null;
        break;
      }
      case 'undo': {
        const newest = layer.published.pop();
        if (newest === undefined) return;
        await imports.undo(newest.id);
        layer.changes += 1;
        break;
      }
      case 'undo an old one': {
        const old = layer.published.at(-2);
        if (old === undefined) return;
        await expect(imports.undo(old.id)).rejects.toMatchObject({ code: 'not-newest' });
        break;
      }
    }
    await this.#compare(before !== this.#total());
  }

  async #loaded(layer: string, features: Content): Promise<ImportSession> {
    const session = await this.#store.imports.begin(sampleSource(this.#scene, { layer }));
    await session.write([...features].map(([id, coverLevelM]) => sampleNode(id, { coverLevelM })));
    return session;
  }

  #publish(layer: LayerModel, id: number, features: Content): void {
    layer.published.push({ id, shown: merged(shownBy(layer), features, id) });
    layer.changes += 1;
  }

  #total(): number {
    return [...this.#layers.values()].reduce((sum, { changes }) => sum + changes, 0);
  }

  async #compare(hasChanged: boolean): Promise<void> {
    const { features, tiles } = this.#store;
    const scene = this.#scene;
    const { nodes } = await tiles.rows(scene, 0, 4 ** CELL_ZOOM);
    const expected = LAYERS.flatMap((name) =>
      [...shownBy(this.#layers.get(name))].map(([id, { level }]) => `${name}.${id} ${level}`),
    );
    expect(nodes.map(({ featureId, node }) => `${featureId} ${node.coverLevelM}`).toSorted()).toEqual(
      expected.toSorted(),
    );
    for (const [name, layer] of this.#layers) {
      for (const sourceId of SOURCE_IDS) {
        const feature = await features.feature(scene, `${name}.${sourceId}`);
        expect(feature?.import.id).toBe(shownBy(layer).get(sourceId)?.from);
      }
      for (const { id: importId, shown } of layer.published) {
        const feature = await features.feature(scene, `${name}.A`, { importId });
        expect(feature?.family === 'node' ? feature.coverLevelM : undefined).toBe(shown.get('A')?.level);
      }
    }
    const revision = await features.revision(scene);
    if (expected.length === 0 && revision === null) {
      this.#revision = null;
      return;
    }
    if (hasChanged) expect(this.#revisions).not.toContain(revision);
    else expect(revision).toBe(this.#revision);
    this.#revisions.add(revision);
    this.#revision = revision;
  }
}

describeStores('any sequence of imports, drafts, publishes, undos and discards', (using) => {
  test(
    'shows what plain maps say, each version from the import that brought it, under a name of its own',
    async () => {
      const { store, newScene } = using();
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 10, maxLength: 20 }), async (steps) => {
          const run = new Run(store, newScene());
          for (const each of steps) await run.take(each);
        }),
        { numRuns: RUNS, seed: 20_26 },
      );
      expect(
        await store.sql.query(
          'select count(*) as count from import_seen s where not exists (select from import i where i.id = s.import_id and i.state = $1)',
          ['draft'],
        ),
      ).toEqual([{ count: 0 }]);
    },
    TIMEOUT_MS,
  );
});
