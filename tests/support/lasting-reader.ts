import { setTimeout as sleep } from 'node:timers/promises';
import { liveEventsSchema } from '@undercroft/core/protocol/live/live-messages';
import { type EventStream, openEventStream } from '@undercroft/tiles-server/testing/event-stream';

/** A reader of a live stream that comes back whenever its stream ends, and resumes by the id it has. */
export interface LastingReader {
  /** Ids of all events it was told, in the order they came. */
  readonly ids: readonly number[];
  /** How often a stream was opened. */
  readonly streams: number;
  /** Everything that should not have happened. */
  readonly faults: readonly string[];
  /** Resolves when its stream has told up to an id. */
  reached(id: number): Promise<void>;
  close(): Promise<void>;
}

const RETRY_MS = 30;

/** Reads from the very first event on. */
export function lastingReader(url: URL): LastingReader {
  const ids: number[] = [];
  const faults: string[] = [];
  let streams = 0;
  let lastId = '0';
  let isClosed = false;
  let stream: EventStream | null = null;
  const running = (async () => {
    while (!isClosed) {
      stream = await openEventStream(url, {
        lastEventId: lastId,
        onMessage: ({ event, data, id }) => {
          if (event === 'snapshot') faults.push(`a snapshot came after ${lastId}`);
          if (event === 'events') {
            const told = liveEventsSchema.parse(JSON.parse(data));
            if (told.isLatestOnly) faults.push(`only the latest came after ${lastId}`);
            ids.push(...told.events.map(({ eventId }) => eventId));
          }
          lastId = id ?? lastId;
        },
      }).catch(() => null);
      if (stream === null) {
        await sleep(RETRY_MS);
        continue;
      }
      streams += 1;
      await stream.ended;
    }
  })();
  return {
    ids,
    get streams() {
      return streams;
    },
    faults,
    async reached(id) {
      while (Number(lastId) < id) await sleep(RETRY_MS);
    },
    async close() {
      isClosed = true;
      stream?.close();
      await running;
    },
  };
}
