import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import type { Database } from './database.ts';
import { dropImports, type LoadedImport, removeLeavings, showImport, undoImport } from './end-import.ts';
import { StoreError } from './errors.ts';
import { issuePage } from './import-issues.ts';
import { IMPORT_SELECT, type ImportRow, importRecordOf } from './import-record.ts';
import { importSession } from './import-session.ts';
import { layerBusy } from './layer-busy.ts';
import { type Lease, takeLease } from './lease.ts';
import { ownIdentity } from './process-identity.ts';
import type { Sql } from './sql.ts';
import type { ImportRepository, ImportSource } from './store.ts';

/** Imports of the layers of a database; `ImportRepository` says what each method does. */
export function importRepository(database: Database): ImportRepository {
  return {
    async current(scene, layer) {
      const [row] = await database.query<ImportRow>(
        // Edits that came after it are no source: the file they stand upon is the one that is imported.
        `${IMPORT_SELECT} where l.scene = $1 and l.name = $2 and i.id <= l.head_revision
           and i.state in ('published', 'superseded') and not exists (select from edit e where e.import_id = i.id)
         order by i.id desc limit 1`,
        [scene, layer],
      );
      return row === undefined ? null : { ...importRecordOf(row), readerVersion: row.reader_version };
    },

    async begin(source) {
      const layerId = await ensureLayer(database, source);
      const lease = await takeLease(database, layerId);
      if (lease === null) throw await layerBusy(database, layerId);
      try {
        return await lease.sql.transaction(async (sql) => {
          await removeLeavings(sql, layerId);
          return importSession({ lease, layerId, ...(await insertImport(sql, layerId, source)) });
        });
      } catch (error) {
        await lease.release().catch(() => undefined);
        throw error;
      }
    },

    async list(scene) {
      const rows = await database.query<ImportRow>(`${IMPORT_SELECT} where l.scene = $1 order by i.id desc`, [scene]);
      return rows.map(importRecordOf);
    },

    async find(importId) {
      const row = await findImport(database, importId);
      return row === null ? null : { ...importRecordOf(row), scene: row.scene };
    },

    publish: (importId) =>
      withImport(database, importId, async (sql, found) => {
        const { row, loaded } = found;
        refuseUnlessDraft(row);
        if (row.base_count !== row.change_count) {
          throw new StoreError(
            'draft-outdated',
            `Draft ${importId} must be of what layer ${row.layer} shows; that has changed since the draft was begun. Import the file again.`,
          );
        }
        if (row.report?.accepted !== true) {
          throw new StoreError(
            'draft-refused',
            `Draft ${importId} must hold no errors to be published; its report does.`,
          );
        }
        return await showImport(sql, loaded, row.report);
      }),

    discard: (importId) =>
      withImport(database, importId, async (sql, { row, loaded }) => {
        refuseUnlessDraft(row);
        await dropImports(sql, loaded.layerId, [importId]);
      }),

    undo: (importId) =>
      withImport(database, importId, async (sql, { row, loaded }) => {
        if (row.head_revision !== importId) {
          throw new StoreError(
            'not-newest',
            `Only the import that layer ${row.layer} shows can be undone; import ${importId} is ${row.state} and the layer shows ${row.head_revision === null ? 'nothing' : `import ${row.head_revision}`}.`,
          );
        }
        return await undoImport(sql, loaded);
      }),

    async issues(importId, query) {
      const row = await findImport(database, importId);
      return row === null ? null : await issuePage(database, importId, row.report, query);
    },
  };
}

interface FoundRow extends ImportRow {
  readonly layer_id: number;
  readonly scene: string;
  readonly head_revision: number | null;
  readonly change_count: number;
  readonly base_count: number;
}

async function findImport(sql: Sql, importId: number): Promise<FoundRow | null> {
  const select = IMPORT_SELECT.replace(
    'select ',
    'select i.layer_id, l.scene, l.head_revision, l.change_count, i.base_count, ',
  );
  const [row] = await sql.query<FoundRow>(`${select} where i.id = $1`, [importId]);
  return row ?? null;
}

/** Runs `work` in a transaction of the session that holds the lease of the import's layer. */
async function withImport<T>(
  database: Database,
  importId: number,
  work: (sql: Sql, found: { readonly row: FoundRow; readonly loaded: LoadedImport }) => Promise<T>,
): Promise<T> {
  const known = await findImport(database, importId);
  if (known === null) throw new StoreError('unknown-import', `There is no import ${importId}.`);
  const lease = await takeLease(database, known.layer_id);
  if (lease === null) throw await layerBusy(database, known.layer_id);
  try {
    return await lease.sql.transaction(async (sql) => {
      const row = (await findImport(sql, importId)) ?? known;
      return await work(sql, {
        row,
        loaded: { importId, layerId: row.layer_id, first: row.head_revision === null },
      });
    });
  } finally {
    await quietly(lease);
  }
}

/** What was committed stays so, whatever becomes of the session. */
async function quietly(lease: Lease): Promise<void> {
  await lease.release().catch(() => undefined);
}

function refuseUnlessDraft({ id, state }: { readonly id: number; readonly state: ImportRecord['state'] }): void {
  if (state === 'draft') return;
  throw new StoreError('import-ended', `Import ${id} must be a draft; it is ${state}.`);
}

async function ensureLayer(sql: Sql, { scene, layer }: ImportSource): Promise<number> {
  await sql.query('insert into layer (scene, name) values ($1, $2) on conflict (scene, name) do nothing', [
    scene,
    layer,
  ]);
  const [row] = await sql.query<{ id: number }>('select id from layer where scene = $1 and name = $2', [scene, layer]);
  if (row === undefined) throw new StoreError('statement-failed', `Layer ${layer} of scene ${scene} was not made.`);
  return row.id;
}

async function insertImport(
  sql: Sql,
  layerId: number,
  source: ImportSource,
): Promise<Pick<LoadedImport, 'importId' | 'first'>> {
  const { host, pid } = await ownIdentity();
  const [row] = await sql.query<{ id: number; first: boolean }>(
    `insert into import (layer_id, source, sha256, reader_version, owner, state, by_whom, title, base_count)
     values ($1, $2, $3, $4, $5, 'loading', $6, $7, (select change_count from layer where id = $1))
     returning id, (select head_revision is null from layer where id = $1) as first`,
    [
      layerId,
      source.source,
      source.sha256,
      source.readerVersion,
      `process ${pid} on ${host}`,
      source.by,
      source.title === null ? null : JSON.stringify(source.title),
    ],
  );
  if (row === undefined) throw new StoreError('statement-failed', `The import of layer ${source.layer} was not made.`);
  return { importId: row.id, first: row.first };
}
