import { Alert, Button, Skeleton } from 'antd';
import { NOT_JOINED } from '../analysis/analysis-actions.ts';
import type { ApiError } from '../api/api-error.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';

/** An analysis that did not come: never to be read as one that found nothing. */
export function AnalysisFailed({
  error,
  title,
  onRetry,
}: {
  readonly error: ApiError;
  readonly title: string;
  readonly onRetry: () => void;
}) {
  const say = useSay();
  const isApart = error.code === NOT_JOINED;
  return (
    <div className="analysis-failed" data-testid="analysis-failed">
      <Alert
        type={isApart ? 'warning' : 'error'}
        showIcon
        title={isApart ? say('analysis.notJoined') : title}
        description={isApart ? undefined : errorWords(error, say)}
      />
      {!isApart && (
        <Button block className="retry" onClick={onRetry}>
          {say('error.retry')}
        </Button>
      )}
    </div>
  );
}

export function AnalysisLoading({ words }: { readonly words: string }) {
  return (
    <div role="status" data-testid="analysis-loading">
      <span className="muted">{words}</span>
      <Skeleton active paragraph={{ rows: 4 }} title={false} />
    </div>
  );
}
