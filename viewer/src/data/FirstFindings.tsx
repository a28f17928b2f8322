import type { Issue } from '@undercroft/core/model/issue';
import { useSay } from '../i18n/i18n.ts';
import { IssueLine } from './IssueLine.tsx';
import { keyedIssues } from './keyed-issues.ts';

const SHOWN = 20;

/** What was found in the first rows already. */
export function FirstFindings({ issues }: { readonly issues: readonly Issue[] }) {
  const say = useSay();
  if (issues.length === 0) return null;
  const hasErrors = issues.some(({ severity }) => severity === 'error');
  return (
    <section className="data-card" data-testid="first-findings">
      <details className="data-more" open={hasErrors}>
        <summary>
          <strong>{say('data.firstFindings', { number: issues.length })}</strong>
        </summary>
        <ul className="issue-list">
          {keyedIssues(issues.slice(0, SHOWN)).map(([key, issue]) => (
            <IssueLine key={key} issue={issue} />
          ))}
        </ul>
      </details>
    </section>
  );
}
