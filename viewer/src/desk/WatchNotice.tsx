import { Alert } from 'antd';
import { useCallback } from 'react';
import { useSay } from '../i18n/i18n.ts';
import { useNow } from '../wall/use-now.ts';
import { deskApi } from './desk-actions.ts';
import { useRecord } from './use-record.ts';

/** Whether anybody looks for alarms is asked so often, milliseconds. */
const ASK_EVERY_MS = 15_000;

/** Says so when nobody looks for alarms: then an empty list means nothing. */
export function WatchNotice({ scene }: { readonly scene: string }) {
  const say = useSay();
  const round = Math.floor(useNow(ASK_EVERY_MS) / ASK_EVERY_MS);
  const ask = useCallback((signal: AbortSignal) => deskApi.alarms(scene, signal), [scene]);
  const { value, error } = useRecord(ask, String(round));
  if (error !== null) return <Alert type="warning" showIcon title={say('desk.watchUnknown')} />;
  if (value === null) return null;
  switch (value.watch.state) {
    case 'watching':
    case 'elsewhere':
      return null;
    case 'starting':
      return <Alert type="info" showIcon title={say('desk.watchStarting')} />;
    case 'failed':
      return (
        <Alert
          type="error"
          showIcon
          data-testid="no-watch"
          title={say('desk.noWatch')}
          description={value.watch.detail}
        />
      );
  }
}
