import { DownOutlined, RightOutlined } from '@ant-design/icons';
import { DIG_VERDICTS, type DigVerdict } from '@undercroft/core/protocol/analysis/excavation';
import { DIG_ACTION_WORDS } from '@undercroft/core/report/dig-words';
import { Alert, Button, Skeleton } from 'antd';
import { useMemo, useState } from 'react';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { retryPits } from '../pit/attach-pits.ts';
import type { Difference } from '../pit/confirmation.ts';
import type { DigList } from '../pit/dig-list.ts';
import type { PlacedPit } from '../pit/pit-place.ts';
import type { PitView } from '../pit/pit-store.ts';
import { useApp } from '../state/store.ts';
import { PitLine } from './PitLine.tsx';
import { PitVerdict } from './PitVerdict.tsx';

interface Props {
  readonly view: PitView;
  /** Where the server says otherwise. */
  readonly differences: readonly Difference[];
}

/** What a pit meets. Only a complete answer is shown as a list; everything else says that nothing is known. */
export function PitFindingsView({ view, differences }: Props) {
  const say = useSay();
  if (!view.ok) return null;
  const { findings, placed } = view;
  switch (findings.state) {
    case 'loading':
      return (
        <div role="status" data-testid="pit-loading">
          <span className="muted">{say('pit.loading')}</span>
          <Skeleton active paragraph={{ rows: 4 }} title={false} />
        </div>
      );
    case 'failed':
      return (
        <>
          <Alert
            type="error"
            showIcon
            data-testid="pit-failed"
            title={say('pit.failed')}
            description={errorWords(findings.error, say)}
          />
          <Button block className="retry" onClick={retryPits}>
            {say('error.retry')}
          </Button>
        </>
      );
    case 'ready':
      return <Lines list={findings.list} placed={placed} differences={differences} />;
  }
}

/** Groups with more lines than these start closed, where nothing in them has to be done before digging. */
const QUIET: readonly DigVerdict[] = ['inControlZone', 'clear'];
const MOST_QUIET_LINES = 4;

function Lines({
  list,
  placed,
  differences,
}: {
  readonly list: DigList;
  readonly placed: PlacedPit;
  readonly differences: readonly Difference[];
}) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const selected = useApp((state) => state.selection?.id ?? null);
  const [turned, setTurned] = useState<ReadonlySet<DigVerdict>>(new Set());
  const { lines, counts } = list;
  const byId = useMemo(() => new Map(differences.map((difference) => [difference.id, difference])), [differences]);
  const groups = DIG_VERDICTS.map((verdict) => ({
    verdict,
    lines: lines.filter(({ finding }) => finding.verdict === verdict),
  })).filter((group) => group.lines.length > 0);
  // What is clicked in the ground shows its line, though its group is closed, until somebody closes it then.
  const [dismissed, setDismissed] = useState<string | null>(null);
  const shown = selected === dismissed ? undefined : lines.find(({ id }) => id === selected)?.finding.verdict;
  const opensItself = (verdict: DigVerdict): boolean => !QUIET.includes(verdict) || counts[verdict] <= MOST_QUIET_LINES;
  const isOpen = (verdict: DigVerdict): boolean => verdict === shown || turned.has(verdict) !== opensItself(verdict);
  const turn = (verdict: DigVerdict): void => {
    const wasOpen = isOpen(verdict);
    const next = new Set(turned);
    if (verdict === shown) setDismissed(selected);
    if (wasOpen === opensItself(verdict)) next.add(verdict);
    else next.delete(verdict);
    setTurned(next);
  };
  return (
    <div data-testid="pit-list" data-count={lines.length}>
      {groups.map(({ verdict, lines: own }) => (
        <section key={verdict} className={`dig-group is-${verdict}`}>
          <button
            type="button"
            className="dig-group-head"
            aria-expanded={isOpen(verdict)}
            onClick={() => turn(verdict)}
          >
            {isOpen(verdict) ? <DownOutlined /> : <RightOutlined />}
            <span className="dig-count figures">{own.length}</span>
            <span className="dig-action">{DIG_ACTION_WORDS[verdict][language]}</span>
          </button>
          {isOpen(verdict) && (
            <ul>
              {own.map((line) => (
                <PitLine key={line.id} line={line} placed={placed} difference={byId.get(line.id)} />
              ))}
            </ul>
          )}
        </section>
      ))}
      {differences
        .filter(({ here }) => here === null)
        .map(({ id, sourceId, server }) => (
          <p key={id} className="dig-differs" role="alert">
            {say('dig.onlyServer', { id: sourceId })} {server !== null && <PitVerdict verdict={server} />}
          </p>
        ))}
      <p className="pit-note">{say('dig.recordsOnly')}</p>
    </div>
  );
}
