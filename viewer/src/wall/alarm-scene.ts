import type { Alarm } from '@undercroft/core/live/alarm';
import { create } from 'zustand';
import { useLive } from '../live/live-store.ts';
import { askAlarmContext, type WallContext } from './alarm-context.ts';
import { useWall } from './wall-store.ts';

/** What is known of the place of the alarm that is shown. */
export type ContextState =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly value: WallContext };

export interface AlarmScene {
  /** The alarm on the wall; `null` on tour. */
  readonly alarmId: string | null;
  readonly at: readonly [lon: number, lat: number] | null;
  /** As it was last known: a closed one leaves the live state while its card is still up. */
  readonly alarm: Alarm | null;
  readonly context: ContextState;
}

const NOTHING: AlarmScene = { alarmId: null, at: null, alarm: null, context: { state: 'loading' } };

export const useAlarmScene = create<AlarmScene>()(() => NOTHING);

/** A place that could not be asked for is asked for again, and one that could is looked at anew, milliseconds. */
const AGAIN_MS = 2000;
const ANEW_MS = 5000;

/** Keeps what is known of the alarm on the wall; returns what ends it. */
export function followAlarm(sceneId: string): () => void {
  let asking = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => {
    asking.abort();
    clearTimeout(timer);
  };
  const ask = async (alarmId: string, signal: AbortSignal): Promise<void> => {
    const later = (ms: number): void => {
      if (!signal.aborted) timer = setTimeout(() => void ask(alarmId, signal), ms);
    };
    try {
      const value = await askAlarmContext(sceneId, alarmId, signal);
      if (signal.aborted) return;
      useAlarmScene.setState({ context: { state: 'ready', value } });
      later(ANEW_MS);
    } catch {
      if (signal.aborted) return;
      // What was known stays: its ages tell how old it is.
      if (useAlarmScene.getState().context.state !== 'ready') useAlarmScene.setState({ context: { state: 'failed' } });
      later(AGAIN_MS);
    }
  };
  const look = (): void => {
    const { view } = useWall.getState().director;
    const before = useAlarmScene.getState();
    if (view.kind !== 'alarm') {
      if (before.alarmId === null) return;
      stop();
      useAlarmScene.setState(NOTHING);
      return;
    }
    const alarm = useLive.getState().alarms.get(view.alarmId) ?? null;
    if (view.alarmId === before.alarmId) {
      if (alarm !== null && alarm !== before.alarm) useAlarmScene.setState({ alarm });
      if (alarm === null && before.alarm !== null && before.alarm.state !== 'closed') {
        useAlarmScene.setState({ alarm: { ...before.alarm, state: 'closed' } });
      }
      return;
    }
    stop();
    asking = new AbortController();
    useAlarmScene.setState({ ...NOTHING, alarmId: view.alarmId, at: alarm?.position ?? null, alarm });
    void ask(view.alarmId, asking.signal);
  };
  // Before the 3D view hears of it: it wants to know where to fly.
  const stopDirector = useWall.subscribe(look);
  const stopLive = useLive.subscribe((now, before) => {
    if (now.alarms !== before.alarms) look();
  });
  look();
  return () => {
    stop();
    stopDirector();
    stopLive();
    useAlarmScene.setState(NOTHING);
  };
}
