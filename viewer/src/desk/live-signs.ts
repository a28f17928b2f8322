import { alarmLook, type SignLook, type StatusSign } from '../globe/live/status-sign.ts';
import type { LiveState } from '../live/live-store.ts';
import { caseClock } from './desk-lists.ts';

/** Alarms and cases as signs of the map. A case that was made of an alarm still standing is told of by that alarm. */
export function liveSigns(
  { alarms, cases }: Pick<LiveState, 'alarms' | 'cases'>,
  nowMs: number,
): readonly StatusSign[] {
  const out: StatusSign[] = [];
  for (const { alarmId, position, severity, state } of alarms.values()) {
    if (position === null) continue;
    const look = alarmLook(severity, state === 'acknowledged');
    out.push({ id: alarmId, kind: 'alarm', lon: position[0], lat: position[1], look });
  }
  for (const one of cases.values()) {
    if (one.alarmId !== null && alarms.has(one.alarmId)) continue;
    const [lon, lat] = one.position;
    out.push({ id: one.sourceId, kind: 'case', lon, lat, look: caseLook(caseClock(one, nowMs).state) });
  }
  return out;
}

function caseLook(state: ReturnType<typeof caseClock>['state']): SignLook {
  switch (state) {
    case 'late':
      return 'caseLate';
    case 'soon':
      return 'caseSoon';
    case 'inTime':
    case 'unknown':
      return 'case';
  }
}
