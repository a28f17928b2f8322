import type { Issue } from '@undercroft/core/model/issue';

/** Codes of what can only be told when all is read: the rest may hold what is missed. */
const NEEDS_THE_REST: ReadonlySet<string> = new Set([
  'missing-point',
  'placed-without-point',
  'unused-point',
  'unknown-node',
  'unresolved-reference',
  'orphan-row',
  'row-count-differs',
  'truncated-file',
  'unfinished-line',
  'no-features',
]);

/** True for an issue that looking at a beginning alone may have made up. */
export function isReferenceIssue({ code }: Issue): boolean {
  return NEEDS_THE_REST.has(code);
}
