import type { LoggedEvent } from '@undercroft/core/live/live-event';
import type { LiveRepository } from '@undercroft/store/live-store';

/** Events that are read from the log at once when some of another server are missing. */
const READ_AT_ONCE = 2000;

export type LiveListener = (events: readonly LoggedEvent[]) => void;

export interface LogTailOptions {
  readonly live: Pick<LiveRepository, 'since'>;
  readonly scene: string;
  /** The newest event that was durable when this was made. */
  readonly newest: number;
  readonly report: (error: unknown) => void;
}

/**
 * The end of one scene's log: hands events to listeners in the order of their ids and without gaps. Own events come as
 * they are stored; where ids are missing between them, another server has them, and they are read from the log.
 */
export class LogTail {
  readonly #options: LogTailOptions;
  readonly #listeners = new Set<LiveListener>();
  /** Every event up to here was handed on. */
  #handed: number;
  /** Up to here events are known to be durable. */
  #durable: number;
  /** Own events that wait for those before them, in the order of their ids. */
  #own: LoggedEvent[] = [];
  #reading: Promise<void> | null = null;

  constructor(options: LogTailOptions) {
    this.#options = options;
    this.#handed = options.newest;
    this.#durable = options.newest;
  }

  listen(listener: LiveListener): () => void {
    const own: LiveListener = (events) => listener(events);
    this.#listeners.add(own);
    return () => {
      this.#listeners.delete(own);
    };
  }

  /** Events that this server stored. */
  stored(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#durable = Math.max(this.#durable, last.eventId);
    this.#own.push(...events);
    this.#handOwn();
  }

  /** The log holds events up to an id, whoever stored them. */
  reached(newest: number): void {
    this.#durable = Math.max(this.#durable, newest);
    if (this.#handed < this.#durable) this.#handOwn();
  }

  async settled(): Promise<void> {
    await this.#reading;
  }

  #handOwn(): void {
    if (this.#reading !== null) return;
    // Where nobody listens nothing is read.
    if (this.#listeners.size === 0) {
      this.#own = [];
      this.#handed = this.#durable;
      return;
    }
    let start = 0;
    let end = 0;
    let next = this.#handed + 1;
    for (const { eventId } of this.#own) {
      if (eventId > next) break;
      end += 1;
      // What was read from the log meanwhile was handed on already.
      if (eventId < next) start = end;
      else next += 1;
    }
    const ready = this.#own.slice(start, end);
    this.#own = this.#own.slice(end);
    this.#hand(ready);
    if (this.#handed >= this.#durable) return;
    this.#reading = this.#readMissing().finally(() => {
      this.#reading = null;
      // What came while it read. When it could not read, the next word of the log's end tries again.
      const [first] = this.#own;
      if (first !== undefined && first.eventId <= this.#handed + 1) this.#handOwn();
    });
  }

  async #readMissing(): Promise<void> {
    const { live, scene, report } = this.#options;
    try {
      while (this.#handed < (this.#own[0]?.eventId ?? this.#durable + 1) - 1) {
        const events = await live.since(scene, this.#handed, READ_AT_ONCE);
        if (events.length === 0) return;
        this.#hand(events);
      }
    } catch (error) {
      report(error);
    }
  }

  #hand(events: readonly LoggedEvent[]): void {
    const last = events.at(-1);
    if (last === undefined) return;
    this.#handed = last.eventId;
    for (const listener of this.#listeners) {
      try {
        listener(events);
      } catch (error) {
        this.#options.report(error);
      }
    }
  }
}
