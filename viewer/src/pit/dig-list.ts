import type { DigCheck, PlaneFinding } from '@undercroft/core/dig/dig-finding';
import { DIG_VERDICTS, type DigVerdict } from '@undercroft/core/protocol/analysis/excavation';
import type { LinkRow, NodeRow, PitRows } from './pit-rows.ts';

/** One conduit or shaft near a pit: what is found of it, and the row that it was found by. */
export interface DigLine {
  readonly id: string;
  readonly finding: PlaneFinding;
  readonly of: { readonly family: 'link'; readonly row: LinkRow } | { readonly family: 'node'; readonly row: NodeRow };
}

export type VerdictCounts = Readonly<Record<DigVerdict, number>>;

export interface DigList {
  /** Worst first, then nearest. */
  readonly lines: readonly DigLine[];
  readonly counts: VerdictCounts;
}

export function digList({ findings }: DigCheck, rows: PitRows): DigList {
  return { lines: findings.map((finding) => lineOf(finding, rows)), counts: verdictCounts(findings) };
}

export function verdictCounts(findings: readonly { readonly verdict: DigVerdict }[]): VerdictCounts {
  const counts = { hit: 0, inProtectionZone: 0, unknown: 0, insideUncertainty: 0, inControlZone: 0, clear: 0 };
  for (const { verdict } of findings) counts[verdict] += 1;
  return counts;
}

/** Smaller is worse. */
export function severityOf(verdict: DigVerdict): number {
  return DIG_VERDICTS.indexOf(verdict);
}

/** A line without its row would hide what it speaks of: that is a fault of the page, never a shorter list. */
function lineOf(finding: PlaneFinding, { links, nodes }: PitRows): DigLine {
  const { featureId: id } = finding;
  if (finding.family === 'link') {
    const row = links[finding.index];
    if (row !== undefined && row.id === id) return { id, finding, of: { family: 'link', row } };
  } else {
    const row = nodes.get(id);
    if (row !== undefined) return { id, finding, of: { family: 'node', row } };
  }
  throw new Error(`The row of ${id} is wanted for its finding, but is not among the rows that were checked.`);
}
