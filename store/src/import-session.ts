import { Buffer } from 'node:buffer';
import { hash } from 'node:crypto';
import type { CityFeature } from '@undercroft/core/model/city-feature';
import type { ImportRecord, ImportReport } from '@undercroft/core/protocol/answers';
import type { HeightBlock, HeightPyramid } from '@undercroft/core/terrain/height-source';
import { StoreError } from './errors.ts';
import { IMPORT_SELECT, type ImportRow, importRecordOf } from './import-record.ts';
import type { Lease } from './lease.ts';
import { Mutex } from './mutex.ts';
import { featureColumns, tableOf, VERSION_TABLES, type VersionTable } from './rows/feature-tables.ts';
import { blockColumns, blockKey, levelBytes, pyramidColumns } from './rows/terrain-row.ts';
import { STILL_VALID } from './rows/validity.ts';
import type { VersionColumns } from './rows/version-columns.ts';
import type { Sql, SqlValue } from './sql.ts';
import type { ImportSession } from './store.ts';

/** Rows a statement: the embedded store serves nobody else while one runs (1000 links take it about 30 ms). */
const ROWS_PER_STATEMENT = 1000;

/** Blocks a statement, a quarter of a megabyte each: four of noisy ground take the embedded store about 40 ms. */
const BLOCKS_PER_STATEMENT = 4;

export interface ImportSessionOptions {
  readonly lease: Lease;
  readonly layerId: number;
  /** Also the revision that the import's rows are valid from. */
  readonly importId: number;
  /** True when the layer shows nothing yet, so that no row can be found unchanged. */
  readonly first: boolean;
}

/** An import under way; `ImportSession` says what each method does. Its calls take turns. */
export function importSession(options: ImportSessionOptions): ImportSession {
  const { lease, layerId, importId } = options;
  const { sql } = lease;
  const turns = new Mutex();
  let ended: string | null = null;

  const whileOpen = <T>(work: () => Promise<T>): Promise<T> =>
    turns.run(async () => {
      if (ended !== null) throw new StoreError('import-ended', `Import ${importId} is over: it was ${ended}.`);
      return await work();
    });

  return {
    importId,
    write: (features) => whileOpen(() => writeFeatures(options, features)),
    writePyramid: (pyramid) => whileOpen(() => writePyramid(options, pyramid)),
    writeBlocks: (blocks) => whileOpen(() => writeBlocks(options, blocks)),
    publish: (report) =>
      whileOpen(async () => {
        const record = await publish(sql, layerId, importId, report);
        ended = 'published';
        // What is published stays so, whatever becomes of the session.
        await lease.release().catch(() => undefined);
        return record;
      }),
    discard: (report) =>
      whileOpen(async () => {
        ended = 'discarded';
        // Without its lease the import is dead to the next `begin`, which removes what could not be removed here.
        try {
          await discard(sql, layerId, importId, report);
        } finally {
          await lease.release();
        }
      }),
  };
}

async function writeFeatures(options: ImportSessionOptions, features: readonly CityFeature[]): Promise<void> {
  for (const table of VERSION_TABLES) {
    const own = features.filter((feature) => tableOf(feature.family) === table);
    for (let start = 0; start < own.length; start += ROWS_PER_STATEMENT) {
      const versions = own.slice(start, start + ROWS_PER_STATEMENT).map((feature) => {
        const columns = featureColumns(feature);
        return { columns, hash: hashOf(Object.values(columns)) };
      });
      await writeVersions(options, table, versions);
    }
  }
}

async function writePyramid(options: ImportSessionOptions, pyramid: HeightPyramid): Promise<void> {
  const columns = pyramidColumns(pyramid);
  await writeVersions(options, 'terrain_pyramid', [{ columns, hash: hashOf(Object.values(columns)) }]);
}

async function writeBlocks(options: ImportSessionOptions, blocks: readonly HeightBlock[]): Promise<void> {
  for (let start = 0; start < blocks.length; start += BLOCKS_PER_STATEMENT) {
    const versions = blocks.slice(start, start + BLOCKS_PER_STATEMENT).map((block) => ({
      columns: blockColumns(block),
      // Over the levels, not their compressed form, which may differ from one zlib to the next.
      hash: hashOf([blockKey(block), levelBytes(block.levelsM)]),
    }));
    await writeVersions(options, 'terrain_block', versions);
  }
}

/** A row as it came from the source. `columns` are in the same order for every row of a table. */
interface NewVersion {
  readonly columns: VersionColumns;
  readonly hash: string;
}

