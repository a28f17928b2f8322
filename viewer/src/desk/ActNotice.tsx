import { Alert, Button } from 'antd';
import { errorWords } from '../i18n/error-words.ts';
import { useSay } from '../i18n/i18n.ts';
import { dismiss } from './desk-actions.ts';
import { useDesk } from './desk-store.ts';

const ACTS = [
  'acknowledge',
  'close',
  'makeCase',
  'dispatch',
  'register',
  'reject',
  'redispatch',
  'return',
  'handle',
  'verifyPass',
  'verifyFail',
  'reopen',
  'withdraw',
  'addNote',
] as const;

/** What was asked for here and could not be done. It stays until it is put away: a dispatch that failed must be seen. */
export function ActNotice({ about }: { readonly about: string }) {
  const say = useSay();
  const held = useDesk(({ acts }) => acts.get(about));
  if (held === undefined || held.error === null) return null;
  const act = ACTS.find((each) => each === held.act);
  const words = held.error.code === 'case-changed' ? say('desk.changed') : errorWords(held.error, say);
  return (
    <Alert
      type="error"
      showIcon
      className="desk-failed"
      data-testid="act-failed"
      title={say('desk.failed', { act: act === undefined ? held.act : say(`desk.act.${act}`) })}
      description={
        <>
          {words} {say('desk.failedNow')}
          <Button size="small" onClick={() => dismiss(about)}>
            {say('desk.ok')}
          </Button>
        </>
      }
    />
  );
}

/** What is under way about something; `null` when nothing is. */
export function useActing(about: string): string | null {
  return useDesk(({ acts }) => {
    const held = acts.get(about);
    return held === undefined || held.error !== null ? null : held.act;
  });
}
