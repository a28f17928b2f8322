import { useLive } from '../live/live-store.ts';
import { useReplay } from './replay-store.ts';

/**
 * Whether anything is known of the alarms of the instant shown: alarms are made of events as they come in, so that before
 * the log begins there is no word of them. An empty list then does not mean that there were none.
 */
export function useAlarmsKnown(): boolean {
  const atMs = useLive(({ clock }) => (clock.mode === 'live' ? null : clock.atMs));
  const logFromMs = useReplay(({ told }) => told?.logFromMs ?? null);
  return atMs === null || (logFromMs !== null && atMs >= logFromMs);
}
