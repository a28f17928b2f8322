import type { Issue } from '@undercroft/core/model/issue';

/** Findings, each with a name of its own: what it says and where, numbered where several say the same. */
export function keyedIssues(issues: readonly Issue[]): readonly (readonly [key: string, issue: Issue])[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const { table, row, field } = issue.where;
    const name = [issue.code, table, row, field, issue.message].join(' ');
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    return [`${name} ${count}`, issue] as const;
  });
}
