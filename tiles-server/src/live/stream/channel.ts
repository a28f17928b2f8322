import type { LiveFilter } from './live-filter.ts';
import type { StreamEvent } from './stream-event.ts';
import { eventsMessage } from './stream-messages.ts';
import type { StreamReader } from './stream-reader.ts';

/** The readers of one filter that keep up: what passes is put together once for all of them. */
export class Channel {
  readonly filter: LiveFilter;
  readonly readers = new Set<StreamReader>();
  #waiting: string[] = [];

  constructor(filter: LiveFilter) {
    this.filter = filter;
  }

  /** Takes an event of its area. True when it is the first that waits. */
  offer(event: StreamEvent): boolean {
    if ((event.kind & this.filter.kinds) === 0) return false;
    return this.#waiting.push(event.json) === 1;
  }

  /** Tells the readers what waits; they then know everything up to the id. `before`: up to where they knew it. */
  tell(upTo: number, before: number): void {
    const message = Buffer.from(eventsMessage(this.#waiting, upTo));
    this.#waiting = [];
    for (const reader of this.readers) reader.deliver(message, before);
  }
}
