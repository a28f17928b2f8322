import { type EditNote, editNoteSchema } from '@undercroft/core/protocol/feature-edit';
import {
  type LiveFeeds,
  type LoggedEventAnswer,
  liveEventsSchema,
  liveFeedsSchema,
  liveSnapshotSchema,
  loggedEventSchema,
} from '@undercroft/core/protocol/live/live-messages';
import type { Schema } from '../api/ask.ts';

/** What came in a message of events; `unreadable` were left out. */
export interface ReadEvents {
  readonly upTo: number;
  readonly events: readonly LoggedEventAnswer[];
  readonly unreadable: number;
}

export interface ReadSnapshot extends ReadEvents {
  readonly serverTimeMs: number;
}

/** `null` is a message that is none. */
export function readSnapshot(text: string): ReadSnapshot | null {
  const body = jsonOf(text);
  return read(liveSnapshotSchema, body, (head) => {
    const { serverTimeMs } = head;
    return typeof serverTimeMs === 'number' ? { serverTimeMs } : null;
  });
}

export function readEvents(text: string): ReadEvents | null {
  return read(liveEventsSchema, jsonOf(text), () => ({}));
}

export function readFeeds(text: string): LiveFeeds | null {
  const parsed = liveFeedsSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

/** `null` is a message that is none. */
export function readEdit(text: string): EditNote | null {
  const parsed = editNoteSchema.safeParse(jsonOf(text));
  return parsed.success ? parsed.data : null;
}

/**
 * All at once, which takes 1 to 6 ms for 5,000 events; one by one only when one of them cannot be read, so that it costs
 * that event and not the others.
 */
function read<T extends { readonly upTo: number; readonly events: readonly LoggedEventAnswer[] }, H>(
  schema: Schema<T>,
  body: unknown,
  headOf: (body: Readonly<Record<string, unknown>>) => H | null,
): (ReadEvents & H) | null {
  if (typeof body !== 'object' || body === null) return null;
  const record = body as Readonly<Record<string, unknown>>;
  const head = headOf(record);
  if (head === null) return null;
  const parsed = schema.safeParse(body);
  if (parsed.success) return { ...head, upTo: parsed.data.upTo, events: parsed.data.events, unreadable: 0 };
  const { upTo, events } = record;
  if (typeof upTo !== 'number' || !Array.isArray(events)) return null;
  const good = events.flatMap((each): readonly LoggedEventAnswer[] => {
    const one = loggedEventSchema.safeParse(each);
    return one.success ? [one.data] : [];
  });
  return { ...head, upTo, events: good, unreadable: events.length - good.length };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
