import type { Issue } from '@undercroft/core/model/issue';

/** An issue as one line for people: `bellinge.inp, line 12, Length: ...`; with the table where there are several. */
export function describeIssue(source: string, { where, message }: Issue): string {
  const row = where.row === null ? '' : `, line ${where.row}`;
  const table = where.table === undefined ? '' : `, ${where.table}`;
  const field = where.field === null ? '' : `, ${where.field}`;
  return `${source}${table}${row}${field}: ${message}`;
}
