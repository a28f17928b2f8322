import type { Database } from './database.ts';
import { StoreError } from './errors.ts';
import { IMPORT_SELECT, type ImportRow, importRecordOf } from './import-record.ts';
import { importSession } from './import-session.ts';
import { layerHeads } from './layer-heads.ts';
import { takeLease } from './lease.ts';
import { ownIdentity } from './process-identity.ts';
import { VERSION_TABLES } from './rows/feature-tables.ts';
import type { Sql } from './sql.ts';
import type { ImportRepository, ImportSource } from './store.ts';

/** Imports of the layers of a database; `ImportRepository` says what each method does. */
export function importRepository(database: Database): ImportRepository {
  return {
    async current(scene, layer) {
      const [row] = await database.query<ImportRow>(
        `${IMPORT_SELECT} where l.scene = $1 and l.name = $2 and i.id = l.head_revision`,
        [scene, layer],
      );
      return row === undefined ? null : { ...importRecordOf(row), readerVersion: row.reader_version };
    },

    async begin(source) {
      const layerId = await ensureLayer(database, source);
      const lease = await takeLease(database, layerId);
      if (lease === null) throw await busyError(database, source, layerId);
      try {
        return await lease.sql.transaction(async (sql) => {
          await removeLeavings(sql, layerId);
          const first = (await layerHeads(sql, source.scene, source.layer)).layers.length === 0;
          return importSession({ lease, layerId, importId: await insertImport(sql, layerId, source), first });
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
  };
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

/** With the lease in hand, an import of this layer that is still loading can only be a dead one. */
async function removeLeavings(sql: Sql, layerId: number): Promise<void> {
  const dead = await sql.query<{ id: number }>(
    "update import set state = 'failed' where layer_id = $1 and state = 'loading' returning id",
    [layerId],
  );
  for (const { id } of dead) {
    for (const table of VERSION_TABLES) {
      await sql.query(`delete from ${table} where layer_id = $1 and valid_from = $2`, [layerId, id]);
    }
    await sql.query('delete from import_seen where import_id = $1', [id]);
  }
}

async function insertImport(sql: Sql, layerId: number, source: ImportSource): Promise<number> {
  const { host, pid } = await ownIdentity();
  const [row] = await sql.query<{ id: number }>(
    `insert into import (layer_id, source, sha256, reader_version, owner, state)
     values ($1, $2, $3, $4, $5, 'loading') returning id`,
    [layerId, source.source, source.sha256, source.readerVersion, `process ${pid} on ${host}`],
  );
  if (row === undefined) throw new StoreError('statement-failed', `The import of layer ${source.layer} was not made.`);
  return row.id;
}

async function busyError(sql: Sql, { scene, layer }: ImportSource, layerId: number): Promise<StoreError> {
  const [row] = await sql.query<{ owner: string; started_at: string }>(
    "select owner, started_at from import where layer_id = $1 and state = 'loading' order by id desc limit 1",
    [layerId],
  );
  const who = row === undefined ? 'another import' : `${row.owner} since ${row.started_at}`;
  return new StoreError('layer-busy', `Layer ${layer} of scene ${scene} must be free; it is being imported by ${who}.`);
}
