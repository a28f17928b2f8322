import type { Issue } from '@undercroft/core/model/issue';
import { type IssueCode, issue } from '../issues.ts';

/** Makes an issue about a table, or a row of one. */
export function tableIssue(
  table: string,
  code: IssueCode,
  row: number | null,
  field: string | null,
  message: string,
): Issue {
  const found = issue(code, row, field, message);
  return { ...found, where: { ...found.where, table } };
}
