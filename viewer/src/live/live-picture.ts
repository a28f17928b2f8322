import type { Alarm } from '@undercroft/core/live/alarm';
import { isOver } from '@undercroft/core/live/is-over';
import type { CoverState, Reading } from '@undercroft/core/live/live-event';
import type { LiveCaseAnswer, LoggedEventAnswer } from '@undercroft/core/protocol/live/live-messages';
import { type Flow, type LiveState, NOTHING_LIVE, type Said } from './live-store.ts';

/** What events change of the page's live state. */
export type LivePicture = Pick<LiveState, 'alarms' | 'cases' | 'readings' | 'covers' | 'flows'>;

/** The picture of a snapshot: what is not in it is not there. */
export function pictureOf(events: readonly LoggedEventAnswer[]): LivePicture {
  return changedPicture(NOTHING_LIVE, events);
}

/**
 * The picture after some events, in the order given. Maps that nothing changed in are the same objects. Late events
 * (`isHistorical`, or older than what is held) change nothing.
 */
export function changedPicture(before: LivePicture, events: readonly LoggedEventAnswer[]): LivePicture {
  const draft = new Draft(before);
  for (const logged of events) if (!logged.isHistorical) draft.take(logged);
  return draft.picture;
}

/** Copies a map the first time that it is written to. */
class Draft {
  private alarms: Map<string, Alarm> | null = null;
  private cases: Map<string, LiveCaseAnswer> | null = null;
  private readings: Map<string, readonly Said<Reading>[]> | null = null;
  private covers: Map<string, Said<CoverState>> | null = null;
  private flows: Map<string, Said<Flow>> | null = null;
  private readonly before: LivePicture;

  constructor(before: LivePicture) {
    this.before = before;
  }

  get picture(): LivePicture {
    return {
      alarms: this.alarms ?? this.before.alarms,
      cases: this.cases ?? this.before.cases,
      readings: this.readings ?? this.before.readings,
      covers: this.covers ?? this.before.covers,
      flows: this.flows ?? this.before.flows,
    };
  }

  take({ event }: LoggedEventAnswer): void {
    const { id, source, eventTimeMs, position, quality } = event;
    const said = { eventTimeMs, source, position, quality };
    switch (event.kind) {
      case 'alarm':
        this.alarms ??= new Map(this.before.alarms);
        if (isOver(event)) this.alarms.delete(event.value.alarmId);
        else this.alarms.set(event.value.alarmId, event.value);
        return;
      case 'case':
        this.cases ??= new Map(this.before.cases);
        if (isOver(event)) this.cases.delete(event.value.sourceId);
        else this.cases.set(event.value.sourceId, event.value);
        return;
      case 'reading': {
        this.readings ??= new Map(this.before.readings);
        const held = this.readings.get(id) ?? [];
        const next = withReading(held, { ...said, value: event.value });
        if (next !== held) this.readings.set(id, next);
        return;
      }
      case 'cover':
        this.covers ??= new Map(this.before.covers);
        put(this.covers, id, { ...said, value: event.value });
        return;
      case 'flow':
        this.flows ??= new Map(this.before.flows);
        put(this.flows, id, { ...said, value: event.value });
        return;
      // Positions have a store of their own; phases of signals are not shown.
      case 'position':
      case 'signal':
        return;
    }
  }
}

function put<T>(map: Map<string, Said<T>>, id: string, said: Said<T>): void {
  const held = map.get(id);
  if (held === undefined || held.eventTimeMs <= said.eventTimeMs) map.set(id, said);
}

function withReading(held: readonly Said<Reading>[], said: Said<Reading>): readonly Said<Reading>[] {
  const at = held.findIndex(({ source, value }) => source === said.source && value.quantity === said.value.quantity);
  if (at === -1) return [...held, said];
  return (held[at]?.eventTimeMs ?? 0) > said.eventTimeMs ? held : held.with(at, said);
}
