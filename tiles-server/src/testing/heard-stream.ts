import {
  type LiveEvents,
  type LiveSnapshot,
  liveEventsSchema,
  liveFeedsSchema,
  liveSnapshotSchema,
} from '@undercroft/core/protocol/live/live-messages';
import { type EventStream, openEventStream } from './event-stream.ts';

/** What a reader of a live stream has heard so far. */
export interface HeardStream extends EventStream {
  readonly snapshots: readonly LiveSnapshot[];
  readonly events: readonly LiveEvents[];
  readonly feedsCount: number;
  /** Ids of all events of `events` messages, in the order they came. */
  ids(): readonly number[];
  /** Resolves when the stream's id has reached one. */
  reached(id: number): Promise<void>;
}

/** Opens a live stream and holds every message against its schema. Nothing is heard after `close`. */
export async function hearStream(
  url: URL,
  options: { readonly lastEventId?: string; readonly isPaused?: boolean; readonly onMessage?: () => void } = {},
): Promise<HeardStream> {
  const snapshots: LiveSnapshot[] = [];
  const events: LiveEvents[] = [];
  const waiting = new Set<() => void>();
  let feedsCount = 0;
  let lastId: string | null = null;
  let isClosed = false;
  const { onMessage, ...opening } = options;
  const stream = await openEventStream(url, {
    ...opening,
    onMessage: ({ event, data, id }) => {
      if (isClosed) return;
      lastId = id ?? lastId;
      if (event === 'snapshot') snapshots.push(liveSnapshotSchema.parse(JSON.parse(data)));
      if (event === 'events') events.push(liveEventsSchema.parse(JSON.parse(data)));
      if (event === 'feeds') feedsCount += liveFeedsSchema.parse(JSON.parse(data)).feeds.length > 0 ? 1 : 0;
      onMessage?.();
      for (const look of waiting) look();
    },
  });
  return {
    snapshots,
    events,
    get feedsCount() {
      return feedsCount;
    },
    get lastId() {
      return lastId;
    },
    ended: stream.ended,
    pause: () => stream.pause(),
    resume: () => stream.resume(),
    close() {
      isClosed = true;
      stream.close();
    },
    ids: () => events.flatMap((each) => each.events.map(({ eventId }) => eventId)),
    async reached(id) {
      if (Number(lastId ?? -1) >= id) return;
      await new Promise<void>((resolve) => {
        const look = () => {
          if (Number(lastId ?? -1) < id) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
      });
    },
  };
}
