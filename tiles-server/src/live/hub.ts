import type { ServerResponse } from 'node:http';
import type { Feed } from '@undercroft/core/live/feed';
import { CITY_POINT_KINDS } from '@undercroft/core/model/city-point';
import type { EditNote } from '@undercroft/core/protocol/feature-edit';
import type { Scene } from '@undercroft/core/protocol/scene';
import type { SceneVersions } from '@undercroft/store/edit-store';
import type { Store } from '@undercroft/store/store';
import { ProblemError } from '../problem.ts';
import type { EventLog } from './event-log.ts';
import type { Intake } from './live-scene.ts';
import type { LiveFilter } from './stream/live-filter.ts';
import { SceneStream } from './stream/scene-stream.ts';
import type { ThingPlaces } from './stream/stream-event.ts';
import { editMessage, feedsMessage } from './stream/stream-messages.ts';
import { StreamReader } from './stream/stream-reader.ts';

/** Positions and readings wait so long to be told together, ms. */
const BATCH_MS = 100;
/** Alarms and cases wait no longer than this for others that come at the same time, ms. */
const URGENT_MS = 15;
/** How often feeds are told: the heartbeat of the stream, ms. */
const HEARTBEAT_MS = 2000;
/** A reader that takes nothing for so long is cut, ms. */
const STALLED_MS = 600_000;
/** How often it is asked whether things of a scene may stand elsewhere, ms. */
const PLACES_MS = 10_000;

export interface LiveHubOptions {
  readonly store: Pick<Store, 'live' | 'map' | 'features' | 'edits'>;
  readonly log: Pick<EventLog, 'listen'>;
  readonly intake: Pick<Intake, 'feed'>;
  /** Milliseconds since 1970 UTC. */
  readonly wallClock: () => number;
  readonly report: (error: unknown) => void;
  /** Streams that this server holds at once; more are refused. */
  readonly mostStreams?: number;
}

export const MOST_STREAMS = 5000;

interface Opened {
  readonly scene: Scene;
  readonly stream: SceneStream;
  /** Revision that the places of its things are of. */
  revision: string | null;
  placedAtMs: number;
  /** What is published, as readers are told. */
  versions: SceneVersions | null;
  /** How often edits and imports of this server have said what is published. */
  told: number;
}

/** Tells readers what happens in the scenes of a server. A scene is read when it is first asked for. */
export class LiveHub {
  readonly #options: LiveHubOptions;
  readonly #opened = new Map<string, Promise<Opened>>();
  readonly #scenes = new Map<string, Opened>();
  #flushing: { readonly timer: NodeJS.Timeout; readonly isUrgent: boolean } | null = null;
  readonly #heartbeat: NodeJS.Timeout;
  #count = 0;
  #isEnding = false;

  constructor(options: LiveHubOptions) {
    this.#options = options;
    this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
    this.#heartbeat.unref();
  }

  /** Streams held now. */
  get streamCount(): number {
    return this.#count;
  }

  /**
   * Streams a scene into an answer that nothing has been written to. `afterId`: up to where the reader knows everything
   * from an earlier stream. Throws a `ProblemError` before anything is written; resolves when the reader is up to date.
   */
  async stream(scene: Scene, filter: LiveFilter, afterId: number | null, response: ServerResponse): Promise<void> {
    if (this.#isEnding) throw new ProblemError('too-busy', 'The server is stopping.');
    const most = this.#options.mostStreams ?? MOST_STREAMS;
    if (this.#count >= most) {
      throw new ProblemError('too-busy', `The server holds ${most} streams and takes no more; try again later.`);
    }
    this.#count += 1;
    response.once('close', () => {
      this.#count -= 1;
    });
    const opened = await this.#open(scene);
    const { stream } = opened;
    await this.#lookAgain(opened);
    if (response.destroyed) return;
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-store, no-transform',
      // A proxy that gathers answers before it hands them on would hold back an alarm.
      'X-Accel-Buffering': 'no',
      // The connection ends with the stream, so that a server that stops need not wait for it.
      Connection: 'close',
    });
    response.write(this.#feedsOf(opened, null));
    const reader = new StreamReader(response, filter, afterId, stream);
    stream.add(reader);
    await reader.start();
  }

  /** Tells the readers of a scene of an edit of its network, at once. */
  tellEdit(scene: string, note: EditNote): void {
    const opened = this.#scenes.get(scene);
    if (opened === undefined) return;
    opened.told += 1;
    const { revision, ground } = note;
    opened.versions = { whole: opened.versions?.whole ?? '', revision, ground };
    opened.stream.broadcast(() => editMessage(note));
  }

