import { caseAsOf, caseStepTimes } from '@undercroft/core/live/case-as-of';
import { NEW_LIVE_CASE } from '@undercroft/core/live/live-case';
import type { LiveEvent, LoggedEvent } from '@undercroft/core/live/live-event';
import type { CityCaseAnswer } from '@undercroft/core/protocol/cases';

/** What stands for the id of an event that is in no log. */
const NO_ID = 0;

/** An event that no log holds, as one that came in when it happened. */
export function pastEventOf(event: LiveEvent): LoggedEvent {
  return {
    eventId: NO_ID,
    event,
    receivedMs: event.eventTimeMs,
    positionBasis: event.position === null ? null : 'geodetic',
    isHistorical: false,
  };
}

/** A case of the tables as an event: as it stood at an instant; null before it was reported. */
export function pastCaseOf(given: CityCaseAnswer, atMs: number): LoggedEvent | null {
  const then = caseAsOf(given, atMs);
  if (then === null) return null;
  const { id: _id, layer, ...value } = then;
  const times = caseStepTimes(then);
  return pastEventOf({
    kind: 'case',
    source: layer,
    id: value.sourceId,
    eventTimeMs: times.at(-1) ?? atMs,
    sequence: times.length,
    position: value.position,
    // The tables do not say how far they are to be trusted.
    quality: 'unknown',
    value: { ...value, ...NEW_LIVE_CASE, raw: {} },
  });
}

/** One event for every step of a case of the tables in `[fromMs, toMs)`. */
export function pastCaseSteps(given: CityCaseAnswer, fromMs: number, toMs: number): readonly LoggedEvent[] {
  const times = caseStepTimes(given).filter((ms) => ms >= fromMs && ms < toMs);
  return times.flatMap((ms) => pastCaseOf(given, ms) ?? []);
}
