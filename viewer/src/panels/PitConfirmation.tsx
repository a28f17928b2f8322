import {
  CheckCircleFilled,
  ClockCircleOutlined,
  ExclamationCircleFilled,
  LoadingOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import { Alert, Button } from 'antd';
import type { ReactNode } from 'react';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { retryConfirmation } from '../pit/attach-pits.ts';
import type { Confirmation, Difference } from '../pit/confirmation.ts';
import type { PitSpec } from '../pit/pit-spec.ts';
import { useApp } from '../state/store.ts';

interface Props {
  readonly confirmation: Confirmation | undefined;
  readonly spec: PitSpec;
  readonly differences: readonly Difference[];
}

/** Whether the server says the same as this page. Nothing but a full agreement about this very dig reads as one. */
export function PitConfirmation({ confirmation, spec, differences }: Props) {
  const say = useSay();
  const language = useApp((state) => state.language);
  const clock = (atMs: number): string =>
    new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', {
      hour: '2-digit',
      minute: '2-digit',
      hour12: false,
    }).format(atMs);
  if (confirmation === undefined)
    return <Strip state="waiting" icon={<ClockCircleOutlined />} text={say('dig.waiting')} />;
  if (confirmation.spec !== spec) {
    const text =
      confirmation.state === 'confirmed' ? say('dig.stale', { time: clock(confirmation.atMs) }) : say('dig.waiting');
    return <Strip state="stale" icon={<ClockCircleOutlined />} text={text} />;
  }
  switch (confirmation.state) {
    case 'asking':
      return <Strip state="asking" icon={<LoadingOutlined />} text={say('dig.asking')} />;
    case 'failed':
      return (
        <Alert
          type="error"
          showIcon
          className="dig-confirmation"
          data-testid="dig-confirmation"
          data-state="failed"
          title={say('dig.notConfirmed')}
          description={errorWords(confirmation.error, say)}
          action={
            <Button size="small" icon={<SyncOutlined />} onClick={retryConfirmation}>
              {say('error.retry')}
            </Button>
          }
        />
      );
    case 'confirmed': {
      const { answer, atMs } = confirmation;
      const values = {
        time: clock(atMs),
        data: answer.dataDate.slice(0, 10),
        rules: `${answer.ruleSet.id} ${answer.ruleSet.version}`,
      };
      if (differences.length === 0) {
        return <Strip state="confirmed" icon={<CheckCircleFilled />} text={say('dig.confirmed', values)} />;
      }
      return (
        <Alert
          type="error"
          showIcon
          icon={<ExclamationCircleFilled />}
          className="dig-confirmation"
          data-testid="dig-confirmation"
          data-state="differs"
          title={say('dig.differs', { number: differences.length })}
          description={say('dig.differsWhat', values)}
        />
      );
    }
  }
}

function Strip({ state, icon, text }: { readonly state: string; readonly icon: ReactNode; readonly text: string }) {
  return (
    <p className={`dig-confirmation is-${state}`} role="status" data-testid="dig-confirmation" data-state={state}>
      {icon} <span className="figures">{text}</span>
    </p>
  );
}