  /** Tells the readers of a scene at once that something was published or undone. */
  async tellPublished(scene: string): Promise<void> {
    const opened = this.#scenes.get(scene);
    if (opened === undefined) return;
    await this.#lookAgain(opened);
    opened.stream.broadcast((upTo) => this.#feedsOf(opened, upTo));
  }

  /** How fresh every feed of a scene is. */
  async feeds(scene: Scene): Promise<readonly Feed[]> {
    const { stream } = await this.#open(scene);
    return this.#feeds(scene, stream);
  }

  /** Sends every reader away, to come back elsewhere or later, and takes no more. */
  endStreams(): void {
    this.#isEnding = true;
    for (const { stream } of this.#scenes.values()) stream.sendAway();
  }

  async close(): Promise<void> {
    this.endStreams();
    clearInterval(this.#heartbeat);
    if (this.#flushing !== null) clearTimeout(this.#flushing.timer);
    // A scene that is being opened now is closed when it is open.
    for (const opening of this.#opened.values()) {
      const opened = await opening.catch(() => null);
      opened?.stream.close();
    }
  }

  #open(scene: Scene): Promise<Opened> {
    const known = this.#opened.get(scene.id);
    const isBroken = this.#scenes.get(scene.id)?.stream.isBroken === true;
    if (known !== undefined && !isBroken) return known;
    this.#scenes.delete(scene.id);
    const opening = this.#openNew(scene);
    this.#opened.set(scene.id, opening);
    // What failed once is tried again by the next who asks.
    opening.catch(() => {
      if (this.#opened.get(scene.id) === opening) this.#opened.delete(scene.id);
    });
    return opening;
  }

  async #openNew(scene: Scene): Promise<Opened> {
    const { store, log, wallClock, report } = this.#options;
    const { revision, places } = await this.#placesOf(scene.id);
    const stream = await SceneStream.open({
      scene: scene.id,
      log,
      live: store.live,
      places,
      now: wallClock,
      report,
      onWaiting: (isUrgent) => this.#flushSoon(isUrgent),
    });
    const opened = { scene, stream, revision, placedAtMs: wallClock(), versions: null, told: 0 };
    this.#scenes.set(scene.id, opened);
    // Events may have waited before it was listed.
    this.#flushSoon(false);
    return opened;
  }

  async #placesOf(scene: string): Promise<{ readonly revision: string | null; readonly places: ThingPlaces }> {
    const { features, map } = this.#options.store;
    const revision = await features.revision(scene);
    const points = await map.cityPoints(scene, CITY_POINT_KINDS);
    return { revision, places: new Map(points.map(({ value }) => [value.sourceId, value.position])) };
  }

  /** One timer for all scenes: everything that waits is told together. */
  #flushSoon(isUrgent: boolean): void {
    if (this.#flushing !== null) {
      if (this.#flushing.isUrgent || !isUrgent) return;
      clearTimeout(this.#flushing.timer);
    }
    const timer = setTimeout(
      () => {
        this.#flushing = null;
        for (const { stream } of this.#scenes.values()) stream.flush();
      },
      isUrgent ? URGENT_MS : BATCH_MS,
    );
    this.#flushing = { timer, isUrgent };
  }

  #beat(): void {
    for (const opened of this.#scenes.values()) {
      const { stream } = opened;
      if (stream.readerCount === 0) continue;
      stream.broadcast((upTo) => this.#feedsOf(opened, upTo));
      stream.cutStalled(STALLED_MS);
      Promise.all([this.#lookAgain(opened), this.#placeAgain(opened)]).catch(this.#options.report);
    }
  }

  /** Asks what is published, perhaps by another server. An edit told meanwhile knows better. */
  async #lookAgain(opened: Opened): Promise<void> {
    const { told } = opened;
    const versions = await this.#options.store.edits.versions(opened.scene.id);
    if (opened.told === told) opened.versions = versions;
  }

  async #placeAgain(opened: Opened): Promise<void> {
    const now = this.#options.wallClock();
    if (now - opened.placedAtMs < PLACES_MS) return;
    opened.placedAtMs = now;
    if ((await this.#options.store.features.revision(opened.scene.id)) === opened.revision) return;
    const { revision, places } = await this.#placesOf(opened.scene.id);
    opened.revision = revision;
    opened.stream.place(places);
  }

  #feeds(scene: Scene, { watch }: SceneStream): readonly Feed[] {
    const { intake, wallClock } = this.#options;
    return watch.feeds(scene.live?.adapters ?? [], wallClock(), (adapter) => intake.feed(scene.id, adapter));
  }

  #feedsOf({ scene, stream, versions }: Opened, upTo: number | null): string {
    const feeds = [...this.#feeds(scene, stream)];
    const published = versions === null ? null : { revision: versions.revision, ground: versions.ground };
    return feedsMessage({ serverTimeMs: this.#options.wallClock(), feeds, versions: published }, upTo);
  }
}
