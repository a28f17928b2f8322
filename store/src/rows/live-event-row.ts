import type { LiveEvent, LoggedEvent, PositionBasis } from '@undercroft/core/live/live-event';

/** A row of the log with the thing that it is about. */
export interface LiveEventRow {
  readonly event_id: number;
  readonly kind: LiveEvent['kind'];
  readonly source: string;
  readonly id: string;
  readonly sequence: number;
  readonly event_ms: number;
  readonly received_ms: number;
  readonly position_basis: PositionBasis | null;
  readonly is_historical: boolean;
  readonly body: string;
}

/** Select list of a `LiveEventRow` from the aliases `e` of the event and `t` of its thing. */
export const LIVE_EVENT_SELECT = `e.event_id, t.kind, t.source, t.id, e.sequence, e.event_ms, e.received_ms,
  e.position_basis, e.is_historical, e.body`;

/** What columns hold of an event. */
const IN_COLUMNS = { kind: undefined, source: undefined, id: undefined, eventTimeMs: undefined, sequence: undefined };

/** JSON of what of an event no column holds. */
export function bodyOf(event: LiveEvent): string {
  return JSON.stringify({ ...event, ...IN_COLUMNS });
}

export function loggedEventOf(row: LiveEventRow): LoggedEvent {
  const { kind, source, id, event_ms: eventTimeMs, sequence } = row;
  // The text is `bodyOf` an event of this kind: it was parsed at the door, and nothing else writes it.
  const event = { kind, source, id, eventTimeMs, sequence, ...(JSON.parse(row.body) as object) } as LiveEvent;
  return {
    eventId: row.event_id,
    event,
    receivedMs: row.received_ms,
    positionBasis: row.position_basis,
    isHistorical: row.is_historical,
  };
}
