import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { applyEdit } from './apply-edit.ts';
import type { Database } from './database.ts';
import type { EditRepository } from './edit-store.ts';
import { layerBusy } from './layer-busy.ts';
import { layerHeads } from './layer-heads.ts';
import { inLayer } from './lease.ts';
import { Mutex } from './mutex.ts';
import { changedAreas, changedCells, lastingVersions, sceneVersions } from './scene-versions.ts';
import type { Sql } from './sql.ts';

/** How long an edit waits for an edit of the same layer by another server, and how often it looks, milliseconds. */
const LEASE_WAIT_MS = 3000;
const LEASE_RETRY_MS = 20;

/** Edits of rows of a database; `EditRepository` says what each method does. */
export function editRepository(database: Database): EditRepository {
  /** Edits of one layer by this process take turns here, rather than at the lease. */
  const turns = new Map<number, Mutex>();
  return {
    async apply(edit, change) {
      const parts = parseFeatureId(edit.id);
      const [layer] = parts === null ? [] : (await layerHeads(database, edit.scene, parts.layer)).layers;
      if (parts === null || layer === undefined) return null;
      const turn = turns.get(layer.id) ?? new Mutex();
      turns.set(layer.id, turn);
      return await turn.run(() =>
        soonInLayer(database, layer.id, (sql) => applyEdit(sql, { ...edit, ...parts, layerId: layer.id }, change)),
      );
    },

    async find(importId) {
      const [row] = await database.query<FoundEdit>(
        `select l.name as layer, e.is_ground_touched, array_to_json(e.source_ids) as source_ids,
           array_to_json(e.cells) as cells
         from edit e join layer l on l.id = e.layer_id where e.import_id = $1`,
        [importId],
      );
      if (row === undefined) return null;
      return {
        importId,
        changed: row.source_ids.map((sourceId) => `${row.layer}.${sourceId}`),
        leafCells: row.cells,
        isGroundTouched: row.is_ground_touched,
      };
    },

    versions: (scene) => sceneVersions(database, scene),
    lastingVersions: (scene) => lastingVersions(database, scene),
    changedCells: (scene) => changedCells(database, scene),
    changedAreas: (scene) => changedAreas(database, scene),
  };
}

interface FoundEdit {
  readonly layer: string;
  readonly is_ground_touched: boolean;
  readonly source_ids: readonly string[];
  readonly cells: readonly number[];
}

async function soonInLayer<Result>(
  database: Database,
  layerId: number,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  for (let waitedMs = 0; ; waitedMs += LEASE_RETRY_MS) {
    const done = await inLayer(database, layerId, work);
    if (done !== null) return done.result;
    if (waitedMs >= LEASE_WAIT_MS) throw await layerBusy(database, layerId);
    await new Promise((resolve) => setTimeout(resolve, LEASE_RETRY_MS));
  }
}
