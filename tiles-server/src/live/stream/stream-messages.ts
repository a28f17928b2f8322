import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { LiveFeeds } from '@undercroft/core/protocol/live/live-messages';

/**
 * Messages of the stream as they go over the wire (server-sent events). They are put together from JSON that is there
 * already, and the `id` may stand at their end: what a message tells up to is known when its last part is written.
 */
export const SNAPSHOT_BEGIN = (serverTimeMs: number): string =>
  `event: snapshot\ndata: {"serverTimeMs":${serverTimeMs},"events":[`;

export const LATEST_BEGIN = 'event: events\ndata: {"isLatestOnly":true,"events":[';

const EVENTS_BEGIN = 'event: events\ndata: {"isLatestOnly":false,"events":[';

export function listEnd(upTo: number): string {
  return `],"upTo":${upTo}}\nid: ${upTo}\n\n`;
}

/** Events in the order of their ids, after which a reader knows everything up to an id. */
export function eventsMessage(events: readonly string[], upTo: number): string {
  return `${EVENTS_BEGIN}${events.join(',')}${listEnd(upTo)}`;
}

/**
 * How fresh feeds are. To readers that keep up it carries the id too: one whom nothing passes to resumes from there. To
 * others `upTo` is null.
 */
export function feedsMessage(feeds: LiveFeeds, upTo: number | null): string {
  const id = upTo === null ? '' : `id: ${upTo}\n`;
  return `event: feeds\ndata: ${JSON.stringify(feeds)}\n${id}\n`;
}

/** A row of the network was edited. It carries no id: it is in no log. */
export function editMessage(note: EditNote): string {
  return `event: edit\ndata: ${JSON.stringify(note)}\n\n`;
}

/** Before a server ends a stream: come back, after this time. */
export function comeBackMessage(afterMs: number): string {
  return `retry: ${afterMs}\n\n`;
}
