import type { Alarm } from '@undercroft/core/live/alarm';
import type { AlarmContext } from '@undercroft/core/protocol/live/alarm-context';
import { create } from 'zustand';
import { type ApiError, asApiError } from '../api/api-error.ts';
import { fixed } from '../format/quantity.ts';
import type { Gauge } from '../globe/live/gauge-bars.ts';
import { deskApi } from './desk-actions.ts';

/** What lies about the alarm that is selected. */
export type AroundAlarm =
  | { readonly state: 'loading' }
  | { readonly state: 'failed'; readonly error: ApiError }
  | { readonly state: 'ready'; readonly value: AlarmContext };

export interface PlaceState {
  readonly alarmId: string | null;
  /** Of the alarm that this was asked for. */
  readonly version: string;
  readonly around: AroundAlarm;
  /** Water drawn at its true height there. */
  readonly gauges: readonly Gauge[];
}

const NOWHERE: PlaceState = { alarmId: null, version: '', around: { state: 'loading' }, gauges: [] };

export const usePlace = create<PlaceState>()(() => NOWHERE);

/** Asks what lies about an alarm. A part that could not be read says so and hides none of the others. */
export async function loadPlace(scene: string, alarm: Alarm, version: string, signal: AbortSignal): Promise<void> {
  const held = usePlace.getState();
  if (held.version === version && held.around.state === 'ready') return;
  const { alarmId } = alarm;
  if (held.alarmId !== alarmId) usePlace.setState({ alarmId, around: { state: 'loading' }, gauges: [] });
  try {
    const value = await deskApi.context(scene, alarmId, signal);
    if (signal.aborted) return;
    usePlace.setState({ version, around: { state: 'ready', value }, gauges: gaugesOf(alarm, value) });
  } catch (error) {
    if (!signal.aborted) usePlace.setState({ around: { state: 'failed', error: asApiError(error) }, gauges: [] });
  }
}

export function leavePlace(): void {
  usePlace.setState(NOWHERE);
}

/** Nothing above it: a staff ends so far over the water, metres. */
const STAFF_M = 0.5;

/** A staff at the manhole, where both its floor and the level of its water are known. */
function gaugesOf({ alarmId, isActive }: Alarm, { manhole, water }: AlarmContext): readonly Gauge[] {
  const footM = manhole?.sumpLevelM ?? null;
  const waterM = water?.levelM ?? null;
  if (manhole === null || footM === null || waterM === null) return [];
  const [lon, lat] = manhole.position;
  const topM = Math.max(manhole.coverLevelM ?? Number.NEGATIVE_INFINITY, waterM + STAFF_M);
  const label = `${fixed(waterM, 2)} m`;
  return [{ id: alarmId, lon, lat, footM, waterM, topM, label, isAlarming: isActive === true }];
}
