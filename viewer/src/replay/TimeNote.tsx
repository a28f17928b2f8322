import { LoadingOutlined } from '@ant-design/icons';
import type { MessageKey } from '../i18n/en.ts';
import { useSay } from '../i18n/i18n.ts';
import { useLive } from '../live/live-store.ts';
import type { ReplayTold } from './replay-player.ts';
import { useReplay } from './replay-store.ts';

/** What is behind the picture of the past: a log, a simulator, the tables of cases alone; or that it is not there yet. */
export function TimeNote() {
  const say = useSay();
  const { isWaiting, error, told } = useReplay();
  const atMs = useLive(({ clock }) => (clock.mode === 'live' ? null : clock.atMs));
  if (error !== null) {
    return (
      <span className="time-note is-bad" role="alert" data-testid="replay-note">
        {say('replay.failed', { reason: error.message })}
      </span>
    );
  }
  const key = told === null || atMs === null ? null : originOf(told, atMs);
  return (
    <span className="time-note muted" role="status" data-testid="replay-note" data-waiting={isWaiting}>
      {isWaiting && (
        <>
          <LoadingOutlined /> {say('replay.waiting')}
        </>
      )}
      {!isWaiting && key !== null && say(key)}
      {!isWaiting && told?.isWhole === false && <strong> {say('replay.notWhole')}</strong>}
    </span>
  );
}

/** `null` where the log alone tells: then there is nothing to beware of. */
function originOf({ isSimulated, logFromMs }: ReplayTold, atMs: number): MessageKey | null {
  const isLogged = logFromMs !== null && atMs >= logFromMs;
  if (isSimulated) return isLogged ? 'replay.partlySimulated' : 'replay.simulated';
  if (isLogged) return null;
  return logFromMs === null ? 'replay.noLog' : 'replay.beforeLog';
}
