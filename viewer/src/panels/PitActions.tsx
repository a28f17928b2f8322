import { ClearOutlined, FilePdfOutlined, PlusOutlined, ShareAltOutlined } from '@ant-design/icons';
import { Alert, Button, Tooltip } from 'antd';
import { useState } from 'react';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { clearPits, leavePit } from '../pit/pit-actions.ts';
import { flushPitAddress } from '../pit/pit-address.ts';
import { usePits } from '../pit/pit-store.ts';
import { dismissReport, makeReport } from '../pit/report-actions.ts';

/** What is done with a dig that was looked at: printed, shared, left for the next. */
export function PitActions() {
  const say = useSay();
  const report = usePits((state) => state.report);
  const isDug = usePits(({ active, views }) => active !== null && views[active]?.ok === true);
  return (
    <footer className="dig-actions">
      {report.state === 'failed' && (
        <Alert
          type="error"
          showIcon
          closable={{ onClose: dismissReport }}
          title={say('dig.reportFailed')}
          description={errorWords(report.error, say)}
          data-testid="dig-report-failed"
        />
      )}
      {report.state === 'done' && (
        <p className="pit-note" role="status" data-testid="dig-report-done">
          {say('dig.reportDone', { name: report.name })}
        </p>
      )}
      <div className="dig-action-row">
        <Tooltip title={say('dig.reportTip')}>
          <Button
            type="primary"
            icon={<FilePdfOutlined />}
            loading={report.state === 'making'}
            disabled={!isDug}
            data-testid="dig-report"
            onClick={makeReport}
          >
            {report.state === 'making' ? say('dig.reportMaking') : say('dig.report')}
          </Button>
        </Tooltip>
        <ShareButton />
        <Button icon={<PlusOutlined />} onClick={leavePit} data-testid="dig-new">
          {say('dig.newArea')}
        </Button>
        <Tooltip title={say('dig.clear')}>
          <Button icon={<ClearOutlined />} aria-label={say('dig.clear')} onClick={clearPits} data-testid="dig-clear" />
        </Tooltip>
      </div>
    </footer>
  );
}

function ShareButton() {
  const say = useSay();
  const [state, setState] = useState<'none' | 'copied' | 'failed'>('none');
  const copy = (): void => {
    flushPitAddress();
    // Without a secure origin a page may not write to the clipboard; the address itself can be copied by hand.
    const written = navigator.clipboard?.writeText(window.location.href) ?? Promise.reject(new Error('no clipboard'));
    written.then(
      () => setState('copied'),
      () => setState('failed'),
    );
  };
  const title = state === 'none' ? say('dig.share') : say(state === 'copied' ? 'dig.shared' : 'dig.shareByHand');
  return (
    <Tooltip title={title}>
      <Button
        icon={<ShareAltOutlined />}
        aria-label={title}
        data-testid="dig-share"
        onClick={copy}
        onMouseLeave={() => setState('none')}
      />
    </Tooltip>
  );
}
