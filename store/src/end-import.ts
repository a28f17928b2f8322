import type { ImportRecord, ImportReport } from '@undercroft/core/protocol/import-answers';
import { StoreError } from './errors.ts';
import { IMPORT_SELECT, type ImportRow, importRecordOf } from './import-record.ts';
import { VERSION_TABLES, type VersionTable } from './rows/feature-tables.ts';
import { STILL_VALID } from './rows/validity.ts';
import type { Sql } from './sql.ts';

/** An import with rows to show or to remove. Every function here is called with the layer's lease in hand. */
export interface LoadedImport {
  readonly importId: number;
  readonly layerId: number;
  /** True when the layer shows nothing, so that nothing can be retired. */
  readonly first: boolean;
}

/** Brings statistics up to date, and takes back space on the embedded database, which has no autovacuum. */
export async function tidy(sql: Sql, tables: Iterable<VersionTable | 'import_seen'>): Promise<void> {
  const command = sql.driver === 'pglite' ? 'vacuum (analyze)' : 'analyze';
  for (const table of tables) {
    await sql.query(`${command} ${table}`);
    if (sql.driver === 'postgres' && PLACE_RANGES.has(table)) {
      await sql.query('select brin_summarize_new_values($1::regclass)', [`${table}_place`]);
    }
  }
}

/** Tables whose PostGIS column has a block range index, which knows nothing of new blocks until it is told to look. */
const PLACE_RANGES: ReadonlySet<string> = new Set<VersionTable>(['link', 'node', 'city_point', 'city_case']);

/** Makes an import the one its layer shows. Inside a transaction. */
export async function showImport(sql: Sql, loaded: LoadedImport, report: ImportReport): Promise<ImportRecord> {
  const { importId, layerId } = loaded;
  if (!loaded.first) {
    await refuseDoubles(sql, loaded);
    for (const table of VERSION_TABLES) {
      // Met again unchanged: it stays. Everything else that was live has a new version or is no longer in the source.
      await sql.query(
        `update ${table} f set valid_to = $2
         where f.layer_id = $1 and f.valid_to = $3 and f.valid_from < $2
           and not exists (select from import_seen s where s.import_id = $2 and s.row_id = f.row_id)`,
        [layerId, importId, STILL_VALID],
      );
    }
  }
  await sql.query('delete from import_seen where import_id = $1', [importId]);
  await sql.query("update import set state = 'superseded' where layer_id = $1 and state = 'published'", [layerId]);
  await sql.query(
    "update import set state = 'published', published_at = clock_timestamp(), report = $2 where id = $1",
    [importId, JSON.stringify(report)],
  );
  await setHead(sql, layerId, importId);
  await markWhole(sql, layerId);
  return await recordOf(sql, importId);
}

/** Ends an import as a draft: loaded whole and seen by nobody. Inside a transaction. */
export async function holdImport(sql: Sql, loaded: LoadedImport, report: ImportReport): Promise<ImportRecord> {
  if (!loaded.first) await refuseDoubles(sql, loaded);
  await sql.query("update import set state = 'draft', report = $2 where id = $1", [
    loaded.importId,
    JSON.stringify(report),
  ]);
  return await recordOf(sql, loaded.importId);
}

/** Removes all that imports wrote and gives them up, leaving what their reports say. Inside a transaction. */
export async function dropImports(sql: Sql, layerId: number, importIds: readonly number[]): Promise<void> {
  if (importIds.length === 0) return;
  for (const table of VERSION_TABLES) {
    await sql.query(`delete from ${table} where layer_id = $1 and valid_from = any($2::bigint[])`, [
      layerId,
      importIds,
    ]);
  }
  await sql.query('delete from import_seen where import_id = any($1::bigint[])', [importIds]);
  await sql.query("update import set state = 'failed' where id = any($1::bigint[])", [importIds]);
}

/**
 * Takes the import that a layer shows back. What it retired is seen again and what it brought is not, since all that is
 * shown is as of the head; its rows are taken out by `removeLeavings`. Inside a transaction.
 */
export async function undoImport(sql: Sql, { importId, layerId }: LoadedImport): Promise<ImportRecord> {
  const [before] = await sql.query<{ id: number | null }>(
    "select max(id) as id from import where layer_id = $1 and state = 'superseded' and id < $2",
    [layerId, importId],
  );
  const previous = before?.id ?? null;
  await sql.query("update import set state = 'undone', has_leavings = true where id = $1", [importId]);
  if (previous !== null) await sql.query("update import set state = 'published' where id = $1", [previous]);
  await setHead(sql, layerId, previous);
  const [edit] = await sql.query<{ import_id: number }>('select import_id from edit where import_id = $1', [importId]);
  if (edit === undefined) await markWhole(sql, layerId);
  else await markChanged(sql, layerId, importId);
  return await recordOf(sql, importId);
}

/**
 * Removes what imports of a layer have left that show nothing: dead ones (with the lease in hand one that is loading can
 * only be dead), drafts, and the rows of undone ones, whose retired rows live on. Inside a transaction.
 */