/** Writes in one transaction those that differ from the live version; the others are noted as met again. */
async function writeVersions(
  options: ImportSessionOptions,
  table: VersionTable,
  versions: readonly NewVersion[],
): Promise<void> {
  const { layerId, importId, first } = options;
  await options.lease.sql.transaction(async (sql) => {
    const live = first ? NO_VERSIONS : await liveVersions(sql, options, table, versions);
    const changed: (readonly SqlValue[])[] = [];
    const seen: (readonly SqlValue[])[] = [];
    let names: readonly string[] = [];
    for (const { columns, hash } of versions) {
      names = Object.keys(columns);
      const version = live.get(columns.source_id);
      if (version?.row_hash === hash) seen.push([importId, version.row_id]);
      else changed.push([layerId, importId, hash, ...Object.values(columns)]);
    }
    await sql.copyIn(table, ['layer_id', 'valid_from', 'row_hash', ...names], changed);
    await sql.copyIn('import_seen', ['import_id', 'row_id'], seen);
  });
}

interface LiveVersion {
  readonly row_id: number;
  readonly source_id: string;
  readonly row_hash: string;
}

const NO_VERSIONS: ReadonlyMap<string, LiveVersion> = new Map();

async function liveVersions(
  sql: Sql,
  { layerId, importId }: ImportSessionOptions,
  table: VersionTable,
  versions: readonly NewVersion[],
): Promise<ReadonlyMap<string, LiveVersion>> {
  const sourceIds = versions.map(({ columns }) => columns.source_id);
  const rows = await sql.query<LiveVersion>(
    `select row_id, source_id, row_hash from ${table}
     where layer_id = $1 and source_id = any($2::text[]) and valid_to = $3 and valid_from < $4`,
    [layerId, sourceIds, STILL_VALID, importId],
  );
  return new Map(rows.map((row) => [row.source_id, row]));
}

/** 128 bits of SHA-256 over the canonical row, as a uuid spells them. */
function hashOf(values: readonly SqlValue[]): string {
  const plain = values.map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value));
  const hex = hash('sha256', JSON.stringify(plain), 'hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}

async function publish(sql: Sql, layerId: number, importId: number, report: ImportReport): Promise<ImportRecord> {
  // The embedded database has no autovacuum: without this it would keep the space of every row ever removed.
  const tidy = sql.driver === 'pglite' ? 'vacuum (analyze)' : 'analyze';
  for (const table of [...VERSION_TABLES, 'import_seen']) await sql.query(`${tidy} ${table}`);
  return await sql.transaction(async (inside) => {
    for (const table of VERSION_TABLES) {
      await refuseDoubles(inside, table, layerId, importId);
      // Met again unchanged: it stays. Everything else that was live has a new version or is no longer in the source.
      await inside.query(
        `update ${table} f set valid_to = $2
         where f.layer_id = $1 and f.valid_to = $3 and f.valid_from < $2
           and not exists (select from import_seen s where s.import_id = $2 and s.row_id = f.row_id)`,
        [layerId, importId, STILL_VALID],
      );
    }
    await inside.query('delete from import_seen where import_id = $1', [importId]);
    await inside.query("update import set state = 'superseded' where layer_id = $1 and state = 'published'", [layerId]);
    await inside.query(
      "update import set state = 'published', published_at = clock_timestamp(), report = $2 where id = $1",
      [importId, JSON.stringify(report)],
    );
    await inside.query('update layer set head_revision = $2 where id = $1', [layerId, importId]);
    const [row] = await inside.query<ImportRow>(`${IMPORT_SELECT} where i.id = $1`, [importId]);
    if (row === undefined) throw new StoreError('statement-failed', `Import ${importId} is no longer recorded.`);
    return importRecordOf(row);
  });
}

/**
 * A source id that came twice: the table's unique index refuses it when both are new, this when one or both equal the
 * live version, which would leave two live versions of one feature.
 */
async function refuseDoubles(sql: Sql, table: VersionTable, layerId: number, importId: number): Promise<void> {
  const [double] = await sql.query<{ source_id: string }>(
    `select f.source_id from import_seen s join ${table} f on f.row_id = s.row_id
     where s.import_id = $2 group by f.row_id, f.source_id
     having count(*) > 1 or exists (
       select from ${table} n where n.layer_id = $1 and n.source_id = f.source_id and n.valid_from = $2)
     limit 1`,
    [layerId, importId],
  );
  if (double === undefined) return;
  throw new StoreError(
    'statement-failed',
    `A source id must stand once in an import; the ${table} "${double.source_id}" came twice.`,
  );
}

async function discard(sql: Sql, layerId: number, importId: number, report: ImportReport | null): Promise<void> {
  await sql.transaction(async (inside) => {
    for (const table of VERSION_TABLES) {
      await inside.query(`delete from ${table} where layer_id = $1 and valid_from = $2`, [layerId, importId]);
    }
    await inside.query('delete from import_seen where import_id = $1', [importId]);
    await inside.query("update import set state = 'failed', report = $2 where id = $1", [
      importId,
      report === null ? null : JSON.stringify(report),
    ]);
  });
}
