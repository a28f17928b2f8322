import { AimOutlined, CloseCircleFilled, InfoCircleFilled, WarningFilled } from '@ant-design/icons';
import type { Issue, IssueSeverity } from '@undercroft/core/model/issue';
import { issueSentenceZh } from '@undercroft/core/report/issue-sentence-zh';
import { useSay } from '../i18n/i18n.ts';
import { issueTitle } from '../i18n/issue-titles.ts';
import { useApp } from '../state/store.ts';
import { lookAtIssue } from './attach-data.ts';
import { useData } from './data-store.ts';

/** One finding: what it is, where it stands in the source, and its place on the map by a click. */
export function IssueLine({ issue }: { readonly issue: Issue }) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const isPointedAt = useData((state) => state.pointedAt === issue);
  const { table, row, field } = issue.where;
  const where = [table, row === null ? null : say('data.row', { row }), field].filter((part) => part != null);
  const hasPlace = issue.at !== undefined;
  return (
    <li
      className={isPointedAt ? 'issue-line is-selected' : 'issue-line'}
      data-code={issue.code}
      data-severity={issue.severity}
    >
      <button
        type="button"
        disabled={!hasPlace}
        title={say(hasPlace ? 'data.flyTo' : 'data.noPlace')}
        onClick={() => lookAtIssue(issue)}
      >
        <SeverityIcon severity={issue.severity} />
        <span className="issue-words">
          <span className="issue-head">
            <strong>{issueTitle(issue.code, language)}</strong>
            {issue.rule !== undefined && <span className="rule-mark">{issue.rule}</span>}
            <span className="figures muted">{where.join(' · ')}</span>
          </span>
          <IssueSentence issue={issue} />
        </span>
        {hasPlace && <AimOutlined className="issue-aim" />}
      </button>
    </li>
  );
}

/** The sentence of a finding in the language of the screen; one that is said in English alone is marked as that. */
function IssueSentence({ issue }: { readonly issue: Issue }) {
  const language = useApp((state) => state.language);
  const chinese = language === 'zh' ? issueSentenceZh(issue) : null;
  if (chinese !== null) return <span className="issue-message">{chinese}</span>;
  return (
    <span className="issue-message" lang="en">
      {issue.message}
    </span>
  );
}

export function SeverityIcon({ severity }: { readonly severity: IssueSeverity }) {
  const say = useSay();
  const label = say(`dataSeverity.${severity}`);
  switch (severity) {
    case 'error':
      return <CloseCircleFilled className="severity is-error" aria-label={label} />;
    case 'warning':
      return <WarningFilled className="severity is-warning" aria-label={label} />;
    case 'info':
      return <InfoCircleFilled className="severity is-info" aria-label={label} />;
  }
}
