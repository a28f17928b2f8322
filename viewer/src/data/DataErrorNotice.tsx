import { Alert, Button } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { errorWords } from '../i18n/error-words.ts';
import { type Say, useSay } from '../i18n/i18n.ts';
import { refusalWords } from '../i18n/refusal-words.ts';
import { useApp } from '../state/store.ts';
import { lookNow } from './data-actions.ts';
import { useData } from './data-store.ts';

/** What went wrong last, in words, and what to do. */
export function DataErrorNotice() {
  const say = useSay();
  const language = useApp((state) => state.language);
  const error = useData((state) => state.error);
  const canLookAgain = useData(
    ({ step, looking, error: met }) => step === 'review' && !looking && met?.failure !== 'refused',
  );
  if (error === null) return null;
  const chinese = refusalWords(error.code, error.message, language);
  return (
    <Alert
      className="data-error"
      type="error"
      showIcon
      title={say('data.failed')}
      description={
        <>
          {chinese ?? dataErrorWords(error, say)}
          {chinese !== null && (
            <details className="data-more">
              <summary>{say('data.serverWords')}</summary>
              <span lang="en">{error.message}</span>
            </details>
          )}
          {canLookAgain && (
            <div className="data-error-act">
              <Button size="small" onClick={() => void lookNow()}>
                {say('data.retry')}
              </Button>
            </div>
          )}
        </>
      }
      closable={{ 'aria-label': say('data.dismiss'), onClose: () => useData.setState({ error: null }) }}
      data-testid="data-error"
    />
  );
}

/** The server's own sentence where it has one: it names the file and what is wrong with it. */
function dataErrorWords(error: ApiError, say: Say): string {
  switch (error.failure) {
    case 'refused':
    case 'notFound':
      return error.message;
    case 'offline':
      return say('data.offline');
    case 'unreadable':
      return errorWords(error, say);
  }
}
