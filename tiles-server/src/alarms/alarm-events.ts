import type { AlarmChange } from '@undercroft/core/live/alarm-moves';
import type { NewEvent } from '@undercroft/core/live/live-event';

/** Source of the events that tell of alarms. */
const ALARMS_SOURCE = 'alarms';

/** The events that changes of alarms go to the log as: each is the alarm after its change, numbered by its version. */
export function alarmEvents(changes: readonly AlarmChange[], receivedMs: number): readonly NewEvent[] {
  return changes.map(({ kept: { alarm, version, eventMs, positionBasis } }) => ({
    event: {
      kind: 'alarm',
      source: ALARMS_SOURCE,
      id: alarm.alarmId,
      eventTimeMs: eventMs,
      sequence: version,
      position: alarm.position,
      quality: 'good',
      value: alarm,
    },
    receivedMs,
    positionBasis: alarm.position === null ? null : positionBasis,
  }));
}
