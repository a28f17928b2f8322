import { AimOutlined, CloseOutlined } from '@ant-design/icons';
import { parseFeatureId } from '@undercroft/core/model/feature-id';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { closeResult, retryResult } from '../analysis/analysis-actions.ts';
import { type AnalysisResult, useAnalysis } from '../analysis/analysis-store.ts';
import { answerOrBefore } from '../analysis/asked.ts';
import { lookAtAll } from '../analysis/attach-analysis.ts';
import type { Say } from '../i18n/i18n.ts';
import { useSay } from '../i18n/i18n.ts';
import { AnalysisDistance } from './AnalysisDistance.tsx';
import { AnalysisFailed, AnalysisLoading } from './AnalysisFailed.tsx';
import { AnalysisIsolation } from './AnalysisIsolation.tsx';
import { AnalysisStatistics } from './AnalysisStatistics.tsx';
import { AnalysisTrace } from './AnalysisTrace.tsx';
import { useAnalysisKeys } from './analysis-keys.ts';

/** The left dock while a question of the network is answered. */
export function AnalysisPanel() {
  useAnalysisKeys();
  const say = useSay();
  const result = useAnalysis((state) => state.result);
  if (result === null) return null;
  const hasPlaces = result.kind === 'trace' || result.kind === 'isolation';
  return (
    <section
      className="dock dock-left analysis-dock"
      aria-label={titleOf(result, say)}
      data-testid="analysis-panel"
      data-kind={result.kind}
      data-state={result.asked.state}
    >
      <header className="dock-head">
        <div className="feature-head">
          <h2>{titleOf(result, say)}</h2>
          <div className="muted figures">{asideOf(result, say)}</div>
        </div>
        {hasPlaces && (
          <Tooltip title={say('analysis.all')}>
            <Button
              type="text"
              size="small"
              icon={<AimOutlined />}
              aria-label={say('analysis.all')}
              onClick={lookAtAll}
            />
          </Tooltip>
        )}
        <Tooltip title={say('analysis.closePanel')}>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={say('analysis.closePanel')}
            data-testid="analysis-clear"
            onClick={closeResult}
          />
        </Tooltip>
      </header>
      <div className="dock-body">
        <Body result={result} />
      </div>
    </section>
  );
}

function Body({ result }: { readonly result: AnalysisResult }) {
  const say = useSay();
  const { asked } = result;
  if (asked.state === 'failed') {
    return <AnalysisFailed error={asked.error} title={say('analysis.failed')} onRetry={retryResult} />;
  }
  if (asked.state === 'loading' && answerOrBefore<unknown>(asked) === null) {
    return <AnalysisLoading words={say('analysis.loading')} />;
  }
  return <div className={asked.state === 'loading' ? 'analysis-stale' : undefined}>{answerOf(result)}</div>;
}

function answerOf(result: AnalysisResult): ReactNode {
  switch (result.kind) {
    case 'trace': {
      const answer = answerOrBefore(result.asked);
      return answer === null ? null : <AnalysisTrace answer={answer} />;
    }
    case 'isolation': {
      const answer = answerOrBefore(result.asked);
      return answer === null ? null : <AnalysisIsolation answer={answer} found={result.found} fewer={result.fewer} />;
    }
    case 'distance': {
      const answer = answerOrBefore(result.asked);
      return answer === null ? null : <AnalysisDistance answer={answer} />;
    }
    case 'statistics': {
      const answer = answerOrBefore(result.asked);
      return answer === null ? null : <AnalysisStatistics answer={answer} by={result.by} />;
    }
  }
}

function titleOf(result: AnalysisResult, say: Say): string {
  switch (result.kind) {
    case 'trace':
      return say(`analysis.${result.direction}`);
    case 'isolation':
      return say('analysis.isolate');
    case 'distance':
      return say('analysis.netDistance');
    case 'statistics':
      return say('analysis.statisticsTitle');
  }
}

function asideOf(result: AnalysisResult, say: Say): string {
  switch (result.kind) {
    case 'trace':
    case 'isolation':
      return say('analysis.of', { name: nameOf(result.id) });
    case 'distance':
      return `${nameOf(result.a)} – ${nameOf(result.b)}`;
    case 'statistics':
      return say('analysis.wholeScene');
  }
}

function nameOf(id: string): string {
  return parseFeatureId(id)?.sourceId ?? id;
}
