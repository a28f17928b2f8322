import type { Issue } from '@undercroft/core/model/issue';
import type { IssuePage } from '@undercroft/core/protocol/data-page';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';
import type { Sql, SqlValue } from './sql.ts';
import type { IssueQuery } from './store.ts';

/** Issues kept word for word, an import. */
const MOST_ISSUES_KEPT = 100_000;

const COLUMNS = [
  'import_id',
  'ordinal',
  'severity',
  'code',
  'rule',
  'row_number',
  'field',
  'table_name',
  'source_id',
  'lon',
  'lat',
  'message',
] as const;

/** Keeps issues of an import as they come and counts those there is no room for. */
export class IssueWriter {
  readonly #sql: Sql;
  readonly #importId: number;
  #kept = 0;

  constructor(sql: Sql, importId: number) {
    this.#sql = sql;
    this.#importId = importId;
  }

  async write(issues: readonly Issue[]): Promise<void> {
    if (issues.length === 0) return;
    const kept = issues.slice(0, MOST_ISSUES_KEPT - this.#kept);
    const rows = kept.map((issue, i) => rowOf(this.#importId, this.#kept + i, issue));
    const counts = new Map<string, { severity: string; code: string; count: number }>();
    for (const { severity, code } of issues) {
      const counted = counts.get(`${severity} ${code}`);
      if (counted === undefined) counts.set(`${severity} ${code}`, { severity, code, count: 1 });
      else counted.count += 1;
    }
    const each = [...counts.values()];
    await this.#sql.transaction(async (sql) => {
      await sql.copyIn('import_issue', COLUMNS, rows);
      await sql.query(
        `insert into import_issue_count (import_id, severity, code, count)
         select $1, severity, code, count from unnest($2::text[], $3::text[], $4::bigint[]) as c(severity, code, count)
         on conflict (import_id, severity, code) do update set count = import_issue_count.count + excluded.count`,
        [
          this.#importId,
          each.map(({ severity }) => severity),
          each.map(({ code }) => code),
          each.map(({ count }) => count),
        ],
      );
    });
    this.#kept += kept.length;
  }
}

function rowOf(importId: number, ordinal: number, issue: Issue): readonly SqlValue[] {
  const { where, at } = issue;
  return [
    importId,
    ordinal,
    issue.severity,
    issue.code,
    issue.rule ?? null,
    where.row,
    where.field,
    where.table ?? null,
    issue.sourceId ?? null,
    at?.[0] ?? null,
    at?.[1] ?? null,
    issue.message,
  ];
}

interface IssueRow {
  readonly severity: Issue['severity'];
  readonly code: string;
  readonly rule: string | null;
  readonly row_number: number | null;
  readonly field: string | null;
  readonly table_name: string | null;
  readonly source_id: string | null;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly message: string;
}

const MATCHES = 'import_id = $1 and ($2::text is null or code = $2) and ($3::text is null or severity = $3)';

/** A page of an import's issues. Of an import that kept none word for word, those that stand in its report. */
export async function issuePage(
  sql: Sql,
  importId: number,
  report: ImportReport | null,
  query: IssueQuery,
): Promise<IssuePage> {
  const [any] = await sql.query('select 1 from import_issue_count where import_id = $1 limit 1', [importId]);
  if (any === undefined && report !== null) return pageOfReport(report, query);
  const filter = [importId, query.code ?? null, query.severity ?? null];
  const [counted] = await sql.query<{ total: number | null; kept: number }>(
    `select (select sum(count)::bigint from import_issue_count where ${MATCHES}) as total,
       (select count(*) from import_issue where ${MATCHES}) as kept`,
    filter,
  );
  const rows = await sql.query<IssueRow>(
    `select severity, code, rule, row_number, field, table_name, source_id, lon, lat, message from import_issue
     where ${MATCHES} order by ordinal offset $4 limit $5`,
    [...filter, query.offset, query.limit],
  );
  return { total: counted?.total ?? 0, kept: counted?.kept ?? 0, issues: rows.map(issueOf) };
}

function issueOf(row: IssueRow): IssuePage['issues'][number] {
  return {
    severity: row.severity,
    code: row.code,
    where: {
      row: row.row_number,
      field: row.field,
      ...(row.table_name === null ? {} : { table: row.table_name }),
    },
    message: row.message,
    ...(row.rule === null ? {} : { rule: row.rule }),
    ...(row.source_id === null ? {} : { sourceId: row.source_id }),
    ...(row.lon === null || row.lat === null ? {} : { at: [row.lon, row.lat] as const }),
  };
}

/** A report counts by code; that an issue of a code has one severity is how its counts are told apart. */
function pageOfReport(report: ImportReport, { offset, limit, code, severity }: IssueQuery): IssuePage {
  const issues = report.issues.filter(
    (issue) => (code === undefined || issue.code === code) && (severity === undefined || issue.severity === severity),
  );
  const codes = new Set(issues.map((issue) => issue.code));
  const total = [...codes].reduce((sum, each) => sum + (report.issueCounts[each] ?? 0), 0);
  return { total, kept: issues.length, issues: issues.slice(offset, offset + limit) };
}
