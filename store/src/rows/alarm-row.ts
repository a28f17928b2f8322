import type { Alarm } from '@undercroft/core/live/alarm';
import type { KeptAlarm } from '@undercroft/core/live/alarm-moves';
import type { PositionBasis } from '@undercroft/core/live/live-event';

/** A row of alarms. */
export interface AlarmRow {
  readonly version: number;
  readonly event_ms: number;
  readonly position_basis: PositionBasis | null;
  readonly body: string;
}

export const ALARM_SELECT = 'version, event_ms, position_basis, body';

export function keptAlarmOf(row: AlarmRow): KeptAlarm {
  return {
    // The text is JSON of an alarm: nothing else writes it.
    alarm: JSON.parse(row.body) as Alarm,
    version: row.version,
    eventMs: row.event_ms,
    positionBasis: row.position_basis,
  };
}
