import { type LiveEvent, type LoggedEvent, stateKey } from '@undercroft/core/live/live-event';

/** Of every key the newest; what the log holds wins over what tables and generator say of the same moment. */
export function mergedState(logged: readonly LoggedEvent[], told: readonly LoggedEvent[]): readonly LoggedEvent[] {
  const state = new Map(told.map((each) => [stateKey(each.event), each]));
  for (const each of logged) {
    const held = state.get(stateKey(each.event));
    // The desk works on a case of which the tables know what they were once told.
    const wins = each.event.kind === 'case' || held === undefined || held.event.eventTimeMs <= each.event.eventTimeMs;
    if (wins) state.set(stateKey(each.event), each);
  }
  return [...state.values()];
}

/** Events of a span from several places, each in the order of time and cut off after one more than the limit. */
export interface MergedSpan {
  readonly events: readonly LoggedEvent[];
  readonly more: boolean;
  /** Every event before it is there. */
  readonly wholeToMs: number;
}

/** Brings the parts of a span in order; where one was cut off, the whole is cut off there. An event told twice is one. */
export function mergedSpan(
  parts: readonly (readonly LoggedEvent[])[],
  timeOf: (logged: LoggedEvent) => number,
  toMs: number,
  limit: number,
): MergedSpan {
  const cuts = parts.flatMap((part) => {
    const next = part[limit];
    return next === undefined ? [] : [timeOf(next)];
  });
  const known = new Set<string>();
  const all = parts
    .flat()
    .filter(({ event }) => {
      const name = nameOf(event);
      if (known.has(name)) return false;
      known.add(name);
      return true;
    })
    .sort((a, b) => timeOf(a) - timeOf(b) || a.eventId - b.eventId);
  const next = all[limit];
  if (next !== undefined) cuts.push(timeOf(next));
  const cutMs = Math.min(toMs, ...cuts);
  // More of one instant than fit are all given: without them the next question would ask for that instant again.
  const first = all[0];
  const wholeToMs = first !== undefined && cutMs <= timeOf(first) ? timeOf(first) + 1 : cutMs;
  return { events: all.filter((each) => timeOf(each) < wholeToMs), more: wholeToMs < toMs, wholeToMs };
}

function nameOf({ kind, source, id, sequence }: LiveEvent): string {
  return `${kind}/${source}/${id}/${sequence}`;
}

/** Of every key only the last event of each step of time: what one who plays fast can see. */
export function thinned(
  events: readonly LoggedEvent[],
  timeOf: (logged: LoggedEvent) => number,
  stepMs: number,
): readonly LoggedEvent[] {
  const last = new Map<string, LoggedEvent>();
  for (const each of events) last.set(`${Math.floor(timeOf(each) / stepMs)}/${stateKey(each.event)}`, each);
  const kept = new Set(last.values());
  return events.filter((each) => kept.has(each));
}
