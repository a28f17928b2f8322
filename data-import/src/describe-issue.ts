import type { Issue } from '@undercroft/core/model/issue';

/** An issue as one line for people: `bellinge.inp, line 12, Length: ...`. */
export function describeIssue(source: string, { where, message }: Issue): string {
  const row = where.row === null ? '' : `, line ${where.row}`;
  const field = where.field === null ? '' : `, ${where.field}`;
  return `${source}${row}${field}: ${message}`;
}