export async function removeLeavings(sql: Sql, layerId: number): Promise<void> {
  const ended = await sql.query<{ id: number; state: ImportRecord['state'] }>(
    `select id, state from import
     where layer_id = $1 and (state in ('loading', 'draft') or (state = 'undone' and has_leavings))`,
    [layerId],
  );
  const undone = ended.filter(({ state }) => state === 'undone').map(({ id }) => id);
  const dead = ended.filter(({ state }) => state === 'loading').map(({ id }) => id);
  await dropImports(
    sql,
    layerId,
    ended.filter(({ state }) => state !== 'undone').map(({ id }) => id),
  );
  // A dead import has no report: its issues are of a part of the source and nobody can ask for them.
  if (dead.length > 0) {
    await sql.query('delete from import_issue where import_id = any($1::bigint[])', [dead]);
    await sql.query('delete from import_issue_count where import_id = any($1::bigint[])', [dead]);
  }
  if (undone.length === 0) return;
  for (const table of VERSION_TABLES) {
    await sql.query(`delete from ${table} where layer_id = $1 and valid_from = any($2::bigint[])`, [layerId, undone]);
    await sql.query(`update ${table} set valid_to = $3 where layer_id = $1 and valid_to = any($2::bigint[])`, [
      layerId,
      undone,
      STILL_VALID,
    ]);
  }
  await sql.query('update import set has_leavings = false where id = any($1::bigint[])', [undone]);
}

/** Notes that the last change of a layer may have touched any row of it. */
async function markWhole(sql: Sql, layerId: number): Promise<void> {
  await sql.query('update layer set whole_count = change_count, ground_count = change_count where id = $1', [layerId]);
  await sql.query('delete from changed_cell where layer_id = $1', [layerId]);
}

/** Notes that the last change of a layer touched the cells of an edit and no other: it was made, or undone. */
export async function markChanged(sql: Sql, layerId: number, importId: number): Promise<void> {
  await sql.query(
    `insert into changed_cell (layer_id, cell, change_count)
     select l.id, c.cell, l.change_count from edit e join layer l on l.id = e.layer_id
     cross join lateral unnest(e.cells) as c(cell) where e.import_id = $1
     on conflict (layer_id, cell) do update set change_count = excluded.change_count`,
    [importId],
  );
  await sql.query(
    'update edit e set change_count = l.change_count from layer l where l.id = e.layer_id and e.import_id = $1',
    [importId],
  );
  await sql.query(
    `update layer set ground_count = change_count
     where id = $1 and (select is_ground_touched from edit where import_id = $2)`,
    [layerId, importId],
  );
}

/**
 * What a layer shows from now on; its title is that of the last import that gave it one.
 *
 * Its change count becomes the time, in microseconds since 1970, or the next number where that is no greater: it rises with
 * every change, and a number that stood for other rows never comes again, not even in a database that was brought back to
 * what it was before them. Until the year 2255 a double holds it exactly.
 */
export async function setHead(sql: Sql, layerId: number, head: number | null): Promise<void> {
  await sql.query(
    `update layer set head_revision = $2::bigint,
       change_count = greatest(change_count + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint), title = (
       select title from import where layer_id = $1 and id <= $2::bigint and title is not null
         and state in ('published', 'superseded') order by id desc limit 1)
     where id = $1`,
    [layerId, head],
  );
}

async function recordOf(sql: Sql, importId: number): Promise<ImportRecord> {
  const [row] = await sql.query<ImportRow>(`${IMPORT_SELECT} where i.id = $1`, [importId]);
  if (row === undefined) throw new StoreError('statement-failed', `Import ${importId} is no longer recorded.`);
  return importRecordOf(row);
}

/**
 * A source id that came twice: the table's unique index refuses it when both are new, this when one or both equal the
 * live version, which would leave two live versions of one feature.
 */
async function refuseDoubles(sql: Sql, { layerId, importId }: LoadedImport): Promise<void> {
  const [twice] = await sql.query<{ row_id: number }>(
    'select row_id from import_seen where import_id = $1 group by row_id having count(*) > 1 limit 1',
    [importId],
  );
  for (const table of VERSION_TABLES) {
    const [double] =
      twice === undefined
        ? await sql.query<{ source_id: string }>(seenAndNew(table), [layerId, importId])
        : await sql.query<{ source_id: string }>(`select source_id from ${table} where row_id = $1`, [twice.row_id]);
    if (double === undefined) continue;
    throw new StoreError(
      'statement-failed',
      `A source id must stand once in an import; the ${table} "${double.source_id}" came twice.`,
    );
  }
}

/** From the new rows to their live versions to what was seen, by an index each: asked from the other end it took minutes. */
function seenAndNew(table: VersionTable): string {
  return `with new as materialized (select source_id from ${table} where layer_id = $1 and valid_from = $2)
  select f.source_id from new join ${table} f on f.layer_id = $1 and f.source_id = new.source_id and f.valid_from < $2
  join import_seen s on s.row_id = f.row_id and s.import_id = $2 limit 1`;
}
