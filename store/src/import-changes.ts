import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { LoadedImport } from './end-import.ts';
import { VERSION_TABLES } from './rows/feature-tables.ts';
import { STILL_VALID } from './rows/validity.ts';
import type { Sql } from './sql.ts';
import type { WriteCounts } from './write-rows.ts';

/** The report with what the import changes, and how its issues compare with those of the import before it. */
export async function completedReport(
  sql: Sql,
  loaded: LoadedImport,
  counts: WriteCounts,
  report: ImportReport,
): Promise<ImportReport> {
  const { added, changed, unchanged } = counts;
  const live = loaded.first ? 0 : await liveCount(sql, loaded);
  const recheck = await recheckOf(sql, loaded, report);
  return {
    ...report,
    changes: { added, changed, unchanged, retired: live - changed - unchanged },
    ...(recheck === null ? {} : { recheck }),
  };
}

async function liveCount(sql: Sql, { layerId, importId }: LoadedImport): Promise<number> {
  const counts = VERSION_TABLES.map(
    (table) => `(select count(*) from ${table} where layer_id = $1 and valid_to = $2 and valid_from < $3)`,
  );
  const [row] = await sql.query<{ count: number }>(`select ${counts.join(' + ')} as count`, [
    layerId,
    STILL_VALID,
    importId,
  ]);
  return row?.count ?? 0;
}

type Recheck = NonNullable<ImportReport['recheck']>;

/**
 * Issues are the same when they have the code, the field and the feature in common, or the row where no feature is named
 * (rows move when a file is corrected; features do not). Null for the first import of a layer, and where the issues of one
 * of the two were not all kept: a part of them would tell of repairs that nobody made.
 */
async function recheckOf(sql: Sql, loaded: LoadedImport, report: ImportReport): Promise<Recheck | null> {
  const { layerId, importId } = loaded;
  const [previous] = await sql.query<{ id: number; report: ImportReport }>(
    'select id, report from import where layer_id = $1 and id < $2 and report is not null order by id desc limit 1',
    [layerId, importId],
  );
  if (previous === undefined) return null;
  if (!(await allKept(sql, importId, report)) || !(await allKept(sql, previous.id, previous.report))) return null;
  const [row] = await sql.query<Recheck>(
    `with own as (select ${KEY} as key from import_issue where import_id = $1),
       previous as (select ${KEY} as key from import_issue where import_id = $2)
     select (select count(*) from previous p where not exists (select from own o where o.key = p.key)) as resolved,
       (select count(*) from own o where exists (select from previous p where p.key = o.key)) as remaining,
       (select count(*) from own o where not exists (select from previous p where p.key = o.key)) as added`,
    [importId, previous.id],
  );
  return row ?? null;
}

/** Whether every issue of an import stands in the table, word for word. */
async function allKept(sql: Sql, importId: number, { issueCounts }: ImportReport): Promise<boolean> {
  const [row] = await sql.query<{ kept: number; counted: number }>(
    `select (select count(*) from import_issue where import_id = $1) as kept,
       (select coalesce(sum(count), 0)::bigint from import_issue_count where import_id = $1) as counted`,
    [importId],
  );
  if (row === undefined || row.kept !== row.counted) return false;
  return row.counted > 0 || Object.keys(issueCounts).length === 0;
}

/** No key is null, so `not in` is exact; the parts are told apart by their json spelling. */
const KEY = `json_build_array(code, field, source_id, case when source_id is null then row_number end,
  case when source_id is null then table_name end)::text`;
