import type { AlarmState } from '@undercroft/core/live/alarm';
import type { LiveEvent, NewEvent } from '@undercroft/core/live/live-event';

/** Noon in China on 20 November 2026. */
export const NOON_MS = Date.UTC(2026, 10, 20, 4);

/** A good reading of the water level of a sensor, received a second after it was taken. */
export function sampleReading(
  id: string,
  sequence: number,
  eventTimeMs: number,
  overrides: { readonly valueM?: number; readonly receivedMs?: number; readonly quantity?: string } = {},
): NewEvent {
  const { valueM = 0.1, receivedMs = eventTimeMs + 1000, quantity = 'waterLevelM' } = overrides;
  const event: LiveEvent = {
    kind: 'reading',
    source: 'gateway',
    id,
    eventTimeMs,
    sequence,
    position: null,
    quality: 'good',
    value: { quantity, unit: 'm', value: valueM },
  };
  return { event, receivedMs, positionBasis: null };
}

/** Where a unit is; by default on Donggang Road, heading east. */
export function samplePosition(id: string, sequence: number, eventTimeMs: number): NewEvent {
  const event: LiveEvent = {
    kind: 'position',
    source: 'vehicles',
    id,
    eventTimeMs,
    sequence,
    position: [119.6, 39.93],
    quality: 'good',
    value: { headingDeg: 90, speedMps: 8 },
  };
  return { event, receivedMs: eventTimeMs, positionBasis: 'geodetic' };
}

/** An alarm of a cover as it stands. */
export function sampleAlarm(alarmId: string, sequence: number, eventTimeMs: number, state: AlarmState): NewEvent {
  const isClosed = state === 'closed';
  const event: LiveEvent = {
    kind: 'alarm',
    source: 'alarms',
    id: alarmId,
    eventTimeMs,
    sequence,
    position: [119.6, 39.93],
    quality: 'good',
    value: {
      alarmId,
      ruleId: 'cover-open',
      rulesVersion: '1',
      sensorKind: 'smartCover',
      thingId: 'C1',
      source: 'gateway',
      severity: 'red',
      state,
      isActive: !isClosed,
      position: [119.6, 39.93],
      cause: { quantity: 'tiltDeg', unit: 'deg', value: 35, threshold: 15 },
      count: 1,
      openedMs: NOON_MS,
      acknowledgedMs: null,
      acknowledgedBy: null,
      returnedMs: null,
      closedMs: isClosed ? eventTimeMs : null,
      closedBy: null,
      note: null,
      caseId: null,
    },
  };
  return { event, receivedMs: eventTimeMs, positionBasis: 'geodetic' };
}
