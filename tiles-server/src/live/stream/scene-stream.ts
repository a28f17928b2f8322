import type { LoggedEvent } from '@undercroft/core/live/live-event';
import type { LiveRepository } from '@undercroft/store/live-store';
import type { EventLog } from '../event-log.ts';
import { Channels } from './channels.ts';
import { FeedWatch } from './feed-watch.ts';
import { LatestStates } from './latest-states.ts';
import { RecentEvents } from './recent-events.ts';
import { StreamEvent, type ThingPlaces } from './stream-event.ts';
import type { StreamReader } from './stream-reader.ts';

/** Events kept to fill gaps without asking the store: some seconds of the heaviest load. */
const RECENT = 2 ** 14;
/** States kept after they are over. */
const MOST_OVER = 2000;

export interface SceneStreamOptions {
  readonly scene: string;
  readonly log: Pick<EventLog, 'listen'>;
  readonly live: Pick<LiveRepository, 'state' | 'since'>;
  readonly places: ThingPlaces;
  /** Milliseconds since 1970 UTC. */
  readonly now: () => number;
  readonly report: (error: unknown) => void;
  /** Called when events wait to be told; `isUrgent` when an alarm or a case is among them. */
  readonly onWaiting: (isUrgent: boolean) => void;
}

/** The live stream of one scene: what its readers are told of, and who they are. */
export class SceneStream {
  readonly recent = new RecentEvents(RECENT);
  readonly states = new LatestStates(MOST_OVER);
  readonly watch = new FeedWatch();
  readonly #options: SceneStreamOptions;
  readonly #channels = new Channels();
  readonly #readers = new Set<StreamReader>();
  readonly #waitingFor = new Set<{ readonly id: number; readonly resolve: () => void }>();
  #places: ThingPlaces;
  #stop: () => void = () => undefined;
  /** Events taken, not told yet. */
  #fresh: StreamEvent[] = [];
  /** Id of the newest event taken. */
  #newest = 0;
  #toldUpTo = 0;
  #isBroken = false;

  private constructor(options: SceneStreamOptions) {
    this.#options = options;
    this.#places = options.places;
  }

  /** Reads the state of a scene and follows its log from there. */
  static async open(options: SceneStreamOptions): Promise<SceneStream> {
    const stream = new SceneStream(options);
    const early: LoggedEvent[] = [];
    let take = (events: readonly LoggedEvent[]): void => {
      for (const event of events) early.push(event);
    };
    stream.#stop = options.log.listen(options.scene, (events) => take(events));
    try {
      const { upTo, events } = await options.live.state(options.scene);
      stream.#begin(upTo, events);
    } catch (error) {
      stream.#stop();
      throw error;
    }
    take = (events) => stream.#take(events);
    stream.#take(early);
    return stream;
  }

  get readerCount(): number {
    return this.#readers.size;
  }

  /** Up to here every reader that keeps up knows everything that passes its filter. */
  get toldUpTo(): number {
    return this.#toldUpTo;
  }

  /** True when events of the log were missing: it is to be opened anew. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  now(): number {
    return this.#options.now();
  }

  add(reader: StreamReader): void {
    this.#readers.add(reader);
  }

  /** The reader keeps up from here on. */
  join(reader: StreamReader): void {
    this.#channels.join(reader);
  }

  /** The reader does not keep up any more. */
  leave(reader: StreamReader): void {
    this.#channels.leave(reader);
  }

  /** The reader is gone. */
  forget(reader: StreamReader): void {
    this.#channels.leave(reader);
    this.#readers.delete(reader);
  }

  failed(reader: StreamReader, error: unknown): void {
    this.#options.report(error);
    reader.cut();
  }

  /** Tells what waits. */
  flush(): void {
    if (this.#fresh.length === 0) return;
    const events = this.#fresh;
    const before = this.#toldUpTo;
    this.#fresh = [];
    this.#toldUpTo = this.#newest;
    this.#channels.tell(events, this.#newest, before);
    for (const waiting of this.#waitingFor) if (waiting.id <= this.#newest) waiting.resolve();
  }

  /** Writes the same to every reader that keeps up. */
  broadcast(message: (upTo: number) => string): void {
    this.flush();
    this.#channels.broadcast(Buffer.from(message(this.#toldUpTo)), this.#toldUpTo);
  }

  /** Resolves when an id has been told of, or after a time. */
  async reached(id: number, withinMs: number): Promise<void> {
    if (id <= this.#toldUpTo) return;
    await new Promise<void>((resolve) => {
      const waiting = { id, resolve: () => done() };
      const timer = setTimeout(() => done(), withinMs);
      const done = () => {
        clearTimeout(timer);
        this.#waitingFor.delete(waiting);
        resolve();
      };
      this.#waitingFor.add(waiting);
    });
  }

  /** Events after an id out of the store, in order; null when some of them are not kept any more. */
  async loggedAfter(id: number, limit: number): Promise<readonly StreamEvent[] | null> {
    const events = await this.#options.live.since(this.#options.scene, id, limit);
    // Readings are not kept for ever: where ids are missing, some have been removed.
    if (events.length === 0 || events.at(-1)?.eventId !== id + events.length) return null;
    return events.map((event) => new StreamEvent(event, this.#places));
  }

  /** Things may stand elsewhere, as after an import. */
  place(places: ThingPlaces): void {
    this.#places = places;
    for (const state of this.states.all()) state.place(places);
  }

  /** Cuts readers that have taken nothing for so long. */
  cutStalled(longerThanMs: number): void {
    const now = this.now();
    for (const reader of this.#readers) {
      if (reader.stalledSinceMs !== null && now - reader.stalledSinceMs > longerThanMs) reader.cut();
    }
  }

  /** Ends every stream; the readers come back by themselves. */
  sendAway(): void {
    for (const reader of this.#readers) reader.sendAway();
  }

  close(): void {
    this.#stop();
    this.sendAway();
    for (const { resolve } of this.#waitingFor) resolve();
  }

  #begin(upTo: number, events: readonly LoggedEvent[]): void {
    const states = events.map((logged) => [logged, new StreamEvent(logged, this.#places)] as const);
    this.states.restart(upTo, states);
    this.recent.restart(upTo);
    this.watch.remember(events);
    this.#newest = upTo;
    this.#toldUpTo = upTo;
  }

  #take(logged: readonly LoggedEvent[]): void {
    if (this.#isBroken) return;
    let isUrgent = false;
    const first = this.#fresh.length;
    for (const each of logged) {
      if (each.eventId <= this.#newest) continue;
      if (each.eventId !== this.#newest + 1) {
        this.#break(each.eventId);
        return;
      }
      const event = new StreamEvent(each, this.#places);
      this.#newest = event.id;
      this.recent.add(event);
      if (!each.isHistorical) this.states.set(each, event);
      this.#fresh.push(event);
      isUrgent ||= event.isUrgent;
    }
    if (this.#fresh.length === first) return;
    this.watch.count(logged);
    this.#options.onWaiting(isUrgent);
  }

  /** Events are missing: the readers come back and are told out of the store what they do not know. */
  #break(id: number): void {
    this.#isBroken = true;
    const { scene, report } = this.#options;
    report(new Error(`Of the log of "${scene}" event ${this.#newest + 1} was awaited and ${id} came.`));
    this.close();
  }
}
