import type { Issue } from '@undercroft/core/model/issue';

/** Issues of one code that are kept word for word; all are counted. */
export const ISSUES_KEPT_PER_CODE = 50;

/** Collects issues in bounded memory: the first of each code are kept, the rest counted. */
export interface IssueLog {
  add(...issues: readonly Issue[]): void;
  readonly kept: readonly Issue[];
  /** Number of issues by code that are not in `kept`. */
  readonly beyond: Readonly<Record<string, number>>;
}

export function issueLog(): IssueLog {
  const counts = new Map<string, number>();
  const kept: Issue[] = [];
  return {
    kept,
    add(...issues) {
      for (const found of issues) {
        const count = (counts.get(found.code) ?? 0) + 1;
        counts.set(found.code, count);
        if (count <= ISSUES_KEPT_PER_CODE) kept.push(found);
      }
    },
    get beyond() {
      const rest = [...counts].filter(([, count]) => count > ISSUES_KEPT_PER_CODE);
      return Object.fromEntries(rest.map(([code, count]) => [code, count - ISSUES_KEPT_PER_CODE]));
    },
  };
}
