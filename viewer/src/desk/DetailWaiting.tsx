import { Alert } from 'antd';
import type { ApiError } from '../api/api-error.ts';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { DetailHead } from './DetailHead.tsx';

interface Props {
  readonly title: string;
  readonly note: string;
  /** Why nothing is known of it; `null` while the answer is on its way. */
  readonly error: ApiError | null;
}

/** The panel of an alarm or a case of which nothing is known yet. */
export function DetailWaiting({ title, note, error }: Props) {
  const say = useSay();
  return (
    <aside className="dock dock-right desk-detail" data-testid="desk-detail">
      <DetailHead mark={null} title={title} note={note} place={null} />
      <div className="dock-body">
        {error !== null ? (
          <Alert type="error" showIcon title={errorWords(error, say)} />
        ) : (
          <p className="muted">{say('panel.loading')}</p>
        )}
      </div>
    </aside>
  );
}
