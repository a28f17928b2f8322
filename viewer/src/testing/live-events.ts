import type { Alarm } from '@undercroft/core/live/alarm';
import {
  type LiveCaseAnswer,
  type LoggedEventAnswer,
  liveCaseSchema,
} from '@undercroft/core/protocol/live/live-messages';

/** Events for tests: an alarm, a case, a reading, a position as the stream brings them. */

const HEAD = { source: 'test', sequence: 1, position: [119.6, 39.93] as [number, number], quality: 'good' as const };

function logged(eventId: number, event: LoggedEventAnswer['event'], isHistorical = false): LoggedEventAnswer {
  return { eventId, receivedMs: event.eventTimeMs, isHistorical, positionBasis: 'geodetic', event };
}

export function alarmOf(alarmId: string, changes: Partial<Alarm> = {}): Alarm {
  return {
    alarmId,
    ruleId: 'cover-open',
    rulesVersion: '1',
    sensorKind: 'coverTilt',
    thingId: 'ZNJG-0001',
    source: 'covers',
    severity: 'red',
    state: 'open',
    isActive: true,
    position: [119.6, 39.93],
    cause: { quantity: 'tiltDeg', unit: 'deg', value: 34, threshold: 15 },
    count: 1,
    openedMs: 1000,
    acknowledgedMs: null,
    acknowledgedBy: null,
    returnedMs: null,
    closedMs: null,
    closedBy: null,
    note: null,
    caseId: null,
    ...changes,
  };
}

export function alarmEvent(eventId: number, alarm: Alarm, eventTimeMs = eventId): LoggedEventAnswer {
  return logged(eventId, {
    ...HEAD,
    source: 'alarms',
    id: alarm.alarmId,
    eventTimeMs,
    kind: 'alarm',
    value: { ...alarm, position: alarm.position === null ? null : [...alarm.position] },
  });
}

export function caseOf(sourceId: string, changes: Partial<LiveCaseAnswer> = {}): LiveCaseAnswer {
  return liveCaseSchema.parse({
    sourceId,
    kind: 'component',
    category: '0102',
    title: null,
    channel: 'device',
    position: [119.6, 39.93],
    gridCell: null,
    component: null,
    address: null,
    department: null,
    steps: { report: 0, register: 60_000, dispatch: null, handle: null, verify: null, close: null },
    dispatchDueMs: 300_000,
    handleDueMs: null,
    result: 'open',
    unit: null,
    alarmId: null,
    duplicateOf: null,
    reopenedCount: 0,
    ...changes,
  });
}

export function caseEvent(eventId: number, one: LiveCaseAnswer, eventTimeMs = eventId): LoggedEventAnswer {
  return logged(eventId, { ...HEAD, source: 'desk', id: one.sourceId, eventTimeMs, kind: 'case', value: one });
}

export function readingEvent(
  eventId: number,
  id: string,
  value: number | null,
  { eventTimeMs = eventId, quantity = 'waterDepth', unit = 'mm', isHistorical = false } = {},
): LoggedEventAnswer {
  return logged(eventId, { ...HEAD, id, eventTimeMs, kind: 'reading', value: { quantity, unit, value } }, isHistorical);
}

export function positionEvent(
  eventId: number,
  id: string,
  position: readonly [number, number],
  eventTimeMs = eventId,
  isHistorical = false,
): LoggedEventAnswer {
  return logged(
    eventId,
    { ...HEAD, id, eventTimeMs, position: [...position], kind: 'position', value: { headingDeg: 90, speedMps: 2 } },
    isHistorical,
  );
}
