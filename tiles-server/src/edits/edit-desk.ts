import { patchedLink, patchedNode } from '@undercroft/core/edit/apply-patch';
import {
  type EditedFeature,
  type EditNote,
  type FeatureEdit,
  type FeatureEditAnswer,
  linkPatchSchema,
  nodePatchSchema,
} from '@undercroft/core/protocol/feature-edit';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { DoneEdit } from '@undercroft/store/edit-store';
import type { Store } from '@undercroft/store/store';
import type { LiveHub } from '../live/hub.ts';
import { parsed } from '../parsed.ts';
import { ProblemError } from '../problem.ts';
import { notImported } from '../served-scenes.ts';
import type { Revisions } from '../tiles/revisions.ts';
import type { SceneTiles } from '../tiles/scene-tiles.ts';
import type { TileService } from '../tiles/tile-service.ts';

export interface EditDeskOptions {
  readonly store: Pick<Store, 'edits' | 'features' | 'imports'>;
  readonly revisions: Revisions;
  readonly tiles: TileService;
  /** Who tells those that follow a scene; null where nobody does. */
  readonly hub: Pick<LiveHub, 'tellEdit' | 'tellPublished'> | null;
}

/** The tileset that holds the rows which can be edited. */
const TILESET = 'network';

/** Puts rows of the network right and tells everybody at once; the same for what is undone or published. */
export class EditDesk {
  readonly #options: EditDeskOptions;

  constructor(options: EditDeskOptions) {
    this.#options = options;
  }

  /** Changes one link or node. Durable, and told to everybody, before it resolves. */
  async edit(scene: Scene, id: string, { by, reason, seen, patch }: FeatureEdit): Promise<FeatureEditAnswer> {
    const { store } = this.#options;
    const before = await this.#tilesOf(scene);
    const done = await store.edits.apply({ scene: scene.id, id, seen, by, reason }, (row) => {
      switch (row.family) {
        case 'link':
          return patchedLink(row.link, parsed(linkPatchSchema, patch));
        case 'node':
          return patchedNode(row.node, row.links, parsed(nodePatchSchema, patch));
      }
    });
    if (done === null) {
      throw new ProblemError('unknown-feature', `There is no link or node "${id}" in the scene "${scene.id}".`);
    }
    if (done.changed.length === 0) {
      return { isChanged: false, edit: await this.#noteOf(scene, { ...done, changed: [id] }, by, before) };
    }
    return { isChanged: true, edit: await this.#tell(scene, done, by, before) };
  }

  /** Takes the newest import of a layer back; of one that was an edit, everybody is told as of another edit. */
  async undo(scene: Scene, importId: number): Promise<ImportRecord> {
    const { store, revisions } = this.#options;
    const edit = await store.edits.find(importId);
    if (edit === null) {
      const record = await store.imports.undo(importId);
      await this.published(scene);
      return record;
    }
    const before = await this.#tilesOf(scene);
    const was = await store.features.revision(scene.id);
    const record = await store.imports.undo(importId);
    revisions.refresh(scene.id);
    const revision = (await revisions.current(scene.id)) ?? '';
    await this.#tell(scene, { ...edit, before: was ?? '', revision }, record.by, before);
    return record;
  }

  /** Something of a scene was published, undone or imported: whoever follows it is told at once. */
  async published(scene: Scene): Promise<void> {
    this.#options.revisions.refresh(scene.id);
    // Where this fails, the next heartbeat of the stream tells it.
    await this.#options.hub?.tellPublished(scene.id).catch(() => undefined);
  }

  async #tilesOf(scene: Scene): Promise<SceneTiles> {
    const tiles = await this.#options.tiles.now(scene, TILESET);
    if (tiles === null) throw notImported(scene.id);
    return tiles;
  }

  async #tell(scene: Scene, done: DoneEdit, by: string | null, before: SceneTiles): Promise<EditNote> {
    const { revisions, hub } = this.#options;
    revisions.refresh(scene.id);
    const note = await this.#noteOf(scene, done, by, before).catch(() => bareNote(done, by));
    hub?.tellEdit(scene.id, note);
    return note;
  }

  async #noteOf(scene: Scene, done: DoneEdit, by: string | null, before: SceneTiles): Promise<EditNote> {
    const { tiles, revisions } = this.#options;
    const [change, features, versions] = await Promise.all([
      tiles.changeSince(scene, TILESET, before, done.leafCells),
      Promise.all(done.changed.map((id) => this.#featureOf(scene.id, id))),
      revisions.versions(scene.id),
    ]);
    return {
      importId: done.importId,
      by,
      before: done.before,
      revision: done.revision,
      features: features.flatMap((feature) => feature ?? []),
      tiles: [...change.tiles],
      isStructural: change.isStructural,
      ground: versions?.ground ?? '',
    };
  }

  async #featureOf(scene: string, id: string): Promise<EditedFeature | null> {
    const found = await this.#options.store.features.feature(scene, id);
    if (found?.family !== 'link' && found?.family !== 'node') return null;
    const { raw: _raw, ...feature } = found;
    return feature;
  }
}

/**
 * What is certain of an edit that is committed when nothing more can be read: whoever follows the scene fetches all of it
 * anew. An answer that it failed would have it done a second time.
 */
function bareNote({ importId, before, revision }: DoneEdit, by: string | null): EditNote {
  return { importId, by, before, revision, features: [], tiles: [], isStructural: true, ground: '' };
}
