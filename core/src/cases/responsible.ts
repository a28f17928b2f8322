import type { LiveCase } from '../live/live-case.ts';
import type { Responsibility } from '../protocol/live/case-rule.ts';
import type { CaseRules } from './case-rules.ts';

/** Who answers for a case, and by which rule: a row of the grid, or the class alone. */
export interface Responsible {
  readonly department: string;
  readonly unit: string | null;
  readonly by: { readonly cells: string } | { readonly category: string };
}

/** Null when no rule names anybody. */
export function responsible(
  rules: CaseRules,
  { kind, category, gridCell }: Pick<LiveCase, 'kind' | 'category' | 'gridCell'>,
): Responsible | null {
  let best: Responsibility | null = null;
  for (const row of rules.set.responsibility) {
    if (gridCell === null || !gridCell.startsWith(row.cells)) continue;
    if (row.kind !== undefined && row.kind !== kind) continue;
    if (row.category !== undefined && !(category ?? '').startsWith(row.category)) continue;
    if (best === null || weight(row) > weight(best)) best = row;
  }
  if (best !== null) return { department: best.department, unit: best.unit ?? null, by: { cells: best.cells } };
  const known = rules.category(kind, category);
  if (known?.department == null) return null;
  return { department: known.department, unit: null, by: { category: known.category } };
}

/** The longest code first, then the row that says more about the class. */
function weight({ cells, kind, category }: Responsibility): number {
  return cells.length * 10 + (category?.length ?? 0) + (kind === undefined ? 0 : 1);
}
