import { DownloadOutlined, LeftOutlined, RightOutlined } from '@ant-design/icons';
import type { IssueSeverity } from '@undercroft/core/model/issue';
import type { IssuePage } from '@undercroft/core/protocol/data-page';
import type { ImportRecord } from '@undercroft/core/protocol/import-answers';
import { Alert, Button, Spin } from 'antd';
import { useEffect, useState } from 'react';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { reportAddress } from '../api/data-client.ts';
import { grouped } from '../format/quantity.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { issueTitle } from '../i18n/issue-titles.ts';
import { useApp } from '../state/store.ts';
import { data } from './data-actions.ts';
import { useData } from './data-store.ts';
import { IssueLine, SeverityIcon } from './IssueLine.tsx';
import { keyedIssues } from './keyed-issues.ts';
import { Pick } from './Pick.tsx';
import { sceneNow } from './scene-now.ts';
import { severityOfCode } from './severity-counts.ts';

const A_PAGE = 50;
/** More rules than these are chosen from a list. */
const MOST_CHIPS = 8;
const SEVERITIES: readonly IssueSeverity[] = ['error', 'warning', 'info'];

interface Props {
  readonly record: ImportRecord;
  readonly counts: Readonly<Record<IssueSeverity, number>>;
}

interface Filter {
  readonly severity: IssueSeverity | null;
  readonly code: string | null;
  readonly offset: number;
}

/** What was found, row by row: by severity and rule, a page at a time, each with its place on the map. */
export function IssueReport({ record, counts }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const [filter, setFilter] = useState<Filter>({ severity: null, code: null, offset: 0 });
  const page = useIssues(record.id, filter);
  const { report } = record;
  if (report === null) return null;
  const all = counts.error + counts.warning + counts.info;
  if (all === 0) {
    return (
      <section className="data-card" data-testid="report">
        <h3>{say('data.report')}</h3>
        <p className="muted">{say('data.reportNone')}</p>
      </section>
    );
  }
  const codes = Object.entries(report.issueCounts)
    .filter(([code]) => filter.severity === null || severityOfCode(report, code) === filter.severity)
    .toSorted((a, b) => b[1] - a[1]);
  return (
    <section className="data-card" data-testid="report">
      <h3>
        {say('data.report')}
        <span className="report-files">
          {(['csv', 'xlsx'] as const).map((ending) => (
            <a
              key={ending}
              href={reportAddress(sceneNow(), record.id, ending, language)}
              download
              title={say('data.download', { ending: ending.toUpperCase() })}
              data-testid={`report-${ending}`}
            >
              <DownloadOutlined /> {say(`data.${ending}`)}
            </a>
          ))}
        </span>
      </h3>
      <fieldset className="severity-tabs" aria-label={say('data.report')}>
        <button
          type="button"
          aria-pressed={filter.severity === null}
          onClick={() => setFilter({ severity: null, code: null, offset: 0 })}
        >
          {say('data.all')} <span className="figures">{grouped(all)}</span>
        </button>
        {SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) => (
          <button
            key={severity}
            type="button"
            aria-pressed={filter.severity === severity}
            onClick={() => setFilter({ severity, code: null, offset: 0 })}
          >
            <SeverityIcon severity={severity} /> {say(`dataSeverity.${severity}`)}{' '}
            <span className="figures">{grouped(counts[severity])}</span>
          </button>
        ))}
      </fieldset>
      <RulePick codes={codes} chosen={filter.code} onPick={(code) => setFilter({ ...filter, code, offset: 0 })} />
      <IssuePageView page={page} filter={filter} onTurn={(offset) => setFilter({ ...filter, offset })} />
    </section>
  );
}

interface RulePickProps {
  readonly codes: readonly (readonly [code: string, number: number])[];
  readonly chosen: string | null;
  readonly onPick: (code: string | null) => void;
}

/** Which rules were broken, and how often; one alone can be looked at. */
function RulePick({ codes, chosen, onPick }: RulePickProps) {
  const say = useSay();
  const language = useApp((state) => state.language);
  if (codes.length < 2) return null;
  if (codes.length <= MOST_CHIPS) {
    return (
      <fieldset className="severity-tabs" aria-label={say('data.rule')}>
        {codes.map(([code, number]) => (
          <button
            key={code}
            type="button"
            aria-pressed={chosen === code}
            data-code={code}
            onClick={() => onPick(chosen === code ? null : code)}
          >
            {issueTitle(code, language)} <span className="figures">{grouped(number)}</span>
          </button>
        ))}
      </fieldset>
    );
  }
  return (
    <Pick
      label={say('data.rule')}
      testId="rule"
      value={chosen ?? ''}
      options={[
        { value: '', text: say('data.allRules') },
        ...codes.map(([code, number]) => ({ value: code, text: `${issueTitle(code, language)} (${grouped(number)})` })),
      ]}
      onPick={(code) => onPick(code === '' ? null : code)}
    />
  );
}

type Listing =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly page: IssuePage };

function useIssues(importId: number, { severity, code, offset }: Filter): Listing {
  const [listing, setListing] = useState<Listing>({ state: 'loading' });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    setListing((before) => (before.state === 'ready' ? before : { state: 'loading' }));
    const filter = { offset, limit: A_PAGE, severity: severity ?? undefined, code: code ?? undefined };
    data.issues(sceneNow(), importId, filter, signal).then(
      (page) => {
        setListing({ state: 'ready', page });
        useData.setState({ listed: page.issues, pointedAt: null });
      },
      (error: unknown) => {
        if (!signal.aborted) setListing({ state: 'failed', error: asApiError(error) });
      },
    );
    return () => controller.abort();
  }, [importId, severity, code, offset]);
  return listing;
}

interface PageProps {
  readonly page: Listing;
  readonly filter: Filter;
  readonly onTurn: (offset: number) => void;
}

function IssuePageView({ page: listing, filter, onTurn }: PageProps) {
  const say = useSay();
  switch (listing.state) {
    case 'loading':
      return <Spin size="small" />;
    case 'failed':
      return <Alert type="error" showIcon title={errorWords(listing.error, say)} />;
    case 'ready': {
      const { issues, total, kept } = listing.page;
      const { offset } = filter;
      const reachable = Math.min(total, kept);
      if (issues.length === 0) return <p className="muted">{say('data.noneListed')}</p>;
      return (
        <>
          <ul className="issue-list">
            {keyedIssues(issues).map(([key, issue]) => (
              <IssueLine key={key} issue={issue} />
            ))}
          </ul>
          {reachable > A_PAGE && (
            <div className="page-turn">
              <Button
                size="small"
                type="text"
                icon={<LeftOutlined />}
                aria-label={say('data.earlier')}
                disabled={offset === 0}
                onClick={() => onTurn(Math.max(0, offset - A_PAGE))}
              />
              <span className="figures">
                {say('data.page', {
                  from: grouped(offset + 1),
                  to: grouped(offset + issues.length),
                  total: grouped(total),
                })}
              </span>
              <Button
                size="small"
                type="text"
                icon={<RightOutlined />}
                aria-label={say('data.later')}
                disabled={offset + A_PAGE >= reachable}
                onClick={() => onTurn(offset + A_PAGE)}
              />
            </div>
          )}
          {kept < total && (
            <p className="muted">{say('data.keptOnly', { kept: grouped(kept), total: grouped(total) })}</p>
          )}
        </>
      );
    }
  }
}
