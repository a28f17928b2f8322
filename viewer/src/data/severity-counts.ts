import type { IssueSeverity } from '@undercroft/core/model/issue';
import type { ImportReport } from '@undercroft/core/protocol/import-answers';

/** The severity of a code in a report: that of the first finding with it, which a report always holds. */
export function severityOfCode(report: Pick<ImportReport, 'issues'>, code: string): IssueSeverity {
  return report.issues.find((issue) => issue.code === code)?.severity ?? 'error';
}

/** How many findings of each severity; all are counted, also those that were not kept word for word. */
export function severityCounts(report: Pick<ImportReport, 'issues' | 'issueCounts'>): Record<IssueSeverity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const [code, number] of Object.entries(report.issueCounts)) counts[severityOfCode(report, code)] += number;
  return counts;
}
